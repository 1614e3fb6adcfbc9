import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../api/types';
import { complete } from './complete';

const catalogue: Catalogue = {
  teams: [{ id: '1', name: 'Network' }],
  services: [
    { id: '2', name: 'Mail' },
    { id: '3', name: 'Mail "old"' },
  ],
  categories: [],
  organisations: [],
  locations: [],
  suppliers: [],
  resolution_codes: [],
  hold_reasons: [],
  tags: [{ id: '4', name: 'audit' }],
  matrix: null,
  custom_fields: [],
  templates: [],
};
const label = (field: string) => ({ priority: 'Priorität', state: 'Zustand' })[field];
const texts = (before: string) => complete(before, catalogue, label).options.map(({ text }) => text);

describe('complete', () => {
  it('offers fields by their name and by what they are called', () => {
    expect(texts('prio')).toEqual(['priority ']);
    expect(texts('zust')).toEqual(['state ']);
    expect(texts('state = new and tea')).toEqual(['team.name ', 'team ']);
    expect(texts('not (sta')).toEqual(['state ']);
    expect(texts('')).toEqual([]);
  });
  it('offers what compares the field', () => {
    expect(texts('priority ')).toEqual(['<= ', '= ', '>= ']);
    expect(texts('title c')).toEqual(['contains ']);
    expect(texts('tags ')).toEqual(['has ', 'is absent ']);
  });
  it('offers the values of the field, in quotes where they need them', () => {
    expect(texts('state = re')).toEqual(['resolved']);
    expect(texts('service.name = ')).toEqual(['"Mail"', '"Mail \\"old\\""']);
    expect(texts('service.name = "mai')).toEqual(['"Mail"', '"Mail \\"old\\""']);
    expect(texts('state in (new, on')).toEqual(['on_hold)']);
    expect(texts('tags has "a')).toEqual(['"audit"']);
    expect(texts('opened_at < now - 7')).toEqual(['now - 7d']);
  });
  it('replaces only the word that was begun', () => {
    const before = 'priority <= 2 and service.name = "Ma';
    expect(before.slice(complete(before, catalogue, label).from)).toBe('"Ma');
  });
  it('goes on with and, or', () => {
    expect(texts('state = new ')).toEqual(['and ', 'or ']);
    expect(texts('service.name = "Mail" a')).toEqual(['and ']);
    expect(texts('assignee is absent ')).toEqual(['and ', 'or ']);
  });
});
