// A clock as a line in time: stretches that counted, were paused or lay outside hours, and what is marked on it, in percent of its
// length.
import type { Clock, Instant } from '../api/types';

export const stretchKinds = ['counts', 'late', 'paused', 'outside_hours', 'ahead'] as const;
export type StretchKind = (typeof stretchKinds)[number];
export interface Stretch {
  kind: StretchKind;
  left: number;
  width: number;
}
export type MarkKind = 'warning' | 'goal' | 'breach' | 'now';
export interface Mark {
  kind: MarkKind;
  at: Instant;
  left: number;
  /** Of a warning: how much of the goal was used. */
  percent?: number;
}
export interface ClockLine {
  from: Instant;
  until: Instant;
  stretches: Stretch[];
  marks: Mark[];
}

/** Null when nothing of it has a length yet. `now` in milliseconds. */
export function clockLine(clock: Clock, now: number): ClockLine | null {
  const time = (at: Instant | null) => (at === null ? Number.NaN : Date.parse(at));
  const parts = clock.why.map((part) => ({ kind: part.counting, from: time(part.from), until: time(part.until) }));
  const runs = clock.state === 'running' || clock.state === 'paused';
  const due = time(clock.due_at);
  const begin = Math.min(
    ...([parts[0]?.from, time(clock.round_from ?? clock.started_at)].filter((one) => Number.isFinite(one)) as number[]),
  );
  const ends = [due, time(clock.breached_at), time(clock.ended_at), ...parts.map(({ until }) => until), ...(runs ? [now] : [])];
  const end = Math.max(...ends.filter(Number.isFinite));
  if (!Number.isFinite(begin) || !(end > begin)) return null;

  const place = (at: number) => (Math.min(Math.max(at - begin, 0), end - begin) / (end - begin)) * 100;
  const stretches: Stretch[] = [];
  const lay = (kind: StretchKind, from: number, until: number) => {
    if (until > from) stretches.push({ kind, left: place(from), width: place(until) - place(from) });
  };
  for (const { kind, from, until } of parts) {
    // What counts beyond the goal is the breach.
    const split = kind === 'counts' && Number.isFinite(due) ? Math.min(Math.max(due, from), until) : until;
    lay(kind, from, split);
    lay('late', split, until);
  }
  const told = parts.at(-1)?.until ?? begin;
  if (runs && due > told) lay('ahead', told, due);

  const marks: Mark[] = [];
  const mark = (kind: MarkKind, at: Instant | null, percent?: number) => {
    const when = time(at);
    if (at !== null && when >= begin && when <= end)
      marks.push({ kind, at, left: place(when), ...(percent !== undefined && { percent }) });
  };
  for (const { percent, at } of clock.warnings) mark('warning', at, percent);
  // What is missed is missed at its goal: one sign says both.
  if (clock.breached_at !== clock.due_at) mark('goal', clock.due_at);
  mark('breach', clock.breached_at);
  if (runs) mark('now', new Date(now).toISOString());
  return { from: new Date(begin).toISOString(), until: new Date(end).toISOString(), stretches, marks };
}

/** How long each kind lasted, in seconds; what follows the goal is part of what counted. */
export function lengths(clock: Clock): { counting: Clock['why'][number]['counting']; seconds: number }[] {
  return (['counts', 'paused', 'outside_hours'] as const)
    .map((counting) => ({
      counting,
      seconds: clock.why.filter((part) => part.counting === counting).reduce((sum, { seconds }) => sum + seconds, 0),
    }))
    .filter(({ seconds }) => seconds > 0);
}
