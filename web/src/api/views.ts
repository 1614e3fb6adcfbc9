// Views that somebody keeps, and those that the teams share. Those that an older console left in this browser are taken along once.
import { queryOptions } from '@tanstack/react-query';
import type { ListSearch } from '../router';
import { api, call, ifMatch } from './client';
import { learnNames } from './names';
import { isStatus } from './problem';
import type { components } from './schema';
import type { Id } from './types';

export type SavedView = components['schemas']['saved_view'];

interface LocalView {
  name: string;
  search: ListSearch;
}
const localKey = (person: Id) => `evenkeel.views.${person}`;
function localViews(person: Id): LocalView[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(localKey(person)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one?.name === 'string' && typeof one?.search === 'object') : [];
  } catch {
    return [];
  }
}

async function listViews(signal?: AbortSignal): Promise<SavedView[]> {
  const { items, names } = await call(api.GET('/api/v1/views', { signal }));
  learnNames(names);
  return items;
}

async function bringLocalViews(person: Id, there: SavedView[]): Promise<boolean> {
  const kept = localViews(person);
  for (const { name, search } of kept) {
    if (there.some((view) => view.person === person && view.name === name)) continue;
    try {
      await keepView({ name, search, team: null });
    } catch (error) {
      // One that the server does not read any more would have been an empty tab.
      if (!isStatus(error, 422)) return false;
    }
  }
  localStorage.removeItem(localKey(person));
  return kept.length > 0;
}

export const viewsOptions = (person: Id) =>
  queryOptions({
    queryKey: ['views'],
    queryFn: async ({ signal }): Promise<SavedView[]> => {
      const views = await listViews(signal);
      return (await bringLocalViews(person, views)) ? listViews(signal) : views;
    },
    staleTime: 60_000,
  });

export const searchOf = (view: SavedView): ListSearch => ({
  filter: view.filter ?? undefined,
  q: view.q ?? undefined,
  order: view.sort ?? undefined,
});

export function keepView({ name, search, team }: { name: string; search: ListSearch; team: Id | null }): Promise<SavedView> {
  const { filter, q, order } = search;
  return call(
    api.POST('/api/v1/views', {
      body: { name, ...(filter && { filter }), ...(q && { q }), ...(order && { sort: order }), ...(team && { team }) },
    }),
  );
}
export const changeView = (view: SavedView, change: { name?: string; team?: Id | null }): Promise<SavedView> =>
  call(
    api.PATCH('/api/v1/views/{id}', {
      params: { path: { id: view.id }, header: ifMatch(view.version) },
      body: change as components['schemas']['saved_view_edit'],
    }),
  );
export const forgetView = (view: SavedView) => call(api.DELETE('/api/v1/views/{id}', { params: { path: { id: view.id } } }));
