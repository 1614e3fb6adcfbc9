import { describe, expect, it } from 'vitest';
import type { Catalogue, Incident } from '../api/types';
import { en } from '../i18n/en';
import { bodyOf, commandByName, commands, lacking, offered, primaryOf, type CommandSpec } from './spec';

const incident = (state: Incident['state'], may: string[], assignee: string | null = null): Incident => ({
  id: '1',
  version: 1,
  number: 'INC1',
  title: 'x',
  priority: 3,
  state,
  opened_at: '',
  may,
  assignee,
});
const catalogue: Catalogue = {
  teams: [],
  suppliers: [],
  organisations: [],
  locations: [],
  services: [],
  categories: [
    { id: '10', name: 'Hardware' },
    { id: '11', name: 'Printer', parent: '10' },
  ],
  resolution_codes: [],
  hold_reasons: [],
  tags: [],
  matrix: null,
  custom_fields: [],
  templates: [],
};
const spec = (name: string): CommandSpec => commandByName.get(name) ?? { name, fields: [], checked: false, bulk: false };

describe('the table of commands', () => {
  it('has a name and a past tense for each', () => {
    for (const { name } of commands) {
      expect(en.command[name], name).toBeTruthy();
      if (!['comment', 'note'].includes(name)) expect(en.done[name], name).toBeTruthy();
    }
  });
  it('gives no key twice', () => {
    const keys = commands.flatMap(({ key }) => key ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('primaryOf', () => {
  const all = commands.map(({ name }) => name);
  it('takes what is new, starts and resolves what is mine', () => {
    expect(primaryOf(incident('new', all), 'me')).toBe('take');
    expect(primaryOf(incident('new', all, 'me'), 'me')).toBe('start');
    expect(primaryOf(incident('in_progress', all, 'me'), 'me')).toBe('resolve');
    expect(primaryOf(incident('in_progress', all, 'other'), 'me')).toBe('take');
  });
  it('offers nothing that the server does not allow', () => {
    expect(primaryOf(incident('new', []), 'me')).toBeNull();
    expect(primaryOf(incident('resolved', ['close']), 'me')).toBe('close');
  });
});

describe('bodies', () => {
  it('asks the caller a question only when work waits for the caller', () => {
    expect(lacking(spec('hold'), { kind: 'caller', question: ' ' }, null, catalogue)).toEqual(['question']);
    expect(lacking(spec('hold'), { kind: 'supplier' }, null, catalogue)).toEqual([]);
    expect(bodyOf(spec('hold'), { kind: 'supplier', question: 'left over', reason: ' ordered ' }, catalogue)).toEqual({
      kind: 'supplier',
      reason: 'ordered',
    });
  });
  it('asks for a reason when it is handed over, not when the first one gets it', () => {
    const fresh = incident('new', []);
    expect(lacking(spec('assign'), { assignee: 'me' }, fresh, catalogue)).toEqual([]);
    expect(lacking(spec('assign'), { assignee: 'me' }, { ...fresh, assignee: 'other' }, catalogue)).toEqual(['reason']);
    expect(lacking(spec('assign'), { team: '2', assignee: null }, { ...fresh, team: '1' }, catalogue)).toEqual(['reason']);
    expect(lacking(spec('assign'), { team: '1', assignee: 'me' }, { ...fresh, team: '1' }, catalogue)).toEqual([]);
  });
  it('sends a subcategory with the category above it', () => {
    expect(bodyOf(spec('categorise'), { category: '11' }, catalogue)).toEqual({ category: '10', subcategory: '11' });
    expect(bodyOf(spec('categorise'), { category: '10' }, catalogue)).toEqual({ category: '10' });
    const body = bodyOf(spec('resolve'), { closing_category: '11' }, catalogue);
    expect(body).toEqual({ closing_category: '10', closing_subcategory: '11' });
  });
  it('needs code and notes to resolve', () => {
    expect(lacking(spec('resolve'), { workaround: true }, null, catalogue)).toEqual(['resolution_code', 'resolution_notes']);
    const one = incident('in_progress', []);
    expect(lacking(spec('resolve'), { resolution_code: '1', resolution_notes: 'x' }, one, catalogue)).toEqual([
      'closing_category',
    ]);
  });
});

describe('offered', () => {
  it('follows the server for one incident and the table for many', () => {
    expect(offered([incident('new', ['take', 'cancel'])]).map(({ name }) => name)).toEqual(['take', 'cancel']);
    expect(offered([incident('new', []), incident('new', [])]).every(({ bulk }) => bulk)).toBe(true);
  });
});
