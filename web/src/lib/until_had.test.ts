import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { untilHad } from './until_had';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('untilHad', () => {
  it('asks again until it comes', async () => {
    let line = false;
    const load = vi.fn(() => (line ? Promise.resolve('part') : Promise.reject(new TypeError('no line'))));
    const had = untilHad(load);
    await vi.advanceTimersByTimeAsync(60_000);
    line = true;
    await vi.advanceTimersByTimeAsync(60_000);
    await expect(had).resolves.toBe('part');
  });
  it('says so in the end where somebody waits', async () => {
    const load = vi.fn(() => Promise.reject(new TypeError('no line')));
    const had = expect(untilHad(load, 3)).rejects.toThrow('no line');
    await vi.advanceTimersByTimeAsync(10_000);
    await had;
    expect(load).toHaveBeenCalledTimes(3);
  });
});
