// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { Drafts, keptForMs } from './drafts';

let now = 1_000_000;
const drafts = (person: string) => new Drafts(person, localStorage, () => now);

beforeEach(() => {
  localStorage.clear();
  now = 1_000_000;
});

describe('Drafts', () => {
  it('gives back what was written, to the same person only', () => {
    drafts('1').write('comment.7', 'Have you tried');
    expect(drafts('1').read('comment.7')).toBe('Have you tried');
    expect(drafts('2').read('comment.7')).toBeNull();
    expect(drafts('1').read('comment.8')).toBeNull();
  });
  it('forgets an emptied draft', () => {
    drafts('1').write('new', { title: 'Mail is down', tags: [] });
    drafts('1').write('new', { title: ' ', tags: [] });
    expect(localStorage.length).toBe(0);
  });
  it('throws away what nobody came back to', () => {
    drafts('1').write('a', 'old');
    now += keptForMs + 1;
    drafts('1').write('b', 'young');
    expect(drafts('1').read('a')).toBeNull();
    drafts('1').write('c', 'young');
    localStorage.setItem('evenkeel.draft.1.broken', '{');
    localStorage.setItem('another.application', 'stays');
    expect(Drafts.sweep(localStorage, now)).toBe(1);
    expect(drafts('1').read('b')).toBe('young');
    expect(localStorage.getItem('another.application')).toBe('stays');
  });
  it('does not disturb when the storage is full', () => {
    const full = {
      ...localStorage,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    } as unknown as Storage;
    expect(() => new Drafts('1', full).write('a', 'text')).not.toThrow();
  });
});
