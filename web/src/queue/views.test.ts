import { describe, expect, it } from 'vitest';
import { withIds } from './use_list';
import { conditionOf, firstView, orderOf, orders, readable, shiftOf, views } from './views';

describe('conditions of the views', () => {
  it('join what the person filters, so that an or inside stays inside', () => {
    expect(conditionOf('open', 'a = 1 or b = 2')).toBe('open = true and (a = 1 or b = 2)');
    expect(conditionOf('all', ' a = 1 ')).toBe('a = 1');
    expect(conditionOf('mine', undefined)).toBe('open = true and assignee = me');
  });
  it('know where the own filter begins, for the mark below a mistake', () => {
    for (const view of [...views, 'all'] as const)
      expect(conditionOf(view, 'x = 1').slice(shiftOf(view)).startsWith('x = 1'), view).toBe(true);
  });
  it('ask for certain incidents within a filter', () => {
    expect(withIds('a = 1 or b = 2', ['5', '6'])).toBe('(a = 1 or b = 2) and id in (5, 6)');
    expect(withIds('', ['5'])).toBe('id in (5)');
  });
});

describe('orderOf', () => {
  it('takes only orders that exist', () => {
    expect(orderOf('open', 'opened_at')).toBe('opened_at');
    expect(orderOf('open', 'drop table')).toBe('urgency');
    expect(orderOf('all', undefined)).toBe('-opened_at');
    expect(orderOf('resolved', undefined)).toBe('-updated_at');
    expect(orderOf('due', undefined)).toBe('due');
    expect(orderOf('open', 'due')).toBe('due');
  });
});

describe('readable', () => {
  it('leaves out what was promised for those who may not read it', () => {
    expect(readable(views, false)).toEqual(['mine', 'teams', 'unassigned', 'open', 'resolved']);
    expect(readable(orders, false)).not.toContain('due');
    expect(readable(orders, true)).toEqual([...orders]);
  });
});

describe('firstView', () => {
  it('is the own work only for those who are assigned work', () => {
    expect(firstView(['technician', 'incident_manager'])).toBe('mine');
    expect(firstView(['incident_manager'])).toBe('open');
    expect(firstView(['auditor'])).toBe('open');
  });
});
