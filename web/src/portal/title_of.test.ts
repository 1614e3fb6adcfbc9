import { describe, expect, it } from 'vitest';
import { titleOf } from './title_of';

describe('titleOf', () => {
  it('takes a short text as it is', () => {
    expect(titleOf(' Mail does not work ')).toEqual({ title: 'Mail does not work' });
  });
  it('takes the first sentence and keeps the whole', () => {
    const text = 'Mail does not work. Since this morning.\nEverybody in the hall.';
    expect(titleOf(text)).toEqual({ title: 'Mail does not work', description: text });
    expect(titleOf('Printer\nsecond floor').title).toBe('Printer');
  });
  it('does not stop at an abbreviation in the beginning', () => {
    expect(titleOf('Nr. 5 is broken since Monday').title).toBe('Nr. 5 is broken since Monday');
  });
  it('cuts what is too long at a word', () => {
    const { title, description } = titleOf('word '.repeat(60));
    expect(Array.from(title).length).toBeLessThanOrEqual(120);
    expect(title.endsWith('word…')).toBe(true);
    expect(description?.length).toBe(299);
  });
});
