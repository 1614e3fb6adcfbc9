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
}
/** How long before a hand-off people are told; null: they are not told. */
export function noticeOf(plan: unknown): number | null {
  const minutes = (plan as { notice_minutes?: unknown } | null)?.notice_minutes;
  return typeof minutes === 'number' ? minutes : null;
}
/** Nothing when it says nothing. */
export function planOf(layers: PlanLayer[], notice: number | null): Plan | null {
  if (notice === null) return layers.length > 0 ? { layers } : null;
  return { layers, notice_minutes: notice };
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

/** The same turns again from a later date, to be changed without touching what was before. */
export function withLaterLineUp(layer: PlanLayer, from: string): PlanLayer {
  const last = lastLineUp(layer);
  if (from <= last.from) return layer;
  return { ...layer, line_ups: [...layer.line_ups, { from, turns: last.turns.map((turn) => ({ ...turn })) }] };
}

export function moved<T>(list: T[], from: number, to: number): T[] {
  if (to < 0 || to >= list.length) return list;
  const next = [...list];
  const [one] = next.splice(from, 1);
  if (one !== undefined) next.splice(to, 0, one);
  return next;
}
