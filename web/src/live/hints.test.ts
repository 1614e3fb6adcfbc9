import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Hint } from '../api/types';
import { coalesce, HintGatherer, mostMs, parseHint, quietMs, sortHints } from './hints';

const hint = (id: string, version: number, subject = 'incident'): Hint => ({
  subject,
  id,
  root: id,
  version,
  kind: 'incident.updated',
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('coalesce', () => {
  it('keeps the newest of each subject, also when hints overtake each other', () => {
    expect(coalesce([hint('1', 2), hint('2', 1), hint('1', 4), hint('1', 3)])).toEqual([hint('1', 4), hint('2', 1)]);
  });
});

describe('sortHints', () => {
  it('tells rows on the screen from rows that may be new, and leaves alone what is shown newer', () => {
    const versions = new Map([
      ['1', 3],
      ['2', 9],
      ['3', 9],
    ]);
    const hints = [hint('1', 4), hint('2', 9), hint('3', 8), hint('5', 1), hint('6', 1, 'team')];
    expect(sortHints(hints, versions)).toEqual({ shown: ['1', '2'], unknown: ['5'] });
  });
});

describe('HintGatherer', () => {
  it('hands on once it is quiet', () => {
    const seen: Hint[][] = [];
    const gatherer = new HintGatherer((hints) => seen.push(hints));
    gatherer.add(hint('1', 1));
    vi.advanceTimersByTime(quietMs - 1);
    gatherer.add(hint('1', 2));
    vi.advanceTimersByTime(quietMs - 1);
    expect(seen).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(seen).toEqual([[hint('1', 2)]]);
  });
  it('does not wait for a storm to end', () => {
    const seen: Hint[][] = [];
    const gatherer = new HintGatherer((hints) => seen.push(hints));
    for (let at = 0; at < mostMs; at += 100) {
      gatherer.add(hint(String(at), 1));
      vi.advanceTimersByTime(100);
    }
    expect(seen.length).toBe(1);
    expect(seen[0]?.length).toBe(mostMs / 100);
  });
  it('hands nothing on after it was stopped', () => {
    const handOn = vi.fn();
    const gatherer = new HintGatherer(handOn);
    gatherer.add(hint('1', 1));
    gatherer.stop();
    vi.advanceTimersByTime(mostMs * 2);
    expect(handOn).not.toHaveBeenCalled();
  });
});

describe('parseHint', () => {
  it('ignores what is no hint', () => {
    expect(parseHint('{"subject":"incident","id":"7","version":3,"kind":"incident.opened"}')?.id).toBe('7');
    expect(parseHint('{')).toBeNull();
    expect(parseHint('{"id":7}')).toBeNull();
    expect(parseHint('null')).toBeNull();
  });
});
