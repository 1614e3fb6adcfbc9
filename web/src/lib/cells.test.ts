import { expect, it } from 'vitest';
import { cellsFor, cellsText } from './cells';

it('keeps what is there and fills what is missing', () => {
  expect(cellsFor('1,2;2,4', 2, 2)).toEqual([
    [1, 2],
    [2, 4],
  ]);
  expect(cellsText(cellsFor('1,2;2,4', 3, 3))).toBe('1,2,3;2,4,4;3,4,5');
  expect(cellsText(cellsFor('', 2, 2))).toBe('1,2;2,3');
  expect(cellsText(cellsFor('1,99;x,4', 2, 2))).toBe('1,2;2,4');
});
