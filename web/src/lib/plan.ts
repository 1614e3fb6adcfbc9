// The plan of a roster while it is being written: the server's words, with the changes that a form makes.
import type { Id } from '../api/types';

export interface PlanTurn {
  people: Id[];
  shadows?: Id[];
}
export interface PlanLineUp {
  from: string;
  turns: PlanTurn[];
}
export const units = ['hours', 'days', 'weeks', 'months'] as const;
export const calendarUses = ['any', 'open', 'closed', 'holidays'] as const;
export const stackings = ['above', 'beside'] as const;
export interface PlanLayer {
  name: string;
  zone?: string;
  unit?: (typeof units)[number];
  every?: number;
  hand_off?: string;
  starts_on: string;
  ends_on?: string;
  hours?: string;
  calendar?: (typeof calendarUses)[number];
  stacking?: (typeof stackings)[number];
  line_ups: PlanLineUp[];
}

/** What a record holds, whatever it holds. */
export function layersOf(plan: unknown): PlanLayer[] {
  const layers = (plan as { layers?: unknown } | null)?.layers;
  return Array.isArray(layers) ? (layers as PlanLayer[]) : [];
}
export interface Plan {
  layers: PlanLayer[];
  notice_minutes?: number;
  gap_notice_days?: number[];
}
export interface Notices {
  /** How long before a hand-off people are told; null: they are not told. */
  minutes: number | null;
  /** How many days before a gap it is told; null: as usual, none: it is not told. */
  gapDays: number[] | null;
}
export function noticesOf(plan: unknown): Notices {
  const said = plan as { notice_minutes?: unknown; gap_notice_days?: unknown } | null;
  const days = said?.gap_notice_days;
  return {
    minutes: typeof said?.notice_minutes === 'number' ? said.notice_minutes : null,
    gapDays: Array.isArray(days) ? days.filter((day) => typeof day === 'number') : null,
  };
}
/** Nothing when it says nothing. */
export function planOf(layers: PlanLayer[], { minutes, gapDays }: Notices): Plan | null {
  if (minutes === null && gapDays === null && layers.length === 0) return null;
  return {
    layers,
    ...(minutes === null ? {} : { notice_minutes: minutes }),
    ...(gapDays === null ? {} : { gap_notice_days: gapDays }),
  };
}

/** A member that says nothing is left out: an empty one would be refused. */
export function withMember<K extends keyof PlanLayer>(layer: PlanLayer, name: K, value: PlanLayer[K] | '' | null): PlanLayer {
  const next = { ...layer, [name]: value };
  if (value === '' || value === null || value === undefined) delete next[name];
  return next;
}

/** The line-up that holds last: the one that is shown and changed. */
export const lastLineUp = (layer: PlanLayer): PlanLineUp =>
  [...layer.line_ups].sort((a, b) => a.from.localeCompare(b.from)).at(-1) ?? { from: layer.starts_on, turns: [] };

export function withLastLineUp(layer: PlanLayer, lineUp: PlanLineUp): PlanLayer {
  const last = lastLineUp(layer);
  const others = layer.line_ups.filter((one) => one !== last && one.from !== lineUp.from);
  return { ...layer, line_ups: [...others, lineUp].sort((a, b) => a.from.localeCompare(b.from)) };
}

const dayMs = 86_400_000;
const stepMs = { hours: 3_600_000, days: dayMs, weeks: 7 * dayMs } as const;
/** The layer's wall clock, counted as if it were UTC: hand-offs keep their wall time when the clocks change. */
const firstWall = (layer: PlanLayer) => Date.parse(`${layer.starts_on}T${layer.hand_off ?? '00:00'}:00Z`);
const dayOfWall = (wall: number) => new Date(wall).toISOString().slice(0, 10);

/** When the hand-off with that number is, from 0. The last day of a month stands for days that it lacks. */
function wallOf(layer: PlanLayer, n: number): number {
  const unit = layer.unit ?? 'weeks';
  const first = firstWall(layer);
  if (unit !== 'months') return first + n * (layer.every ?? 1) * stepMs[unit];
  const begin = new Date(first);
  const month = begin.getUTCMonth() + n * (layer.every ?? 1);
  const last = new Date(Date.UTC(begin.getUTCFullYear(), month + 1, 0)).getUTCDate();
  return Date.UTC(begin.getUTCFullYear(), month, Math.min(begin.getUTCDate(), last)) + (first % dayMs);
}
/** The number of the first hand-off on that day or later. */
function firstOn(layer: PlanLayer, date: string): number {
  const wanted = Date.parse(`${date}T00:00:00Z`);
  const unit = layer.unit ?? 'weeks';
  // A month is begun low and walked up: they differ in length.
  const step = (layer.every ?? 1) * (unit === 'months' ? 31 * dayMs : stepMs[unit]);
  let n = Math.max(0, Math.ceil((wanted - firstWall(layer)) / step));
  while (wallOf(layer, n) < wanted) n++;
  return n;
}
const inOrder = (lineUps: PlanLineUp[]) => [...lineUps].sort((a, b) => a.from.localeCompare(b.from));

/** Which line-up holds at a hand-off, and which of its turns it is; none before the first one. */
function placeOf(layer: PlanLayer, n: number): { at: number; turn: number } | null {
  for (let at = layer.line_ups.length - 1; at >= 0; at--) {
    const lineUp = layer.line_ups[at];
    if (!lineUp || lineUp.turns.length === 0) continue;
    const begins = firstOn(layer, lineUp.from);
    if (begins <= n) return { at, turn: (n - begins) % lineUp.turns.length };
  }
  return null;
}

/**
 * Gives the layer a line-up of its own from the first hand-off on that day or later, that says what held there anyway, the turn of
 * that hand-off first: what is changed in it moves nobody's turn before. As the server does when people join or leave. `at` is its
 * place: the line-ups from there on are still to come.
 */
export function pinned(layer: PlanLayer, from: string): { layer: PlanLayer; at: number } {
  const lineUps = inOrder(layer.line_ups);
  const sorted = { ...layer, line_ups: lineUps };
  const first = firstOn(layer, from);
  const place = placeOf(sorted, first);
  const old = place && lineUps[place.at];
  if (!old) return { layer: sorted, at: 0 };
  const turns = [...old.turns.slice(place.turn), ...old.turns.slice(0, place.turn)].map((turn) => ({ ...turn }));
  const replaces = firstOn(layer, old.from) === first;
  const at = replaces ? place.at : place.at + 1;
  const next = [...lineUps];
  next.splice(at, replaces ? 1 : 0, { from: dayOfWall(wallOf(layer, first)), turns });
  return { layer: { ...layer, line_ups: next }, at };
}

/** What holds last again from a later date, the rotation going on, to be changed without touching what was before. */
export function withLaterLineUp(layer: PlanLayer, from: string): PlanLayer {
  return from <= lastLineUp(layer).from ? layer : pinned(layer, from).layer;
}

export const memberChanges = ['join', 'leave', 'leave_vacant'] as const;
export type MemberChange = (typeof memberChanges)[number];
const takesPart = (turn: PlanTurn, person: Id) => turn.people.includes(person) || (turn.shadows ?? []).includes(person);

function without(turn: PlanTurn, person: Id): PlanTurn {
  const rest: PlanTurn = { ...turn, people: turn.people.filter((one) => one !== person) };
  if (turn.shadows) rest.shadows = turn.shadows.filter((one) => one !== person);
  return rest;
}

/** Brings somebody into the turns from that day on, or out of them; the same layer when that changes nothing. */
export function withMemberFrom(layer: PlanLayer, person: Id, change: MemberChange, from: string): PlanLayer {
  if (layer.line_ups.length === 0)
    return change === 'join' ? { ...layer, line_ups: [{ from, turns: [{ people: [person] }] }] } : layer;
  const { layer: next, at } = pinned(layer, from);
  let changed = false;
  const lineUps = next.line_ups.map((lineUp, i) => {
    const takes = lineUp.turns.some((turn) => takesPart(turn, person));
    if (i < at || takes === (change === 'join')) return lineUp;
    changed = true;
    if (change === 'join') return { ...lineUp, turns: [...lineUp.turns, { people: [person] }] };
    const left = lineUp.turns
      .map((turn) => ({ turn: without(turn, person), theirs: takesPart(turn, person) }))
      .filter(({ turn, theirs }) => change === 'leave_vacant' || !theirs || turn.people.length > 0)
      .map(({ turn }) => turn);
    return { ...lineUp, turns: left.length > 0 ? left : [{ people: [] }] };
  });
  return changed ? { ...next, line_ups: lineUps } : layer;
}

/** So many hand-offs are looked back over. */
const backMost = 400;
const settings = ['zone', 'unit', 'every', 'hand_off', 'starts_on', 'hours', 'calendar', 'stacking'] as const;

function pastDiffers(before: PlanLayer, after: PlanLayer, today: string): boolean {
  if (settings.some((name) => (before[name] ?? '') !== (after[name] ?? ''))) return true;
  if (before.ends_on !== after.ends_on && [before.ends_on, after.ends_on].some((day) => day !== undefined && day < today))
    return true;
  const old = { ...before, line_ups: inOrder(before.line_ups) };
  const next = { ...after, line_ups: inOrder(after.line_ups) };
  const turnOf = (layer: PlanLayer, n: number) => {
    const place = placeOf(layer, n);
    const turn = place && layer.line_ups[place.at]?.turns[place.turn];
    return turn && JSON.stringify([turn.people, turn.shadows ?? []]);
  };
  const now = firstOn(before, today);
  for (let n = Math.max(0, now - backMost); n < now; n++) if (turnOf(old, n) !== turnOf(next, n)) return true;
  return false;
}

/** Whether shifts that began before today would be told otherwise than they were. Layers are known by name, renamed ones by place. */
export function changesPast(before: PlanLayer[], after: PlanLayer[], today: string): boolean {
  const begun = (layer: PlanLayer) => layer.starts_on < today;
  const names = new Set(before.map(({ name }) => name));
  const pairs = before.map((layer, i) => {
    const there = after[i];
    const same = after.find(({ name }) => name === layer.name) ?? (there && !names.has(there.name) ? there : undefined);
    return { layer, same };
  });
  const known = new Set(pairs.map(({ same }) => same));
  if (after.some((layer) => !known.has(layer) && begun(layer))) return true;
  return pairs.some(({ layer, same }) => begun(layer) && (!same || pastDiffers(layer, same, today)));
}

export function moved<T>(list: T[], from: number, to: number): T[] {
  if (to < 0 || to >= list.length) return list;
  const next = [...list];
  const [one] = next.splice(from, 1);
  if (one !== undefined) next.splice(to, 0, one);
  return next;
}
