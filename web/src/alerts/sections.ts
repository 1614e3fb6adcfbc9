// A list of alerts, most severe first. The server orders by time alone, so a list is asked for in sections, a severity each, and what
// has ended comes after all that fires; pages go on where the last one ended, across sections.
import type { Alert, Severity } from '../api/alerts';
import type { Page } from '../api/types';
import { quote } from '../lib/filter';

export type ShownState = 'firing' | 'resolved' | 'all';
export const severities: Severity[] = ['critical', 'error', 'warning', 'info'];

export interface AlertQuery {
  state: ShownState;
  severity: Severity | null;
  source: string | null;
  service: string | null;
  /** In the condition language. */
  condition: string;
}
/** Where the next page begins. */
export interface Place {
  section: number;
  cursor: string | null;
}
export interface AlertPage {
  items: Alert[];
  next: Place | null;
}
export interface Section {
  filter: string;
  order: 'newest' | 'changed';
}

export const pageSize = 100;

/** What somebody typed: a condition when it compares something, else words of the title. */
export function conditionOfText(typed: string): string {
  const text = typed.trim();
  if (text === '') return '';
  const compares = /^\(*\s*(?:not\s+)?\(*\s*[a-z_][\w.]*\s*(?:<=|>=|!=|=|<|>|\b(?:contains|starts|has|in|is)\b)/i;
  return compares.test(text) ? text : `title contains ${quote(text)}`;
}

export function sectionsOf({ state, severity, source, service, condition }: AlertQuery): Section[] {
  const common = [source && `source = ${source}`, service && `service = ${service}`, condition && `(${condition})`];
  const section = (order: Section['order'], ...own: string[]): Section => ({
    filter: [...own, ...common].filter(Boolean).join(' and '),
    order,
  });
  const wanted = severity ? [severity] : severities;
  const firing = wanted.map((one) => section('newest', 'state = firing', `severity = ${one}`));
  const ended = section('changed', 'state = resolved', ...(severity ? [`severity = ${severity}`] : []));
  return [...(state === 'resolved' ? [] : firing), ...(state === 'firing' ? [] : [ended])];
}

type Fetch = (filter: string, order: Section['order'], limit: number, cursor: string | null) => Promise<Page<Alert>>;

/** One page from `from` on; goes on to further sections until the page is full. */
export async function pageOfSections(asked: AlertQuery, from: Place | null, fetch: Fetch): Promise<AlertPage> {
  const sections = sectionsOf(asked);
  const items: Alert[] = [];
  let { section, cursor } = from ?? { section: 0, cursor: null };
  for (; section < sections.length; section++, cursor = null) {
    const wanted = sections[section];
    if (!wanted) break;
    if (items.length >= pageSize) return { items, next: { section, cursor } };
    const page = await fetch(wanted.filter, wanted.order, pageSize - items.length, cursor);
    items.push(...page.items);
    if (page.next) return { items, next: { section, cursor: page.next } };
  }
  return { items, next: null };
}

export interface Settled<Row> {
  rows: Row[];
  /** Not in the newest answer: they left the list. */
  gone: ReadonlySet<string>;
  /** In the newest answer and not shown yet. */
  fresh: number;
}
/** Lays a newer answer over what is shown: rows change in place and never move under the pointer; new ones wait to be asked for. */
export function settle<Row extends { id: string }>(shown: Row[], answer: Row[], complete: boolean): Settled<Row> {
  const newest = new Map(answer.map((row) => [row.id, row]));
  const known = new Set(shown.map(({ id }) => id));
  const added = answer.filter(({ id }) => !known.has(id));
  // What is read on below the last one shown is simply the next page.
  const last = shown.at(-1)?.id;
  const end = last === undefined ? -1 : answer.findLastIndex(({ id }) => known.has(id));
  const below = answer.slice(end + 1);
  const fresh = added.length - below.length;
  const rows = [...shown.map((row) => newest.get(row.id) ?? row), ...below];
  const gone = complete ? shown.filter(({ id }) => !newest.has(id)).map(({ id }) => id) : [];
  return { rows, gone: new Set(gone), fresh };
}
