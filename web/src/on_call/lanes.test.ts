import { describe, expect, it } from 'vitest';
import { dragged, instantAt, placeOn, sheetOfDays } from './lanes';

const at = (text: string) => Date.parse(text);

describe('a sheet of days', () => {
  it('begins on Monday by the clocks of the zone', () => {
    const sheet = sheetOfDays(at('2026-03-05T12:00:00Z'), 0, 14, 'Europe/Berlin');
    expect(sheet.from).toBe(at('2026-03-01T23:00:00Z'));
    expect(sheet.until).toBe(at('2026-03-15T23:00:00Z'));
    // Still Sunday in Berlin's past, Monday already in Tokyo.
    expect(sheetOfDays(at('2026-03-08T16:00:00Z'), 0, 7, 'Asia/Tokyo').from).toBe(at('2026-03-08T15:00:00Z'));
  });
  it('keeps days as wide as each other where the clocks change', () => {
    const sheet = sheetOfDays(at('2026-03-25T12:00:00Z'), 0, 14, 'Europe/Berlin');
    expect(sheet.edges[7]! - sheet.edges[6]!).toBe(23 * 3_600_000);
    const sunday = placeOn(sheet, sheet.edges[6]!, sheet.edges[7]!);
    expect(sunday?.width).toBeCloseTo(100 / 14);
  });
});

describe('a shift', () => {
  const sheet = sheetOfDays(at('2026-03-02T12:00:00Z'), 0, 14, 'UTC');
  it('is cut at the edges', () => {
    expect(placeOn(sheet, at('2026-02-01T00:00:00Z'), at('2026-03-09T00:00:00Z'))).toEqual({ left: 0, width: 50 });
    expect(placeOn(sheet, at('2026-02-01T00:00:00Z'), at('2026-03-02T00:00:00Z'))).toBeNull();
  });
  it('lies where a pointer finds it', () => {
    const place = placeOn(sheet, at('2026-03-03T06:00:00Z'), at('2026-03-04T18:30:00Z'));
    expect(instantAt(sheet, place!.left / 100)).toBe(at('2026-03-03T06:00:00Z'));
    expect(instantAt(sheet, (place!.left + place!.width) / 100)).toBe(at('2026-03-04T18:30:00Z'));
  });
  it('is not made by a mere press', () => {
    expect(dragged(10, 10)).toBeNull();
    expect(dragged(at('2026-03-03T06:00:00Z'), at('2026-03-03T05:00:00Z'))).toEqual({
      from: at('2026-03-03T05:00:00Z'),
      until: at('2026-03-03T06:00:00Z'),
    });
  });
});
