import { describe, expect, it } from 'vitest';
import { merge, same, settle, squash } from './conflict';

const change = (field: string, before: unknown, after: unknown, by = 'Desk agent 01') => ({
  field,
  before,
  after,
  by,
  at: '2026-03-02T08:00:00Z',
});

describe('merge', () => {
  it('lets fields through that only one of the two touched', () => {
    const found = merge({ urgency: 'high' }, [change('team', '1', '2')]);
    expect(found.clear).toEqual({ urgency: 'high' });
    expect(found.contested).toEqual([]);
    expect(found.elsewhere.map((c) => c.field)).toEqual(['team']);
  });
  it('shows a field that both touched, with what both began from', () => {
    const found = merge({ title: 'Mail down in Kiel' }, [
      change('title', 'Mail', 'Mail slow'),
      change('title', 'Mail slow', 'Mail gone', 'Desk agent 02'),
    ]);
    expect(found.clear).toEqual({});
    expect(found.contested).toEqual([
      {
        field: 'title',
        before: 'Mail',
        theirs: 'Mail gone',
        mine: 'Mail down in Kiel',
        by: 'Desk agent 02',
        at: '2026-03-02T08:00:00Z',
      },
    ]);
  });
  it('asks nothing when both want the same', () => {
    expect(merge({ impact: 'high' }, [change('impact', 'low', 'high')])).toEqual({ clear: {}, contested: [], elsewhere: [] });
  });
  it('does not ask about a field that went there and back', () => {
    const found = merge({ impact: 'high' }, [change('impact', 'low', 'medium'), change('impact', 'medium', 'low')]);
    expect(found.clear).toEqual({ impact: 'high' });
    expect(found.contested).toEqual([]);
  });
});

describe('settle', () => {
  const found = merge({ title: 'mine', description: 'my text', impact: 'high' }, [
    change('title', 'a', 'b'),
    change('description', 'x', 'y'),
  ]);
  it('keeps mine where nothing was chosen, and what was never contested', () => {
    expect(settle(found, {})).toEqual({ impact: 'high', title: 'mine', description: 'my text' });
  });
  it('takes theirs by not sending, and a text written from both', () => {
    expect(settle(found, { title: 'theirs', description: { text: 'y and my text' } })).toEqual({
      impact: 'high',
      description: 'y and my text',
    });
  });
});

describe('same', () => {
  it('treats the ways of saying nothing as one', () => {
    expect(same(null, undefined)).toBe(true);
    expect(same('', [])).toBe(true);
    expect(same(0, null)).toBe(false);
    expect(same(false, null)).toBe(false);
  });
  it('compares lists and objects by what is in them', () => {
    expect(same(['a', 'b'], ['a', 'b'])).toBe(true);
    expect(same(['a', 'b'], ['b', 'a'])).toBe(false);
    expect(same({ a: 1, b: null }, { a: 1 })).toBe(true);
  });
});

describe('squash', () => {
  it('joins a chain into its two ends', () => {
    expect(squash([change('team', '1', '2'), change('team', '2', '3', 'Cy')])).toEqual([change('team', '1', '3', 'Cy')]);
  });
});
