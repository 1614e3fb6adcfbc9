import { describe, expect, it } from 'vitest';
import { fromLocalInput, toLocalInput } from './instant';

describe('wall clock of a zone', () => {
  it('goes there and back', () => {
    expect(fromLocalInput('2026-03-02T08:30', 'Europe/Berlin')).toBe('2026-03-02T07:30:00.000Z');
    expect(toLocalInput('2026-03-02T07:30:00Z', 'Europe/Berlin')).toBe('2026-03-02T08:30');
    expect(fromLocalInput('2026-07-02T08:30', 'America/New_York')).toBe('2026-07-02T12:30:00.000Z');
    expect(toLocalInput('2026-07-02T12:30:00Z', 'Asia/Kolkata')).toBe('2026-07-02T18:00');
  });
  it('takes the first of the doubled hour, and moves the skipped one on', () => {
    expect(fromLocalInput('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(fromLocalInput('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  });
  it('refuses what is no time', () => {
    expect(fromLocalInput('soon', 'UTC')).toBeNull();
  });
});
