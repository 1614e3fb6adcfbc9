// When critical periods are: they recur by the clock on the wall of their zone, as the server reckons, so a period from 8 to 18 stays
// one across daylight saving, and the 31st is a short month's last day.
import { fromLocalInput, toLocalInput } from './instant';

export type Recurrence = 'once' | 'weekly' | 'monthly' | 'yearly';
export interface Period {
  recurrence: Recurrence;
  starts_at: string;
  ends_at: string;
  zone: string;
}
export interface Occurrence {
  starts: number;
  ends: number;
}

const dayMs = 86_400_000;
/** More than this nobody looks at in one view. */
const occurrencesMost = 400;

/** Wall times are kept as if they were UTC. */
const wallOf = (instant: string, zone: string) => Date.parse(`${toLocalInput(instant, zone)}:00Z`);
const instantOf = (wall: number, zone: string) =>
  Date.parse(fromLocalInput(new Date(wall).toISOString().slice(0, 16), zone) ?? new Date(wall).toISOString());

function addMonths(wall: number, months: number): number {
  const date = new Date(wall);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  return first + (Math.min(date.getUTCDate(), last) - 1) * dayMs + (wall % dayMs);
}

function nthStart(recurrence: Recurrence, first: number, n: number): number {
  if (recurrence === 'weekly') return first + n * 7 * dayMs;
  if (recurrence === 'monthly') return addMonths(first, n);
  return addMonths(first, n * 12);
}

/** Those that touch the stretch from `from` to `until` (milliseconds), in their order. */
export function occurrences(period: Period, from: number, until: number): Occurrence[] {
  const firstStart = Date.parse(period.starts_at);
  const firstEnd = Date.parse(period.ends_at);
  if (Number.isNaN(firstStart) || Number.isNaN(firstEnd) || firstEnd <= firstStart) return [];
  const touches = ({ starts, ends }: Occurrence) => starts < until && ends > from;
  const found = [{ starts: firstStart, ends: firstEnd }].filter(touches);
  if (period.recurrence === 'once') return found;
  const wall = wallOf(period.starts_at, period.zone);
  const length = wallOf(period.ends_at, period.zone) - wall;
  const step = { weekly: 7, monthly: 28, yearly: 365 }[period.recurrence] * dayMs;
  const near = Math.floor((from - firstStart) / ({ weekly: 7, monthly: 31, yearly: 366 }[period.recurrence] * dayMs)) - 1;
  const most = Math.ceil((until - firstStart) / step) + 1;
  for (let n = Math.max(1, near); n <= most && found.length < occurrencesMost; n++) {
    const start = nthStart(period.recurrence, wall, n);
    const one = { starts: instantOf(start, period.zone), ends: instantOf(start + length, period.zone) };
    if (one.starts >= until) break;
    if (touches(one)) found.push(one);
  }
  return found;
}

/** The one that lasts at `now`, else the next one; null when there is none any more. */
export function nextOccurrence(period: Period, now: number): Occurrence | null {
  const reach = period.recurrence === 'once' ? Math.max(0, Date.parse(period.ends_at) - now) + dayMs : 367 * dayMs;
  const began = Math.max(0, Date.parse(period.starts_at) - now);
  return occurrences(period, now, now + began + reach)[0] ?? null;
}

/** The days of a month's sheet, whole weeks from Monday on, each as [year, month from 0, day]. */
export function sheetOf(year: number, month: number): [number, number, number][] {
  const first = new Date(Date.UTC(year, month, 1));
  const before = (first.getUTCDay() + 6) % 7;
  const days = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const cells = Math.ceil((before + days) / 7) * 7;
  return Array.from({ length: cells }, (_, i) => {
    const date = new Date(Date.UTC(year, month, 1 - before + i));
    return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  });
}
