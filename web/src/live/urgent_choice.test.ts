import { beforeEach, describe, expect, it, vi } from 'vitest';
import { claimUntold, keepChoice, readChoice } from './urgent_choice';

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});

describe('choice', () => {
  it('is a note and nothing louder until somebody says so', () => {
    expect(readChoice()).toEqual({ note: true, sound: false, system: false });
    keepChoice({ note: false, sound: true, system: true });
    expect(readChoice()).toEqual({ note: false, sound: true, system: true });
  });
  it('survives whatever lies in the browser', () => {
    for (const text of ['', 'null', '[]', '{"sound":"yes"}', '{']) {
      kept.set('evenkeel.urgent', text);
      expect(readChoice(), text).toEqual({ note: true, sound: false, system: false });
    }
  });
});

describe('claimUntold', () => {
  it('tells each message once in a browser, however many pages are open', () => {
    expect(claimUntold(['1', '2'], 1_000)).toEqual(['1', '2']);
    expect(claimUntold(['2', '3'], 2_000)).toEqual(['3']);
    expect(claimUntold(['1', '2', '3'], 3_000)).toEqual([]);
  });
  it('forgets what is long gone', () => {
    claimUntold(['1'], 0);
    claimUntold(['2'], 30 * 3_600_000);
    expect(Object.keys(JSON.parse(kept.get('evenkeel.urgent-told') ?? '{}') as object)).toEqual(['2']);
  });
  it('rather tells twice than never', () => {
    kept.set('evenkeel.urgent-told', '{');
    expect(claimUntold(['1'], 0)).toEqual(['1']);
  });
});
