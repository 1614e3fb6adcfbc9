// Opens the command palette: everything, or only what can be done with the incident one looks at.
import { createSpotlight } from '@mantine/spotlight';

export const [paletteStore, palette] = createSpotlight();

let scope: 'all' | 'thing' = 'all';
export const paletteScope = () => scope;
export function openPalette(next: 'all' | 'thing'): void {
  scope = next;
  palette.open();
}
