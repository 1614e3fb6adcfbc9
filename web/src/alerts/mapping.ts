// The mapping of a generic source as one builds it: an example as a tree of values, and what becomes of the mapping when one of them is
// pressed. Pointers are RFC 6901; those of an item are from that item.
import type { Severity } from '../api/alerts';

export const places = ['key', 'title', 'state', 'severity', 'starts_at', 'ends_at', 'link'] as const;
export type Place = (typeof places)[number];
export const textMembers = ['labels', 'annotations'] as const;
export type TextMember = (typeof textMembers)[number];

/** A pointer to one object, or one for each name. */
export type Texts = string | Record<string, string>;
export interface Mapping extends Partial<Record<Place | 'items', string>> {
  resolved?: string[];
  severities?: Record<string, Severity>;
  labels?: Texts;
  annotations?: Texts;
}
export type Use = Place | 'items' | TextMember;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');
const unescaped = (token: string) => token.replaceAll('~1', '/').replaceAll('~0', '~');
export const pointerOf = (path: string[]): string => path.map((key) => `/${escaped(key)}`).join('');
const pathOf = (pointer: string): string[] => pointer.split('/').slice(1).map(unescaped);

export function valueAt(root: unknown, pointer: string): unknown {
  let value = root;
  for (const key of pathOf(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

const isList = (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(isObject);

/** Where the list of alerts begins that a path leads through: the outermost list of objects. */
function listAround(root: unknown, path: string[]): string[] | null {
  for (let length = 0; length < path.length; length++)
    if (isList(valueAt(root, pointerOf(path.slice(0, length))))) return path.slice(0, length);
  return null;
}

const named = (all: object) => Object.fromEntries(Object.entries(all).filter(([name]) => name !== ''));
/** What stands in a mapping without being empty. */
export function tidy(mapping: Mapping): Mapping {
  const kept = Object.entries(mapping)
    .map(([name, value]) => [name, isObject(value) ? named(value) : (value as unknown)] as const)
    .filter(([, value]) => (typeof value === 'object' && value ? Object.keys(value).length > 0 : value !== ''));
  return Object.fromEntries(kept) as Mapping;
}

/** Seen from one item: the pointer from there; none when it stands outside of what the mapping takes for items. */
export function fromItem(root: unknown, mapping: Mapping, path: string[]): string | null {
  const items = pathOf(mapping.items ?? '');
  if (items.some((key, i) => path[i] !== key)) return null;
  const isOne = !Array.isArray(valueAt(root, mapping.items ?? ''));
  const inside = path.slice(items.length + (isOne ? 0 : 1));
  return path.length < items.length + (isOne ? 0 : 1) ? null : pointerOf(inside);
}

/** A mapping that says nothing yet takes the list around the first value that is pressed. */
function withItems(root: unknown, mapping: Mapping, path: string[]): Mapping {
  const begun = places.some((place) => mapping[place]) || textMembers.some((member) => mapping[member]);
  if (mapping.items !== undefined || begun) return mapping;
  const list = listAround(root, path);
  return list && list.length > 0 ? { ...mapping, items: pointerOf(list) } : mapping;
}

/** What a value may be used for. */
export function usesOf(root: unknown, mapping: Mapping, path: string[]): Use[] {
  const value = valueAt(root, pointerOf(path));
  const inside = fromItem(root, withItems(root, mapping, path), path) !== null;
  if (isList(value)) return ['items'];
  if (isObject(value)) return path.length > 0 ? ['items', ...(inside && fromItem(root, mapping, path) ? textMembers : [])] : [];
  if (typeof value === 'object') return [];
  return inside ? [...places, ...textMembers] : [];
}

/** A name for the text that a value becomes: its own key, or the one above when that is a number. */
function nameFor(path: string[], taken: Record<string, string>, pointer: string): string {
  const own = path.findLast((key) => !/^\d+$/.test(key)) ?? 'value';
  const same = (name: string) => taken[name] !== undefined && taken[name] !== pointer;
  if (!same(own)) return own;
  let n = 2;
  while (same(`${own}_${n}`)) n++;
  return `${own}_${n}`;
}

/** The mapping after a value was pressed for a use. */
export function use(root: unknown, mapping: Mapping, path: string[], as: Use): Mapping {
  if (as === 'items') return { ...mapping, items: pointerOf(path) };
  const based = withItems(root, mapping, path);
  const pointer = fromItem(root, based, path);
  if (pointer === null) return mapping;
  if (as !== 'labels' && as !== 'annotations') return { ...based, [as]: pointer };
  if (isObject(valueAt(root, pointerOf(path)))) return { ...based, [as]: pointer };
  const before = based[as];
  const named = typeof before === 'object' ? before : {};
  return { ...based, [as]: { ...named, [nameFor(path, named, pointer)]: pointer } };
}

/** What the pointers of a mapping say of a path: the uses that it has already. */
export function usedAs(root: unknown, mapping: Mapping, path: string[]): Use[] {
  const here = pointerOf(path);
  const inItem = fromItem(root, mapping, path);
  const points = (said: Texts | undefined) =>
    typeof said === 'object' ? Object.values(said).includes(inItem ?? '-') : said !== undefined && said === inItem;
  return [
    ...(mapping.items !== undefined && mapping.items !== '' && mapping.items === here ? (['items'] as const) : []),
    ...places.filter((place) => points(mapping[place])),
    ...textMembers.filter((member) => points(mapping[member])),
  ];
}

export interface Node {
  path: string[];
  /** Of an object or a list: how many stand in it; null for a value. */
  holds: number | null;
  isList: boolean;
  value: unknown;
}
const nodesMost = 400;
/** Lists show their first few: the others look alike. */
const ofListMost = 3;

/** The example line by line, with what is left out of it. */
export function treeOf(root: unknown): { nodes: Node[]; cut: boolean } {
  const nodes: Node[] = [];
  let cut = false;
  const walk = (value: unknown, path: string[]) => {
    if (nodes.length >= nodesMost) {
      cut = true;
      return;
    }
    if (typeof value !== 'object' || value === null) {
      nodes.push({ path, holds: null, isList: false, value });
      return;
    }
    const entries = Object.entries(value);
    nodes.push({ path, holds: entries.length, isList: Array.isArray(value), value });
    const shown = Array.isArray(value) ? entries.slice(0, ofListMost) : entries;
    if (shown.length < entries.length) cut = true;
    for (const [key, inner] of shown) walk(inner, [...path, key]);
  };
  walk(root, []);
  return { nodes, cut };
}

export function parsed(text: string): { json: unknown; error: string | null } {
  try {
    return { json: JSON.parse(text) as unknown, error: null };
  } catch (error) {
    return { json: undefined, error: error instanceof Error ? error.message : String(error) };
  }
}
