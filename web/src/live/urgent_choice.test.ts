import { beforeEach, describe, expect, it, vi } from 'vitest';
import { claimUntold, keepChoice, keepClosed, notesOf, readChoice, readClosed } from './urgent_choice';

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  vi.stubGlobal('localStorage', storage);
  vi.stubGlobal('sessionStorage', storage);
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

describe('notes', () => {
  it('are two, and the rest is counted', () => {
    expect(notesOf([], [])).toEqual({ noted: [], more: 0 });
    expect(notesOf(['1', '2', '3', '4'], [])).toEqual({ noted: ['1', '2'], more: 2 });
  });
  it('stay where they are when something more urgent comes, and make room when they go', () => {
    expect(notesOf(['9', '1', '2'], ['1', '2'])).toEqual({ noted: ['1', '2'], more: 1 });
    expect(notesOf(['9', '2'], ['1', '2'])).toEqual({ noted: ['2', '9'], more: 0 });
  });
  it('that were closed stay closed, whatever lies in the browser', () => {
    keepClosed(['1', '2']);
    expect(readClosed()).toEqual(['1', '2']);
    for (const text of ['', 'null', '{}', '[1,']) {
      kept.set('evenkeel.urgent-closed', text);
      expect(readClosed(), text).toEqual([]);
    }
  });
});
