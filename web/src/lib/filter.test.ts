import { describe, expect, it } from 'vitest';
import { errorPosition, joinTerms, quote, splitTerms, withoutTerm, withTerm } from './filter';

describe('splitTerms', () => {
  it('cuts at the outermost and', () => {
    expect(splitTerms('state in (new, in_progress) and priority <= 2 AND not (tags has "vip" and caller.vip = true)')).toEqual([
      'state in (new, in_progress)',
      'priority <= 2',
      'not (tags has "vip" and caller.vip = true)',
    ]);
  });
  it('does not cut inside quotes, words and fields', () => {
    expect(splitTerms('title contains "salt and \\" and pepper" and brand = 1')).toEqual([
      'title contains "salt and \\" and pepper"',
      'brand = 1',
    ]);
    expect(splitTerms('custom.and = 1')).toEqual(['custom.and = 1']);
  });
  it('keeps an or and unfinished typing whole', () => {
    expect(splitTerms('a = 1 and b = 2 or c = 3')).toEqual(['a = 1 and b = 2 or c = 3']);
    expect(splitTerms('a = 1 and title contains "mail and')).toEqual(['a = 1 and title contains "mail and']);
    expect(splitTerms('  ')).toEqual([]);
  });
});

describe('joinTerms', () => {
  it('puts an or into brackets when it is not alone', () => {
    expect(joinTerms(['a = 1 or b = 2', 'c = 3'])).toBe('(a = 1 or b = 2) and c = 3');
    expect(joinTerms(['a = 1 or b = 2'])).toBe('a = 1 or b = 2');
  });
  it('gives back what was split', () => {
    const text = 'state in (new, in_progress) and priority <= 2';
    expect(joinTerms(splitTerms(text))).toBe(text);
  });
});

describe('withTerm and withoutTerm', () => {
  it('replaces a choice on the same field, adds another field, never doubles', () => {
    expect(withTerm('', 'priority <= 2')).toBe('priority <= 2');
    expect(withTerm('state = new', 'priority <= 2')).toBe('state = new and priority <= 2');
    expect(withTerm('state = new and priority <= 2', 'state in (on_hold)')).toBe('state in (on_hold) and priority <= 2');
    expect(withTerm('priority <= 2', 'priority <= 2')).toBe('priority <= 2');
  });
  it('takes one away', () => {
    expect(withoutTerm('state = new and priority <= 2', 'state = new')).toBe('priority <= 2');
  });
});

describe('quote', () => {
  it('survives quotes and backslashes', () => {
    expect(splitTerms(`name = ${quote('a"b\\')} and x = 1`)).toEqual(['name = "a\\"b\\\\"', 'x = 1']);
  });
});

describe('errorPosition', () => {
  it('finds the place in the words of the server', () => {
    expect(errorPosition('at position 5: there is no field prio', 'abcd prio')).toBe(4);
    expect(errorPosition('at position 3: unknown', '\u{1F600}a b')).toBe(3);
    expect(errorPosition('at position 99: ends', 'short')).toBe(5);
    expect(errorPosition('too complex', 'text')).toBeNull();
  });
});
