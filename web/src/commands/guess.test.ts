import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { foresee, incidentKey, listKey, type ListData } from '../api/incidents';
import type { Incident } from '../api/types';
import { commands } from './spec';
import { guessOf } from './guess';

const incident: Incident = {
  id: '7',
  version: 3,
  number: 'INC0000007',
  title: 'Lift',
  priority: 3,
  state: 'new',
  opened_at: '2026-03-02T08:00:00Z',
  team: '1',
  watchers: ['9'],
  may: ['take', 'resolve'],
};

describe('guessOf', () => {
  it('knows the outcome of common commands and offers none of them twice', () => {
    expect(guessOf('take', {}, incident, '5')).toEqual({ assignee: '5', may: ['resolve'] });
    expect(guessOf('assign', { assignee: '6' }, incident, '5')).toMatchObject({ team: '1', assignee: '6' });
    expect(guessOf('watch', {}, incident, '5').watchers).toEqual(['9', '5']);
    expect(guessOf('unwatch', { person: '9' }, incident, '5').watchers).toEqual([]);
  });
  it('guesses nothing of a command whose outcome the server decides', () => {
    expect(guessOf('escalate', { kind: 'functional' }, { ...incident, may: undefined }, '5')).toEqual({});
  });
  it('names only commands that exist', () => {
    const known = new Set(commands.map(({ name }) => name));
    for (const name of ['take', 'hand_back', 'hold', 'resume', 'resolve', 'reopen', 'cancel']) expect(known.has(name)).toBe(true);
  });
});

describe('foresee', () => {
  const params = { filter: '', q: '', order: '' };
  const filled = () => {
    const client = new QueryClient();
    client.setQueryData(incidentKey(incident.number), incident);
    client.setQueryData<ListData>(listKey(params), { pages: [{ items: [incident], next: null }], pageParams: [null] });
    return client;
  };
  const states = (client: QueryClient) => [
    client.getQueryData<Incident>(incidentKey(incident.number))?.state,
    client.getQueryData<ListData>(listKey(params))?.pages[0]?.items[0]?.state,
  ];
  it('shows the guess on the page and in the list, and takes it back', () => {
    const client = filled();
    const back = foresee(client, incident, { state: 'in_progress' });
    expect(states(client)).toEqual(['in_progress', 'in_progress']);
    back();
    expect(states(client)).toEqual(['new', 'new']);
  });
  it('never overwrites what is newer', () => {
    const client = filled();
    const back = foresee(client, incident, { state: 'in_progress' });
    client.setQueryData<Incident>(incidentKey(incident.number), { ...incident, version: 4, state: 'closed' });
    back();
    expect(states(client)).toEqual(['closed', 'new']);
  });
});
