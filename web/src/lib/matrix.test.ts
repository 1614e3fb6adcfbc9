import { describe, expect, it } from 'vitest';
import { prioritiesOf, priorityOf } from './matrix';

const matrix = {
  impacts: ['high', 'low'],
  urgencies: ['high', 'medium', 'low'],
  cells: [
    [1, 2, 3],
    [3, 4, 5],
  ],
};

describe('priorityOf', () => {
  it('reads rows by impact and columns by urgency', () => {
    expect(priorityOf(matrix, 'high', 'low')).toBe(3);
    expect(priorityOf(matrix, 'low', 'high')).toBe(3);
    expect(priorityOf(matrix, 'low', 'low')).toBe(5);
  });
  it('does not guess', () => {
    expect(priorityOf(matrix, 'high', null)).toBeNull();
    expect(priorityOf(matrix, 'huge', 'low')).toBeNull();
    expect(priorityOf(null, 'high', 'low')).toBeNull();
  });
});

describe('prioritiesOf', () => {
  it('offers every priority there is', () => {
    expect(prioritiesOf(matrix)).toEqual([1, 2, 3, 4, 5]);
  });
});
