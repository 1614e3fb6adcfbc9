import { describe, expect, it } from 'vitest';
import { lastLineUp, layersOf, moved, withLaterLineUp, withLastLineUp, withMember, type PlanLayer } from './plan';

const layer: PlanLayer = {
  name: 'Week',
  starts_on: '2026-01-05',
  line_ups: [
    { from: '2026-02-02', turns: [{ people: ['2'] }] },
    { from: '2026-01-05', turns: [{ people: ['1'] }] },
  ],
};

describe('a plan in a form', () => {
  it('shows the line-up that holds last, in whatever order they stand', () => {
    expect(lastLineUp(layer).from).toBe('2026-02-02');
    expect(lastLineUp({ ...layer, line_ups: [] })).toEqual({ from: '2026-01-05', turns: [] });
  });
  it('keeps what was before a change', () => {
    const later = withLaterLineUp(layer, '2026-03-02');
    expect(later.line_ups).toHaveLength(3);
    const changed = withLastLineUp(later, { from: '2026-03-02', turns: [{ people: ['9'] }] });
    expect(changed.line_ups.map(({ from }) => from)).toEqual(['2026-01-05', '2026-02-02', '2026-03-02']);
    expect(changed.line_ups[1]?.turns[0]?.people).toEqual(['2']);
    expect(withLaterLineUp(layer, '2026-02-02')).toBe(layer);
  });
  it('leaves out what is empty', () => {
    expect('hours' in withMember({ ...layer, hours: 'always' }, 'hours', '')).toBe(false);
    expect(withMember(layer, 'every', 2).every).toBe(2);
  });
  it('reads anything', () => {
    expect(layersOf(null)).toEqual([]);
    expect(layersOf({ layers: 7 })).toEqual([]);
  });
  it('moves turns within the list alone', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a'], 0, 1)).toEqual(['a']);
  });
});
