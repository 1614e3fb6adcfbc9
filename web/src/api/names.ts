// Display names of everything that answers referred to. Ids are unique over all kinds, so one table serves every screen.
import { useSyncExternalStore } from 'react';
import type { Id, Names } from './types';

const table = new Map<Id, string>();
const listeners = new Set<() => void>();
let version = 0;

export function learnNames(names: Names | null | undefined): void {
  if (!names) return;
  let changed = false;
  for (const [id, name] of Object.entries(names)) {
    if (table.get(id) === name) continue;
    table.set(id, name);
    changed = true;
  }
  if (!changed) return;
  version++;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export type NameOf = (id: Id | null | undefined) => string;
const nameOf: NameOf = (id) => (id ? (table.get(id) ?? id) : '');

/** Gives the name of an id, and draws again when one becomes known. */
export function useNames(): NameOf {
  useSyncExternalStore(subscribe, () => version);
  return nameOf;
}
