// The first place's parts and answers, asked for before anything else of the program has run: a browser that shows the console to
// staff would otherwise learn one after the other that it needs the program, who it is, the frame and then the list.
import { askEarly } from './api/early';
import { listQuery, type ListParams } from './api/list_query';
import { conditionOf, firstView, isView, orderOf, type ListView, type View } from './queue/views';

/** The view in which somebody of the staff begins in this browser. */
const firstViewKey = 'evenkeel.first-view';

/** A part of the program that comes over the line when it is wanted. */
export interface Part<T> {
  load(): Promise<T>;
  /** Once it is there: React draws what it has to wait for some 300 ms late, however short the wait was. */
  now(): T | undefined;
}
function part<T>(fetched: () => Promise<T>): Part<T> {
  let here: T | undefined;
  return { load: async () => (here = await fetched()), now: () => here };
}
export const shellPart = part(async () => (await import('./shell/shell')).Shell);
export const queuePart = part(async () => (await import('./queue/queue_page')).QueuePage);
export const incidentPart = part(async () => (await import('./incident/incident_page')).IncidentPage);

/** Settles when the parts are there or could not be had: who needs one asks again then, and says what went wrong. */
async function loadFirstPlace(): Promise<void> {
  const place = location.pathname.startsWith('/incidents/') ? incidentPart : queuePart;
  await Promise.allSettled([shellPart.load(), place.load()]);
}

function listAt(path: string, first: View): ListView | null {
  if (path === '/') return first;
  if (path === '/incidents') return 'all';
  const [, view = ''] = /^\/queue\/(\w+)$/.exec(path) ?? [];
  return isView(view) ? view : null;
}

/** The list of an address with words of its own is left to the router, which reads them. */
function askForList(first: View): ListParams | null {
  const view = location.search === '' ? listAt(location.pathname, first) : null;
  if (!view) return null;
  const list = { filter: conditionOf(view, undefined), q: '', order: orderOf(view, undefined) };
  const query = Object.entries(listQuery(list, null)).map(([name, value]) => [name, String(value)]);
  askEarly(`/api/v1/incidents?${new URLSearchParams(query)}`);
  return list;
}

/** Somebody is signed in: their parts are loaded, and at the next start before anybody asked who it is. */
export function beginAs(staff: boolean, roles: readonly string[]): void {
  if (staff) void loadFirstPlace();
  try {
    if (staff) localStorage.setItem(firstViewKey, firstView(roles));
    else localStorage.removeItem(firstViewKey);
  } catch {
    /* then the next start asks first who it is */
  }
}

/** What is on its way for the first place: the parts, and the list of it. */
export interface Early {
  parts: Promise<void>;
  list: ListParams | null;
}

/** Called once, at the very start. */
export function beginEarly(): Early {
  askEarly('/api/v1/session');
  let first: string | null = null;
  try {
    first = localStorage.getItem(firstViewKey);
  } catch {
    /* this browser keeps nothing */
  }
  if (!first || !isView(first)) return { parts: Promise.resolve(), list: null };
  const list = askForList(first);
  return { parts: loadFirstPlace(), list };
}
