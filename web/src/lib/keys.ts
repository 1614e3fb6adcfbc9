// One key, one action. Keys are deaf while somebody types, and below an open dialog. Two-key sequences begin with g.
import { useEffect, useRef } from 'react';

export type KeyMap = Record<string, (event: KeyboardEvent) => void>;
/** How long the second key of a sequence may take. */
const sequenceMs = 1_200;

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'file', 'range'].includes(target.type);
}

/** "mod+k", "?", "j": what was pressed, as bindings write it. */
export function keyOf(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : '';
  const alt = event.altKey ? 'alt+' : '';
  return mod + alt + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
}

/** Feeds keys, gives the binding that is complete; knows the sequences. */
export class KeyReader {
  private pending = '';
  private at = 0;

  constructor(private readonly now: () => number = Date.now) {}

  read(key: string, has: (binding: string) => boolean, opens: (prefix: string) => boolean): string | null {
    if (this.pending !== '' && this.now() - this.at <= sequenceMs) {
      const sequence = `${this.pending} ${key}`;
      this.pending = '';
      if (has(sequence)) return sequence;
    }
    this.pending = '';
    if (opens(key)) {
      this.pending = key;
      this.at = this.now();
      return null;
    }
    return has(key) ? key : null;
  }
}

interface Layer {
  map: KeyMap;
}
const layers: Layer[] = [];
const reader = new KeyReader();

function find(binding: string): ((event: KeyboardEvent) => void) | undefined {
  for (let i = layers.length - 1; i >= 0; i--) {
    const action = layers[i]?.map[binding];
    if (action) return action;
  }
  return undefined;
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const key = keyOf(event);
  const anywhere = key.startsWith('mod+');
  if (!anywhere && (event.altKey || isTyping(event.target))) return;
  if (!anywhere && document.querySelector('[role=dialog][aria-modal=true], [role=menu]')) return;
  const binding = reader.read(
    key,
    (name) => find(name) !== undefined,
    (prefix) => layers.some(({ map }) => Object.keys(map).some((name) => name.startsWith(`${prefix} `))),
  );
  const action = binding === null ? undefined : find(binding);
  if (!action) return;
  event.preventDefault();
  action(event);
}

/** Binds keys while the component is mounted; what is mounted later wins. */
export function useKeys(map: KeyMap): void {
  const layer = useRef<Layer>({ map });
  layer.current.map = map;
  useEffect(() => {
    const mine = layer.current;
    if (layers.length === 0) document.addEventListener('keydown', onKeyDown);
    layers.push(mine);
    return () => {
      layers.splice(layers.indexOf(mine), 1);
      if (layers.length === 0) document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
