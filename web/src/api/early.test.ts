import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askEarly, fetchOrTake } from './early';

const get = (address: string) => new Request(`${location.origin}${address}`);

describe('early answers', () => {
  let fetched: string[];
  beforeEach(() => {
    fetched = [];
    vi.useFakeTimers();
    vi.stubGlobal('location', { origin: 'http://console.test' });
    vi.stubGlobal('fetch', (asked: string | Request) => {
      const address = typeof asked === 'string' ? asked : asked.url.replace(location.origin, '');
      fetched.push(address);
      return Promise.resolve(new Response(`${fetched.length}`));
    });
  });
  afterEach(() => {
    vi.advanceTimersByTime(60_000);
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const text = async (address: string) => (await fetchOrTake(get(address))).text();

  it('are taken once, in whatever order the query stands', async () => {
    askEarly('/list?filter=open%20%3D%20true&limit=60');
    expect(await text('/list?limit=60&filter=open+%3D+true')).toBe('1');
    expect(await text('/list?limit=60&filter=open+%3D+true')).toBe('2');
    expect(fetched).toHaveLength(2);
  });

  it('are not given to another question or to a write', async () => {
    askEarly('/list?limit=60');
    expect(await text('/list?limit=61')).toBe('2');
    const written = await fetchOrTake(new Request(`${location.origin}/list?limit=60`, { method: 'POST' }));
    expect(await written.text()).toBe('3');
  });

  it('are forgotten when nobody came for them', async () => {
    askEarly('/list');
    vi.advanceTimersByTime(10_000);
    expect(await text('/list')).toBe('2');
  });

  it('that failed are asked for again', async () => {
    const works = fetch;
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no line')));
    askEarly('/session');
    vi.stubGlobal('fetch', works);
    expect(await text('/session')).toBe('1');
  });
});
