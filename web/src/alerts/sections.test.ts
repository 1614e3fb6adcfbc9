import { describe, expect, it } from 'vitest';
import type { Alert } from '../api/alerts';
import type { Page } from '../api/types';
import { conditionOfText, pageOfSections, pageSize, sectionsOf, settle, type AlertQuery } from './sections';

const asked: AlertQuery = { state: 'firing', severity: null, source: null, service: null, condition: '' };
const row = (id: number) => ({ id: String(id) }) as Alert;

describe('sections', () => {
  it('go from the most severe to what has ended', () => {
    expect(sectionsOf({ ...asked, state: 'all' }).map(({ filter, order }) => `${order} ${filter}`)).toEqual([
      'newest state = firing and severity = critical',
      'newest state = firing and severity = error',
      'newest state = firing and severity = warning',
      'newest state = firing and severity = info',
      'changed state = resolved',
    ]);
    expect(sectionsOf({ ...asked, state: 'resolved', severity: 'error' })).toEqual([
      { filter: 'state = resolved and severity = error', order: 'changed' },
    ]);
  });
  it('keep what was asked in each, an `or` within brackets', () => {
    const [first] = sectionsOf({ ...asked, source: '7', service: '9', condition: 'count > 3 or count = 1' });
    expect(first?.filter).toBe(
      'state = firing and severity = critical and source = 7 and service = 9 and (count > 3 or count = 1)',
    );
  });
  it('fill a page together, and go on where it ended', async () => {
    const has: Record<string, number> = { critical: 60, error: 0, warning: 70 };
    const fetch = (filter: string, _: string, limit: number, cursor: string | null): Promise<Page<Alert>> => {
      const severity = /severity = (\w+)/.exec(filter)?.[1] ?? '';
      const from = Number(cursor ?? 0);
      const until = Math.min(from + limit, has[severity] ?? 0);
      const items = Array.from({ length: until - from }, (_, i) => row(Object.keys(has).indexOf(severity) * 1000 + from + i));
      return Promise.resolve({ items, next: until < (has[severity] ?? 0) ? String(until) : null });
    };
    const page = await pageOfSections(asked, null, fetch);
    expect(page.items).toHaveLength(pageSize);
    expect(page.next).toEqual({ section: 2, cursor: '40' });
    const rest = await pageOfSections(asked, page.next, fetch);
    expect(rest.items).toHaveLength(30);
    expect(rest.next).toBeNull();
    expect(new Set([...page.items, ...rest.items].map(({ id }) => id)).size).toBe(130);
  });
  it('do not lose a section that begins where a page is just full', async () => {
    const fetch = (filter: string, _: string, limit: number): Promise<Page<Alert>> =>
      Promise.resolve({ items: filter.includes('critical') ? Array.from({ length: limit }, (_, i) => row(i)) : [], next: null });
    expect((await pageOfSections(asked, null, fetch)).next).toEqual({ section: 1, cursor: null });
  });
});

describe('what is typed', () => {
  it('is a condition when it compares, else words of the title', () => {
    expect(conditionOfText(' ')).toBe('');
    expect(conditionOfText('disk full')).toBe('title contains "disk full"');
    expect(conditionOfText('say "no"')).toBe('title contains "say \\"no\\""');
    for (const condition of [
      'count > 10',
      'service.name = "Mail"',
      '(count>2 or episode > 3)',
      'not count = 1',
      'incident is absent',
    ])
      expect(conditionOfText(condition)).toBe(condition);
  });
});

describe('a newer answer', () => {
  const rows = (...ids: number[]) => ids.map((id) => ({ id: String(id), at: 0 }));
  it('changes rows in place, keeps what left, and holds back what came', () => {
    const answer = [
      { id: '9', at: 1 },
      { id: '3', at: 1 },
      { id: '1', at: 1 },
    ];
    const { rows: shown, gone, fresh } = settle(rows(1, 2, 3), answer, true);
    expect(shown.map(({ id, at }) => `${id}:${at}`)).toEqual(['1:1', '2:0', '3:1']);
    expect([...gone]).toEqual(['2']);
    expect(fresh).toBe(1);
  });
  it('appends what comes below', () => {
    const { rows: shown, fresh } = settle(rows(1, 2), rows(1, 2, 3, 4), true);
    expect(shown.map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
    expect(fresh).toBe(0);
  });
  it('is shown at once where nothing was shown', () => {
    expect(settle([], rows(1, 2), true).rows).toHaveLength(2);
  });
  it('calls nothing gone while the answer is not there', () => {
    expect(settle(rows(1), [], false).gone.size).toBe(0);
  });
});
