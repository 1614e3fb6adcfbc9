import { describe, expect, it } from 'vitest';
import type { ContactPoint } from '../api/contact';
import { markOf, nameOfBrowser, stateOf } from './browser';

const point = (more: Partial<ContactPoint>): ContactPoint => ({
  id: '17',
  person: '1',
  team: null,
  gateway: null,
  gateway_name: null,
  channel: 'web_push',
  label: null,
  shown: 'push.example.net ...abcd',
  verified_at: null,
  subscription: 'mark',
  withdrawn_at: null,
  usable: false,
  last: null,
  ...more,
});

describe('messages in this browser', () => {
  it('know what stands in their way', () => {
    expect(stateOf('mark', [point({})], false, 'granted')).toBe('unsupported');
    expect(stateOf('mark', [point({})], true, 'denied')).toBe('blocked');
    expect(stateOf('', [point({ subscription: null })], true, 'granted')).toBe('off');
    expect(stateOf('other', [point({ verified_at: 'x' })], true, 'granted')).toBe('off');
    expect(stateOf('mark', [point({})], true, 'granted')).toBe('proving');
    expect(stateOf('mark', [point({ verified_at: 'x' })], true, 'granted')).toBe('on');
    expect(stateOf('mark', [point({ verified_at: 'x', withdrawn_at: 'y' })], true, 'granted')).toBe('withdrawn');
  });

  it('find the browser by the mark that the server reckons', async () => {
    expect(await markOf('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
  });

  it('name a browser so that one tells it from others', () => {
    const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';
    expect(nameOfBrowser(chrome)).toBe('Chrome, Linux');
    expect(nameOfBrowser(`${chrome} Edg/140.0`)).toBe('Edge, Linux');
    expect(nameOfBrowser('Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0')).toBe('Firefox, Android');
    expect(nameOfBrowser('something new')).toBe('');
  });
});
