import { describe, expect, it } from 'vitest';
import type { Clock } from '../api/types';
import { clockLine, lengths } from './clock_line';

const at = (clock: string) => `2026-03-02T${clock}:00Z`;
const part = (from: string, until: string, counting: Clock['why'][number]['counting']) => ({
  from: at(from),
  until: at(until),
  counting,
  seconds: (Date.parse(at(until)) - Date.parse(at(from))) / 1_000,
  why: counting,
});
const clock = (over: Partial<Clock>): Clock => ({
  id: '1',
  cycle: 1,
  agreement: '2',
  agreement_name: 'Gold',
  agreement_version: 1,
  agreement_kind: 'sla',
  calendar: '3',
  target: 'resolution',
  goal: '2h',
  goal_text: '2 h',
  state: 'running',
  verdict: 'open',
  outside_hours: false,
  started_at: at('08:00'),
  round_from: null,
  due_at: at('12:00'),
  breached_at: null,
  ended_at: null,
  consumed_seconds: 3_600,
  goal_seconds: 7_200,
  warnings: [{ percent: 75, at: at('11:00') }],
  why: [part('08:00', '09:00', 'counts'), part('09:00', '10:00', 'paused')],
  why_left_out: 0,
  ...over,
});

describe('the line of a clock', () => {
  it('lies from its start to what is due, with what is to come and its marks', () => {
    const line = clockLine(clock({}), Date.parse(at('10:00')));
    expect(line?.stretches).toEqual([
      { kind: 'counts', left: 0, width: 25 },
      { kind: 'paused', left: 25, width: 25 },
      { kind: 'ahead', left: 50, width: 50 },
    ]);
    expect(line?.marks.map(({ kind, left }) => [kind, left])).toEqual([
      ['warning', 75],
      ['goal', 100],
      ['now', 50],
    ]);
  });
  it('tells what counted after the goal apart', () => {
    const late = clock({
      state: 'stopped',
      verdict: 'breached',
      breached_at: at('12:00'),
      ended_at: at('16:00'),
      why: [part('08:00', '10:00', 'outside_hours'), part('10:00', '16:00', 'counts')],
    });
    const line = clockLine(late, Date.parse(at('20:00')));
    expect(line?.stretches).toEqual([
      { kind: 'outside_hours', left: 0, width: 25 },
      { kind: 'counts', left: 25, width: 25 },
      { kind: 'late', left: 50, width: 50 },
    ]);
    expect(line?.marks.map(({ kind }) => kind)).toEqual(['warning', 'breach']);
    expect(lengths(late)).toEqual([
      { counting: 'counts', seconds: 21_600 },
      { counting: 'outside_hours', seconds: 7_200 },
    ]);
  });
  it('is not drawn without a length', () => {
    expect(clockLine(clock({ state: 'stopped', due_at: null, warnings: [], why: [] }), Date.parse(at('10:00')))).toBeNull();
    expect(clockLine(clock({ started_at: null, why: [] }), Date.parse(at('10:00')))).toBeNull();
  });
});
