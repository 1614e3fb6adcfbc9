// Hints say only "this one is now at version n". Many may come at once (a storm, a bulk action), so they are gathered, the
// newest version of each subject wins, and what the screen already has is left alone.
import type { Hint } from '../api/types';

/** Silence after which gathered hints are handed on, and the longest that a steady stream can hold them back. */
export const quietMs = 150;
export const mostMs = 500;

/** The newest hint of each subject, in the order in which the subjects first came. */
export function coalesce(hints: Hint[]): Hint[] {
  const newest = new Map<string, Hint>();
  for (const hint of hints) {
    const key = `${hint.subject}:${hint.id}`;
    const earlier = newest.get(key);
    if (!earlier || hint.version >= earlier.version) newest.set(key, hint);
  }
  return [...newest.values()];
}

export interface Sorted {
  /** On the screen: perhaps older, perhaps no longer in this list. */
  shown: string[];
  /** Not on the screen: perhaps new in this list, perhaps nothing to do with it. */
  unknown: string[];
}
/** Which incidents a list should ask about; hints older than what is shown say nothing. */
export function sortHints(hints: Hint[], versions: ReadonlyMap<string, number>): Sorted {
  const shown: string[] = [];
  const unknown: string[] = [];
  for (const hint of coalesce(hints)) {
    if (hint.subject !== 'incident') continue;
    const have = versions.get(hint.id);
    if (have === undefined) unknown.push(hint.id);
    else if (have <= hint.version) shown.push(hint.id);
  }
  return { shown, unknown };
}

/** Gathers hints and hands them on together. */
export class HintGatherer {
  private waiting: Hint[] = [];
  private quiet: ReturnType<typeof setTimeout> | undefined;
  private latest: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly handOn: (hints: Hint[]) => void) {}

  add(hint: Hint): void {
    this.waiting.push(hint);
    clearTimeout(this.quiet);
    this.quiet = setTimeout(this.flush, quietMs);
    this.latest ??= setTimeout(this.flush, mostMs);
  }

  readonly flush = (): void => {
    clearTimeout(this.quiet);
    clearTimeout(this.latest);
    this.latest = undefined;
    if (this.waiting.length === 0) return;
    const hints = coalesce(this.waiting);
    this.waiting = [];
    this.handOn(hints);
  };

  stop(): void {
    clearTimeout(this.quiet);
    clearTimeout(this.latest);
    this.latest = undefined;
    this.waiting = [];
  }
}

export function parseHint(text: string): Hint | null {
  try {
    const hint = JSON.parse(text) as Partial<Hint>;
    if (typeof hint.id !== 'string' || typeof hint.version !== 'number' || typeof hint.subject !== 'string') return null;
    return { subject: hint.subject, id: hint.id, root: hint.root ?? hint.id, version: hint.version, kind: hint.kind ?? '' };
  } catch {
    return null;
  }
}
