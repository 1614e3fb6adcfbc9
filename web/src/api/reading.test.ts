import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from './problem';
import { reading } from './reading';

// The library reads nothing again by itself where there is no window.
vi.hoisted(() => vi.stubGlobal('window', globalThis));

const client = () => new QueryClient({ defaultOptions: { queries: reading } });
const nobody = () => new ApiError({ status: 0, code: 'offline' });

/** Watches something that is read from `ask`, as a screen does. */
function watch(ask: () => Promise<string>) {
  const observer = new QueryObserver(client(), { queryKey: ['thing'], queryFn: ask });
  const leave = observer.subscribe(() => undefined);
  return { observer, leave };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('reading', () => {
  it('comes back by itself, though nobody says that the line is back', async () => {
    let line = false;
    const ask = vi.fn(() => (line ? Promise.resolve('here') : Promise.reject(nobody())));
    const { observer, leave } = watch(ask);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(observer.getCurrentResult().status).toBe('error');
    expect(ask).toHaveBeenCalledTimes(3);
    line = true;
    await vi.advanceTimersByTimeAsync(16_000);
    expect(observer.getCurrentResult().data).toBe('here');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ask).toHaveBeenCalledTimes(4);
    leave();
  });
  it('takes no for an answer', async () => {
    const ask = vi.fn(() => Promise.reject(new ApiError({ status: 403, code: 'forbidden' })));
    const { leave } = watch(ask);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ask).toHaveBeenCalledTimes(1);
    leave();
  });
});
