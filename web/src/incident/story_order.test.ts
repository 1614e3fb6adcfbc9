import { describe, expect, it } from 'vitest';
import type { StoryItem } from '../api/types';
import { newestFirst } from './story_order';

const item = (seq: number, at = '2026-03-02T08:00:00Z', id?: string): StoryItem => ({
  seq,
  at,
  id,
  kind: 'change',
  what: 'incident.edited',
  by: null,
  by_name: 'system',
});

describe('newestFirst', () => {
  it('orders by the sequence of the change log, whatever the order of the pages', () => {
    expect(newestFirst([item(2), item(9), item(4)]).map(({ seq }) => seq)).toEqual([9, 4, 2]);
  });
  it('shows an item once that two pages brought', () => {
    expect(newestFirst([item(1), item(2), item(1)]).length).toBe(2);
  });
});
