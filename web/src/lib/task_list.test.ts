import { describe, expect, it } from 'vitest';
import type { Task } from '../api/types';
import { draftOf, inOrder, itemsOf, moved, patchOf } from './task_list';

const task = (id: string, position: number, rest: Partial<Task> = {}): Task => ({
  id,
  version: 1,
  incident: '1',
  title: `Task ${id}`,
  description: null,
  state: 'open',
  team: null,
  assignee: null,
  due_at: null,
  reminded_at: null,
  items: null,
  items_done: null,
  done_at: null,
  position,
  ...rest,
});
const after = (shown: Task[], changes: { task: Task; position: number }[]) =>
  inOrder(shown.map((one) => ({ ...one, position: changes.find((c) => c.task.id === one.id)?.position ?? one.position }))).map(
    ({ id }) => id,
  );

describe('order', () => {
  it('is by position, then by age', () => {
    expect(inOrder([task('c', 1), task('b', 2), task('a', 2)]).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  });
  it('changes places with the neighbour, and writes no more than these two', () => {
    const shown = [task('a', 1), task('b', 4), task('c', 9)];
    const changes = moved(shown, task('c', 9), -1);
    expect(changes).toHaveLength(2);
    expect(after(shown, changes)).toEqual(['a', 'c', 'b']);
  });
  it('numbers all anew where two are equal', () => {
    const shown = [task('a', 2), task('b', 2), task('c', 3)];
    expect(after(shown, moved(shown, task('a', 2), 1))).toEqual(['b', 'a', 'c']);
  });
  it('goes nowhere beyond an end', () => {
    const shown = [task('a', 1), task('b', 2)];
    expect(moved(shown, task('a', 1), -1)).toEqual([]);
    expect(moved(shown, task('b', 2), 1)).toEqual([]);
    expect(moved(shown, task('x', 2), 1)).toEqual([]);
  });
});

describe('edit', () => {
  const one = task('a', 1, {
    title: 'Call',
    items: ['find', 'plug', 'look'],
    items_done: ['find', 'plug'],
    due_at: '2026-03-02T12:00:00Z',
  });
  it('says nothing of what was not touched', () => {
    expect(patchOf(one, draftOf(one))).toEqual({});
    expect(patchOf(task('b', 1), draftOf(task('b', 1)))).toEqual({});
  });
  it('says what changed, and empties', () => {
    expect(patchOf(one, { ...draftOf(one), title: ' Call again ', due_at: null, assignee: '7' })).toEqual({
      title: 'Call again',
      due_at: null,
      assignee: '7',
    });
  });
  it('takes the tick away with its item', () => {
    expect(patchOf(one, { ...draftOf(one), items: 'plug\n\n look ' })).toEqual({ items: ['plug', 'look'], items_done: ['plug'] });
    expect(patchOf(one, { ...draftOf(one), items: 'find\nplug\nlook\nsign' })).toEqual({
      items: ['find', 'plug', 'look', 'sign'],
    });
    expect(itemsOf(' \n a \n')).toEqual(['a']);
  });
});
