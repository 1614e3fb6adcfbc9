import { describe, expect, it } from 'vitest';
import { added, moved, readRung, readTimes, timed, writeRung } from './rungs';

const three = ['mail 0', '17 5', '18 9'].map(readRung);
const lines = (rungs: { way: string; after: number }[]) => rungs.map(writeRung);

describe('rungs', () => {
  it('read what they write', () => {
    expect(lines(three)).toEqual(['mail 0', '17 5', '18 9']);
  });
  it('change places and keep the pace', () => {
    expect(lines(moved(three, 0, 1))).toEqual(['17 0', 'mail 5', '18 9']);
    expect(lines(moved(three, 2, -1))).toEqual(['mail 0', '18 5', '17 9']);
    expect(lines(moved(three, 0, -1))).toEqual(lines(three));
  });
  it('stay in the order of their times', () => {
    expect(lines(timed(three, 1, 12))).toEqual(['mail 0', '17 12', '18 12']);
    expect(lines(timed(three, 2, 2))).toEqual(['mail 0', '17 2', '18 2']);
    expect(lines(timed(three, 0, -4))).toEqual(lines(three));
    expect(lines(timed(three, 2, Number.NaN))).toEqual(['mail 0', '17 0', '18 0']);
  });
  it('come after the last', () => {
    expect(lines(added(three, 'mail'))).toEqual(['mail 0', '17 5', '18 9', 'mail 12']);
    expect(lines(added([], '17'))).toEqual(['17 0']);
  });
  it('know times of day', () => {
    expect(readTimes('8:00, 16:30; 24:00 noon')).toEqual(['08:00', '16:30']);
    expect(readTimes('')).toEqual([]);
  });
});
