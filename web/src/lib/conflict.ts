// Two people, one incident: what somebody else changed since is laid beside what one wants to change. Fields that only one of
// the two touched go through by themselves; a field that both touched is shown, and nothing typed is ever thrown away.
import type { IncidentPatch, RemoteChange } from '../api/types';

export interface Contested {
  field: string;
  /** What both started from, theirs, and mine. */
  before: unknown;
  theirs: unknown;
  mine: unknown;
  by: string | null;
  at: string | null;
}

export interface Merge {
  /** Can be sent again against the new version without asking. */
  clear: IncidentPatch;
  contested: Contested[];
  /** What the others changed besides, to be told. */
  elsewhere: RemoteChange[];
}

/** One change a field: the first `before`, the last `after`, who did the last. A field that went there and back is none. */
export function squash(changes: RemoteChange[]): RemoteChange[] {
  const byField = new Map<string, RemoteChange>();
  for (const change of changes) {
    const earlier = byField.get(change.field);
    byField.set(change.field, earlier ? { ...change, before: earlier.before } : change);
  }
  return [...byField.values()].filter((change) => !same(change.before, change.after));
}

export function merge(mine: IncidentPatch, changes: RemoteChange[]): Merge {
  const theirs = new Map(squash(changes).map((change) => [change.field, change]));
  const clear: Record<string, unknown> = {};
  const contested: Contested[] = [];
  for (const [field, value] of Object.entries(mine)) {
    const other = theirs.get(field);
    if (!other) {
      clear[field] = value;
      continue;
    }
    theirs.delete(field);
    if (same(other.after, value)) continue; // both want the same: nothing to do, nothing to ask
    contested.push({
      field,
      before: other.before,
      theirs: other.after,
      mine: value,
      by: other.by ?? null,
      at: other.at ?? null,
    });
  }
  return { clear: clear as IncidentPatch, contested, elsewhere: [...theirs.values()] };
}

export type Choice = 'mine' | 'theirs' | { text: string };

/** The patch that says what was chosen for each contested field; a field left at theirs is not in it. */
export function settle(found: Merge, choices: Record<string, Choice>): IncidentPatch {
  const patch: Record<string, unknown> = { ...found.clear };
  for (const one of found.contested) {
    const choice = choices[one.field] ?? 'mine';
    if (choice === 'mine') patch[one.field] = one.mine;
    else if (choice !== 'theirs') patch[one.field] = choice.text;
  }
  return patch as IncidentPatch;
}

/** Equal for a person: absent, null and empty are one; lists by their members in order; objects by their members. */
export function same(a: unknown, b: unknown): boolean {
  const blank = (v: unknown) => v === null || v === undefined || v === '' || (Array.isArray(v) && v.length === 0);
  if (blank(a) || blank(b)) return blank(a) && blank(b);
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((x, i) => same(x, b[i]));
  if (typeof a === 'object' && typeof b === 'object') {
    const x = a as Record<string, unknown>;
    const y = b as Record<string, unknown>;
    return [...new Set([...Object.keys(x), ...Object.keys(y)])].every((key) => same(x[key], y[key]));
  }
  return a === b;
}
