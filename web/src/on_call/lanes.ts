// Where shifts stand on a sheet of days: pure geometry, so that dragging and drawing agree.
import { fromLocalInput, toLocalInput } from '../lib/instant';

export interface Sheet {
  /** Milliseconds of the midnights of a zone, one more than there are days. */
  edges: number[];
  from: number;
  until: number;
}

/** Whole days by the clocks of a zone, from the Monday of the week of an instant, moved by some weeks. */
export function sheetOfDays(at: number, weeksOn: number, days: number, zone: string): Sheet {
  const date = toLocalInput(new Date(at).toISOString(), zone).slice(0, 10);
  const first = new Date(`${date}T00:00:00Z`);
  first.setUTCDate(first.getUTCDate() - ((first.getUTCDay() + 6) % 7) + weeksOn * 7);
  const edges = Array.from({ length: days + 1 }, (_, i) => {
    const day = new Date(first.getTime() + i * 86_400_000).toISOString().slice(0, 10);
    return Date.parse(fromLocalInput(`${day}T00:00`, zone) ?? '');
  });
  return { edges, from: edges[0] ?? 0, until: edges.at(-1) ?? 0 };
}

/** Per cent from the left edge and of width; a day with 25 hours is as wide as the others. Null: not on the sheet. */
export function placeOn(sheet: Sheet, from: number, until: number): { left: number; width: number } | null {
  const left = shareAt(sheet, from);
  const width = shareAt(sheet, until) - left;
  return width > 0 ? { left, width } : null;
}

function shareAt({ edges }: Sheet, at: number): number {
  const days = edges.length - 1;
  if (at <= (edges[0] ?? 0)) return 0;
  if (at >= (edges[days] ?? 0)) return 100;
  const day = edges.findIndex((edge, i) => at >= edge && at < (edges[i + 1] ?? 0));
  const [begin, end] = [edges[day] ?? 0, edges[day + 1] ?? 1];
  return ((day + (at - begin) / (end - begin)) / days) * 100;
}

/** The instant at a share of the width (0 to 1), on the nearest half hour. */
export function instantAt({ edges }: Sheet, share: number): number {
  const days = edges.length - 1;
  const within = Math.min(Math.max(share, 0), 1) * days;
  const day = Math.min(Math.floor(within), days - 1);
  const [begin, end] = [edges[day] ?? 0, edges[day + 1] ?? 0];
  const half = 1_800_000;
  return begin + Math.round(((within - day) * (end - begin)) / half) * half;
}

/** What was dragged over, in order; null: too short to be meant. */
export function dragged(a: number, b: number): { from: number; until: number } | null {
  const [from, until] = a < b ? [a, b] : [b, a];
  return until - from >= 1_800_000 ? { from, until } : null;
}
