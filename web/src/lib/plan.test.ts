import { describe, expect, it } from 'vitest';
import {
  changesPast,
  lastLineUp,
  layersOf,
  moved,
  withLaterLineUp,
  withLastLineUp,
  withMember,
  withMemberFrom,
  type PlanLayer,
} from './plan';

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

/** Who is on duty at the hand-offs of so many weeks from 2026-01-05, as the server reckons it. */
function weeks(of: PlanLayer, count: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const day = new Date(Date.UTC(2026, 0, 5 + 7 * n)).toISOString().slice(0, 10);
    const holds = [...of.line_ups]
      .sort((a, b) => a.from.localeCompare(b.from))
      .filter(({ from }) => from <= day)
      .at(-1);
    if (!holds) return '';
    const begun = Math.round((Date.parse(day) - Date.parse(holds.from)) / (7 * 86_400_000));
    return holds.turns[begun % holds.turns.length]?.people.join('+') ?? '';
  });
}

describe('people of a running rotation', () => {
  const running: PlanLayer = {
    name: 'Week',
    unit: 'weeks',
    hand_off: '09:00',
    starts_on: '2026-01-05',
    line_ups: [{ from: '2026-01-05', turns: [{ people: ['a'] }, { people: ['b'] }, { people: ['c'], shadows: ['s'] }] }],
  };
  const before = weeks(running, 7);

  it('goes on with the rotation in another order from a later date', () => {
    const later = withLaterLineUp(running, '2026-01-21');
    expect(later.line_ups[1]?.from).toBe('2026-01-26');
    expect(weeks(later, 7)).toEqual(before);
  });
  it('moves nobody when somebody joins: the new one comes at the end of the round', () => {
    const joined = withMemberFrom(running, 'd', 'join', '2026-01-13');
    expect(weeks(joined, 7)).toEqual(['a', 'b', 'c', 'a', 'b', 'd', 'c']);
    expect(withMemberFrom(joined, 'd', 'join', '2026-01-13')).toBe(joined);
  });
  it('closes the gap of who leaves, or keeps it open', () => {
    expect(weeks(withMemberFrom(running, 'b', 'leave', '2026-01-13'), 7)).toEqual(['a', 'b', 'c', 'a', 'c', 'a', 'c']);
    expect(weeks(withMemberFrom(running, 'b', 'leave_vacant', '2026-01-13'), 7)).toEqual(['a', 'b', 'c', 'a', '', 'c', 'a']);
    expect(withMemberFrom(running, 'x', 'leave', '2026-01-13')).toBe(running);
    const quiet = withMemberFrom(running, 's', 'leave', '2026-01-05');
    expect(quiet.line_ups).toEqual([
      { from: '2026-01-05', turns: [{ people: ['a'] }, { people: ['b'] }, { people: ['c'], shadows: [] }] },
    ]);
  });
  it('changes orders that are planned for later too', () => {
    const planned = {
      ...running,
      line_ups: [...running.line_ups, { from: '2026-02-02', turns: [{ people: ['b'] }, { people: ['a'] }] }],
    };
    const left = withMemberFrom(planned, 'b', 'leave', '2026-01-12');
    expect(left.line_ups.map(({ turns }) => turns.map(({ people }) => people.join()))).toEqual([
      ['a', 'b', 'c'],
      ['c', 'a'],
      ['a'],
    ]);
  });
  it('keeps to the last day of a month that is too short', () => {
    const months: PlanLayer = {
      ...running,
      unit: 'months',
      starts_on: '2026-01-31',
      line_ups: [{ from: '2026-01-31', turns: [{ people: ['a'] }, { people: ['b'] }] }],
    };
    const joined = withMemberFrom(months, 'c', 'join', '2026-02-10');
    expect(joined.line_ups[1]).toEqual({ from: '2026-02-28', turns: [{ people: ['b'] }, { people: ['a'] }, { people: ['c'] }] });
  });
  it('says when a change tells the past otherwise', () => {
    const today = '2026-01-20';
    expect(changesPast([running], [running], today)).toBe(false);
    expect(changesPast([running], [withMemberFrom(running, 'd', 'join', today)], today)).toBe(false);
    expect(changesPast([running], [withLaterLineUp(running, '2026-01-08')], today)).toBe(false);
    const inPlace = withLastLineUp(running, {
      from: '2026-01-05',
      turns: [{ people: ['d'] }, ...(running.line_ups[0]?.turns ?? [])],
    });
    expect(changesPast([running], [inPlace], today)).toBe(true);
    expect(changesPast([running], [{ ...running, hand_off: '10:00' }], today)).toBe(true);
    expect(changesPast([running], [{ ...running, name: 'Renamed' }], today)).toBe(false);
    expect(changesPast([running], [], today)).toBe(true);
    expect(changesPast([], [running], today)).toBe(true);
    expect(changesPast([], [{ ...running, starts_on: today }], today)).toBe(false);
    expect(changesPast([running], [{ ...running, ends_on: '2026-03-01' }], today)).toBe(false);
    expect(changesPast([running], [{ ...running, ends_on: '2026-01-10' }], today)).toBe(true);
  });
});
