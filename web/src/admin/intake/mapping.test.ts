import { describe, expect, it } from 'vitest';
import { composed, fit, guess, recognise, setTargets, setWord, targetsOf, valuesOf, type Mapping } from './mapping';

const table: Mapping = {
  source: 'table',
  input: 'incidents',
  number: 'number',
  at: 'updated_at',
  fields: { title: 'title', opened_at: 'opened_at', state: 'state', team: 'team', ci: { column: 'ci', create: false } },
};
const log: Mapping = {
  source: 'log',
  input: 'log',
  number: 'number',
  at: 'sys_updated_at',
  fields: { title: { text: ['{a}: {b}', '{a}'] }, state: { column: 'state', values: { Done: 'closed' } } },
  custom: { rfc: { column: 'rfc', label: 'Change' } },
};

describe('a mapping', () => {
  it('says what a column is used for', () => {
    expect(targetsOf(table, 'number')).toEqual(['row.number']);
    expect(targetsOf(table, 'ci')).toEqual(['ci']);
    expect(targetsOf(log, 'rfc')).toEqual(['custom.rfc']);
    expect(targetsOf(log, 'a')).toEqual([]);
    expect(composed(log)).toEqual([{ field: 'title', text: '{a}: {b} | {a}' }]);
  });
  it('gives a column other uses and keeps the rest', () => {
    const next = setTargets(log, 'rfc', ['problem_ref', 'row.by']);
    expect(targetsOf(next, 'rfc')).toEqual(['row.by', 'problem_ref']);
    expect(next.custom).toEqual({});
    expect(next.fields.title).toEqual(log.fields.title);
    expect(log.custom).toEqual({ rfc: { column: 'rfc', label: 'Change' } });
    expect(targetsOf(setTargets(table, 'number', []), 'number')).toEqual([]);
    expect(setTargets(table, 'Betreff', ['title']).fields.title).toBe('Betreff');
  });
  it('learns words and forgets them', () => {
    const next = setWord(log, 'state', 'Open', 'new');
    expect(valuesOf(next, 'state')).toEqual({ Done: 'closed', Open: 'new' });
    expect(setWord(setWord(next, 'state', 'Open', null), 'state', 'Done', null).fields.state).toEqual({ column: 'state' });
    expect(valuesOf(setWord(table, 'team', 'A', 'B'), 'team')).toEqual({ A: 'B' });
  });
  it('is cut to the columns that are there', () => {
    const cut = fit(table, ['number', 'title']);
    expect(cut.fields).toEqual({ title: 'title' });
    expect(cut.at).toBeUndefined();
    expect(fit(log, []).fields.title).toEqual(log.fields.title);
  });
  it('is guessed from names', () => {
    const guessed = guess(table, ['Ticket-Nummer', 'Betreff', 'Status', 'Created on', 'Gruppe', 'Noise']);
    expect(guessed.number).toBe('Ticket-Nummer');
    expect(guessed.fields).toEqual({ title: 'Betreff', state: 'Status', opened_at: 'Created on', team: 'Gruppe' });
    // Our own names win, and no field has two columns.
    expect(guess(table, ['number', 'title', 'Subject']).fields.title).toBe('title');
  });
  it('is recognised when the file is a log', () => {
    expect(recognise({ table, log }, ['number', 'sys_updated_at', 'a'])).toBe('log');
    expect(recognise({ table, log }, ['number', 'title'])).toBeNull();
  });
});
