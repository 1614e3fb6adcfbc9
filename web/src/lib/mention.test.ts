import { describe, expect, it } from 'vitest';
import { mentionAt, withMention } from './mention';

describe('an @login while it is typed', () => {
  it('begins a word and ends at the caret', () => {
    expect(mentionAt('ask @fir', 8)).toEqual({ from: 4, typed: 'fir' });
    expect(mentionAt('@', 1)).toEqual({ from: 0, typed: '' });
    expect(mentionAt('(@a.b-c', 7)).toEqual({ from: 1, typed: 'a.b-c' });
    expect(mentionAt('ask @fir', 5)).toEqual({ from: 4, typed: '' });
  });
  it('is no address and no other word', () => {
    expect(mentionAt('to a@example.org', 16)).toBeNull();
    expect(mentionAt('ask', 3)).toBeNull();
    expect(mentionAt('@fir st', 7)).toBeNull();
  });
  it('is replaced by the login, with one space behind', () => {
    expect(withMention('ask @fir', { from: 4, typed: 'fir' }, 8, 'first01')).toEqual({ text: 'ask @first01 ', caret: 13 });
    expect(withMention('ask @f now', { from: 4, typed: 'f' }, 6, 'first01')).toEqual({ text: 'ask @first01 now', caret: 13 });
  });
});
