// What a browser runs first, and so small: it asks for the program, for its first place and for who is there, all at once.
// Before the styles of any part: rules of the same weight are overruled by those that come later.
import '@fontsource-variable/inter/wght.css';
import './mantine.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './tokens.css';
import { beginEarly } from './first_place';

async function begin(): Promise<void> {
  const early = beginEarly();
  const { start } = await import('./main');
  await start(early);
}
void begin();
