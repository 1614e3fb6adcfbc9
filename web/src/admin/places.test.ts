import { describe, expect, it } from 'vitest';
import type { AnyRecord } from '../api/kinds';
import type { Kind, Person } from '../api/types';
import { adminPlaces, beginning, keeps, kindsFor, mayGive } from './places';

const holding =
  (...permissions: string[]) =>
  (permission: string) =>
    permissions.includes(permission);
const administrator = holding('catalogue.read', 'catalogue.edit', 'catalogue.import', 'audit.read');
const ofOrganisation = holding('catalogue.read', 'catalogue.edit', 'people.edit');
const person = { id: '5', organisation: '7' } as Person;
const record = (id: string, rest: Partial<AnyRecord> = {}): AnyRecord => ({ id, version: 1, ...rest });

describe('an administrator of an organisation', () => {
  const session = { may: ofOrganisation, person };
  it('goes to people, organisations and locations alone', () => {
    expect(adminPlaces(ofOrganisation)).toEqual(['people']);
    const field = (name: string) => ({ name });
    const kinds = ['person', 'team', 'organisation', 'location', 'service'].map((kind) => ({
      kind,
      fields: ['name', 'teams', 'vip'].map(field),
    })) as unknown as Kind[];
    const shown = kindsFor(ofOrganisation, kinds);
    expect(shown.map(({ kind }) => kind)).toEqual(['person', 'organisation', 'location']);
    expect(shown[0]?.fields.map(({ name }) => name)).toEqual(['name']);
    expect(kindsFor(administrator, kinds)).toBe(kinds);
  });
  it('keeps whoever has no more than they can give, but for themselves and their own organisation', () => {
    expect(keeps(session, 'person', record('6', { roles: ['caller'] }))).toBe(true);
    expect(keeps(session, 'person', record('6', { roles: null }))).toBe(true);
    expect(keeps(session, 'person', record('6', { roles: ['caller', 'technician'] }))).toBe(false);
    expect(keeps(session, 'person', record('5', { roles: ['organisation_administrator'] }))).toBe(false);
    expect(keeps(session, 'organisation', record('7'))).toBe(false);
    expect(keeps(session, 'organisation', record('8'))).toBe(true);
    expect(keeps({ may: administrator, person }, 'person', record('6', { roles: ['technician'] }))).toBe(true);
  });
  it('adds to the own organisation', () => {
    expect(beginning(session, 'person')).toEqual({ organisation: '7' });
    expect(beginning(session, 'organisation')).toEqual({ parent: '7' });
    expect(beginning({ may: administrator, person }, 'person')).toEqual({});
  });
  it('gives no role that is more than the own', () => {
    expect(mayGive(ofOrganisation, 'organisation_administrator')).toBe(true);
    expect(mayGive(ofOrganisation, 'administrator')).toBe(false);
    expect(mayGive(administrator, 'administrator')).toBe(true);
  });
  it('goes where a further role leads, too', () => {
    expect(adminPlaces(holding('catalogue.edit', 'audit.read'))).toEqual(['people', 'audit']);
    expect(adminPlaces(administrator)).toEqual(['people', 'map', 'audit']);
    expect(adminPlaces(holding())).toEqual([]);
  });
});
