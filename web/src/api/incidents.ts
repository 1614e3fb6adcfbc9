// Reading incidents: one at a time, lists page by page, the story and what hangs on an incident; and how an answer of a command
// reaches every place on the screen that shows the incident.
import { infiniteQueryOptions, queryOptions, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import { api, call } from './client';
import { listQuery, type ListParams } from './list_query';
import { learnNames } from './names';
import type { Attachment, Catalogue, Clock, Id, Incident, Link, Names, Page, Person, StoryItem, Task } from './types';

/** A condition may list so many ids at once; more hints than this and the list is read again. */
export const idsMost = 100;

function learn<T extends { names?: Names }>(answer: T): T {
  learnNames(answer.names);
  return answer;
}

export async function fetchPage(
  params: ListParams,
  cursor: string | null,
  limit?: number,
  signal?: AbortSignal,
): Promise<Page<Incident>> {
  const query = listQuery(params, cursor, limit);
  return learn(await call(api.GET('/api/v1/incidents', { params: { query }, signal })));
}

export const listKey = (params: ListParams) => ['incidents', params.filter, params.q, params.order] as const;
export type ListData = InfiniteData<Page<Incident>, string | null>;

export const listOptions = (params: ListParams) =>
  infiniteQueryOptions({
    queryKey: listKey(params),
    queryFn: ({ pageParam, signal }) => fetchPage(params, pageParam, undefined, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    staleTime: 30_000,
    // A page read again would reorder rows under the pointer; hints keep the rows fresh instead.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const incidentKey = (number: string) => ['incident', number] as const;
export const incidentOptions = (number: string) =>
  queryOptions({
    queryKey: incidentKey(number),
    queryFn: async ({ signal }) =>
      learn<Incident>(await call(api.GET('/api/v1/incidents/{id}', { params: { path: { id: number } }, signal }))),
    staleTime: 15_000,
  });

export const storyKey = (id: Id) => ['story', id] as const;
export async function fetchStory(id: Id, cursor: string | null, signal?: AbortSignal): Promise<Page<StoryItem>> {
  const query = cursor ? { cursor } : {};
  return learn(await call(api.GET('/api/v1/incidents/{id}/story', { params: { path: { id }, query }, signal })));
}
export const storyOptions = (id: Id) =>
  infiniteQueryOptions({
    queryKey: storyKey(id),
    queryFn: ({ pageParam, signal }) => fetchStory(id, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    staleTime: 15_000,
  });

export const linksOptions = (id: Id) =>
  queryOptions({
    queryKey: ['links', id] as const,
    queryFn: async ({ signal }): Promise<Link[]> =>
      learn(await call(api.GET('/api/v1/incidents/{id}/links', { params: { path: { id } }, signal }))).items,
    staleTime: 30_000,
  });
/** Callers get none, and suppliers those of contracts. */
export const clocksOptions = (id: Id) =>
  queryOptions({
    queryKey: ['clocks', id] as const,
    queryFn: async ({ signal }): Promise<Clock[]> =>
      (await call(api.GET('/api/v1/incidents/{id}/clocks', { params: { path: { id } }, signal }))).items,
    staleTime: 30_000,
  });
export const tasksOptions = (id: Id) =>
  queryOptions({
    queryKey: ['tasks', id] as const,
    queryFn: async ({ signal }): Promise<Task[]> =>
      learn(await call(api.GET('/api/v1/incidents/{id}/tasks', { params: { path: { id } }, signal }))).items,
    staleTime: 30_000,
  });
export const filesOptions = (id: Id) =>
  queryOptions({
    queryKey: ['files', id] as const,
    queryFn: async ({ signal }): Promise<Attachment[]> =>
      learn(await call(api.GET('/api/v1/incidents/{id}/attachments', { params: { path: { id } }, signal }))).items,
    staleTime: 30_000,
  });

const emptyCatalogue: Catalogue = {
  teams: [],
  services: [],
  categories: [],
  resolution_codes: [],
  hold_reasons: [],
  tags: [],
  suppliers: [],
  organisations: [],
  locations: [],
  matrix: null,
  custom_fields: [],
  templates: [],
};
export const catalogueOptions = queryOptions({
  queryKey: ['catalogue'],
  queryFn: async ({ signal }): Promise<Catalogue> => {
    // Callers get only what their forms need; the other lists are empty for them.
    const given = await call(api.GET('/api/v1/catalogue', { signal }));
    const catalogue: Catalogue = { ...emptyCatalogue, ...given };
    const lists = [
      catalogue.teams,
      catalogue.services,
      catalogue.categories,
      catalogue.resolution_codes,
      catalogue.suppliers,
      catalogue.locations,
    ];
    learnNames(Object.fromEntries(lists.flat().map(({ id, name }) => [id, name])));
    return catalogue;
  },
  staleTime: 5 * 60_000,
});

export async function findPeople(q: string, signal?: AbortSignal): Promise<Person[]> {
  const page = await call(api.GET('/api/v1/people', { params: { query: { q, limit: 20 } }, signal }));
  learnNames(Object.fromEntries(page.items.map(({ id, name }) => [id, name])));
  return page.items;
}

/** Lays a newer version of a row over the lists; positions stay. */
export function overLists(client: QueryClient, incident: Incident): void {
  client.setQueriesData<ListData>({ queryKey: ['incidents'] }, (data) => {
    if (!data?.pages.some((page) => page.items.some((row) => row.id === incident.id && row.version < incident.version)))
      return data;
    const pages = data.pages.map((page) => ({
      ...page,
      items: page.items.map((row) => (row.id === incident.id && row.version < incident.version ? { ...row, ...incident } : row)),
    }));
    return { ...data, pages };
  });
}

/** Puts an answer of a command or an edit wherever the incident is shown. What answers leave out is kept. */
export function spread(client: QueryClient, incident: Incident): void {
  learnNames(incident.names);
  client.setQueryData<Incident>(incidentKey(incident.number), (old) =>
    old && old.version > incident.version ? old : { ...old, ...incident },
  );
  overLists(client, incident);
}

/**
 * Shows what will most likely be so, wherever the incident is shown, before the server has answered. The versions stay, so that the
 * answer takes its place; what is given back takes the guess away again.
 */
export function foresee(client: QueryClient, incident: Incident, guess: Partial<Incident>): () => void {
  const key = incidentKey(incident.number);
  void client.cancelQueries({ queryKey: key });
  const lay = (values: Partial<Incident>) => {
    client.setQueryData<Incident>(key, (shown) => (shown && shown.version <= incident.version ? { ...shown, ...values } : shown));
    client.setQueriesData<ListData>({ queryKey: ['incidents'] }, (data) => {
      if (!data?.pages.some((page) => page.items.some((row) => row.id === incident.id && row.version <= incident.version)))
        return data;
      const over = (row: Incident) => (row.id === incident.id && row.version <= incident.version ? { ...row, ...values } : row);
      return { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(over) })) };
    });
  };
  lay(guess);
  return () => {
    lay(Object.fromEntries(Object.keys(guess).map((field) => [field, incident[field as keyof Incident]])));
    void client.invalidateQueries({ queryKey: key });
  };
}

/** The story and what hangs on the incident may have grown. */
export function refreshAround(client: QueryClient, incident: Pick<Incident, 'id' | 'number'>): void {
  for (const kind of ['story', 'links', 'tasks', 'files', 'clocks', 'escalations', 'alerts_in'])
    void client.invalidateQueries({ queryKey: [kind, incident.id] });
}
