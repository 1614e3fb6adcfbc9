import { describe, expect, it } from 'vitest';
import { nextOccurrence, occurrences, sheetOf, type Period } from './period';

const berlin = (recurrence: Period['recurrence'], starts_at: string, ends_at: string): Period => ({
  recurrence,
  starts_at,
  ends_at,
  zone: 'Europe/Berlin',
});
const at = (text: string) => Date.parse(text);
const said = (period: Period, from: string, until: string) =>
  occurrences(period, at(from), at(until)).map(
    ({ starts, ends }) => `${new Date(starts).toISOString()} ${new Date(ends).toISOString()}`,
  );

describe('a critical period', () => {
  it('is once when it is once', () => {
    const period = berlin('once', '2026-03-02T07:00:00Z', '2026-03-03T17:00:00Z');
    expect(said(period, '2026-03-03T00:00:00Z', '2026-03-04T00:00:00Z')).toHaveLength(1);
    expect(said(period, '2026-04-01T00:00:00Z', '2026-05-01T00:00:00Z')).toEqual([]);
    expect(nextOccurrence(period, at('2026-03-05T00:00:00Z'))).toBeNull();
    expect(nextOccurrence(period, at('2020-01-01T00:00:00Z'))?.starts).toBe(at('2026-03-02T07:00:00Z'));
  });
  it('keeps to the clock on the wall across daylight saving', () => {
    const period = berlin('weekly', '2026-03-23T07:00:00Z', '2026-03-23T17:00:00Z');
    expect(said(period, '2026-03-23T00:00:00Z', '2026-04-06T00:00:00Z')).toEqual([
      '2026-03-23T07:00:00.000Z 2026-03-23T17:00:00.000Z',
      '2026-03-30T06:00:00.000Z 2026-03-30T16:00:00.000Z',
    ]);
  });
  it('takes the last day of a short month', () => {
    const period = berlin('monthly', '2026-01-31T08:00:00Z', '2026-01-31T09:00:00Z');
    expect(said(period, '2026-02-01T00:00:00Z', '2026-04-01T00:00:00Z')).toEqual([
      '2026-02-28T08:00:00.000Z 2026-02-28T09:00:00.000Z',
      '2026-03-31T07:00:00.000Z 2026-03-31T08:00:00.000Z',
    ]);
  });
  it('comes again many years later', () => {
    const period = berlin('yearly', '2016-02-29T08:00:00Z', '2016-02-29T09:00:00Z');
    expect(said(period, '2026-01-01T00:00:00Z', '2026-12-31T00:00:00Z')).toEqual([
      '2026-02-28T08:00:00.000Z 2026-02-28T09:00:00.000Z',
    ]);
    expect(nextOccurrence(period, at('2026-03-01T00:00:00Z'))?.starts).toBe(at('2027-02-28T08:00:00Z'));
  });
  it('that lasts is the next one', () => {
    const period = berlin('monthly', '2026-01-28T07:00:00Z', '2026-02-02T17:00:00Z');
    expect(nextOccurrence(period, at('2026-03-31T12:00:00Z'))?.ends).toBe(at('2026-04-02T16:00:00Z'));
  });
  it('with its times the wrong way round is none', () => {
    expect(
      said(berlin('weekly', '2026-03-02T07:00:00Z', '2026-03-01T07:00:00Z'), '2026-03-01T00:00:00Z', '2027-03-01T00:00:00Z'),
    ).toEqual([]);
  });
});

describe('a sheet of a month', () => {
  it('has whole weeks from Monday on', () => {
    const days = sheetOf(2026, 1);
    expect(days[0]).toEqual([2026, 0, 26]);
    expect(days.at(-1)).toEqual([2026, 2, 1]);
    expect(days).toHaveLength(35);
  });
});
