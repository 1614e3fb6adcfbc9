import { describe, expect, it } from 'vitest';
import { parseDuration, sayDuration, sayShort } from './duration';

const words = { second: 's', minute: 'min', hour: 'h', day: 'd' };

describe('sayDuration', () => {
  it.each([
    [0, '0 s'],
    [59, '59 s'],
    [60, '1 min'],
    [61, '1 min'],
    [3_600, '1 h'],
    [7_800, '2 h 10 min'],
    [86_400, '1 d'],
    [86_400 + 300, '1 d'],
    [90_000, '1 d 1 h'],
    [-7_800, '2 h 10 min'],
  ])('%i seconds are %s', (seconds, text) => {
    expect(sayDuration(seconds, words)).toBe(text);
  });
});

describe('sayShort', () => {
  it('keeps the largest unit only', () => {
    expect(sayShort(7_800, words)).toBe('2 h');
    expect(sayShort(30, words)).toBe('30 s');
    expect(sayShort(200_000, words)).toBe('2 d');
  });
});

describe('parseDuration', () => {
  it.each([
    ['90', 5_400],
    ['1:30', 5_400],
    ['1h 30m', 5_400],
    ['1,5 h', 5_400],
    ['2 Std 10 Min', 7_800],
    ['1d', 86_400],
  ])('reads %s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });
  it.each(['', 'soon', '1h soon', '-5'])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeNull();
  });
});
