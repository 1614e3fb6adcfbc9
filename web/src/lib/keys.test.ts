// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { isTyping, KeyReader, keyOf } from './keys';

const has = (binding: string) => ['j', 'i', 'g i', 'g q'].includes(binding);
const opens = (prefix: string) => prefix === 'g';

describe('KeyReader', () => {
  it('reads single keys and sequences', () => {
    const reader = new KeyReader(() => 0);
    expect(reader.read('j', has, opens)).toBe('j');
    expect(reader.read('g', has, opens)).toBeNull();
    expect(reader.read('i', has, opens)).toBe('g i');
    expect(reader.read('i', has, opens)).toBe('i');
  });
  it('forgets a sequence that takes too long or leads nowhere', () => {
    let now = 0;
    const reader = new KeyReader(() => now);
    reader.read('g', has, opens);
    now = 5_000;
    expect(reader.read('i', has, opens)).toBe('i');
    reader.read('g', has, opens);
    expect(reader.read('j', has, opens)).toBe('j');
  });
});

describe('keyOf', () => {
  it('names keys as bindings write them', () => {
    expect(keyOf(new KeyboardEvent('keydown', { key: 'K', ctrlKey: true }))).toBe('mod+k');
    expect(keyOf(new KeyboardEvent('keydown', { key: '?', shiftKey: true }))).toBe('?');
    expect(keyOf(new KeyboardEvent('keydown', { key: 'Enter', metaKey: true }))).toBe('mod+Enter');
  });
});

describe('isTyping', () => {
  it('is true where letters are letters', () => {
    const input = document.createElement('input');
    expect(isTyping(input)).toBe(true);
    input.type = 'checkbox';
    expect(isTyping(input)).toBe(false);
    expect(isTyping(document.createElement('textarea'))).toBe(true);
    expect(isTyping(document.createElement('button'))).toBe(false);
  });
});
