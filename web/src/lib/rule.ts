// The words of a rule as rows of a form: conditions that are one row of terms, and deeds that are a line each. What a form cannot show
// is not lost: it stays text. The server alone decides whether it is right.
import { outerWords, quote } from './filter';

export interface Term {
  field: string;
  op: string;
  /** Without its quotes; of `in` with the commas of its list, as it is written. */
  value: string;
}
export interface Rows {
  join: 'and' | 'or';
  terms: Term[];
}

const field = '([a-z_][\\w.]*)';
const literal = '("(?:[^"\\\\]|\\\\.)*"|[^\\s"()]+)';
const compared = new RegExp(`^${field}\\s*(<=|>=|!=|=|<|>|\\bcontains\\b|\\bstarts\\b|\\bhas\\b)\\s*${literal}$`);
const listed = new RegExp(`^${field}\\s+(not in|in)\\s*\\(([^()]*)\\)$`);
const presence = new RegExp(`^${field}\\s+(is absent|is present)$`);

const unquoted = (text: string): string => (text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text);

function termOf(text: string): Term | null {
  const simple = compared.exec(text);
  if (simple) return { field: simple[1] ?? '', op: simple[2] ?? '', value: unquoted(simple[3] ?? '') };
  const list = listed.exec(text);
  if (list) return { field: list[1] ?? '', op: list[2] ?? '', value: (list[3] ?? '').trim() };
  const known = presence.exec(text);
  return known && { field: known[1] ?? '', op: known[2] ?? '', value: '' };
}

/** Null: it holds more than rows can show, brackets or both words. */
export function rowsOf(text: string): Rows | null {
  if (text.trim() === '') return { join: 'and', terms: [] };
  const words = outerWords(text);
  if (!words) return null;
  const join = words[0]?.word ?? 'and';
  if (words.some(({ word }) => word !== join)) return null;
  const ends = [...words.map(({ at }) => at), text.length];
  const parts = ends.map((end, i) => text.slice(i === 0 ? 0 : (words[i - 1]?.at ?? 0) + join.length, end).trim());
  const terms = parts.map(termOf);
  return terms.every((term) => term !== null) ? { join, terms } : null;
}

const isBare = (value: string) => /^(-?\d+(\.\d+)?|true|false|[a-z_]+|\d{4}-\d\d-\d\d(T[\d:.]+Z)?)$/.test(value);
/** Words of the language are no bare values. */
const reserved = ['and', 'or', 'not', 'in', 'is', 'has', 'contains', 'starts', 'now', 'me', 'absent', 'present'];

export function textOfTerm({ field: name, op, value }: Term): string {
  if (op.startsWith('is ')) return `${name} ${op}`;
  if (op.endsWith('in')) return `${name} ${op} (${value})`;
  const bare =
    isBare(value) && !reserved.includes(value) && !['contains', 'starts', 'has'].includes(op) && !name.endsWith('.name');
  return `${name} ${op} ${bare ? value : quote(value)}`;
}
export const textOfRows = ({ join, terms }: Rows): string => terms.map(textOfTerm).join(` ${join} `);

// ---- deeds ----------------------------------------------------------------------------------------------------------------

/** What a deed begins with; the name of the choice in a form. */
export const deedKinds = [
  'set team',
  'set assignee',
  'set category',
  'set subcategory',
  'set service',
  'set impact',
  'set urgency',
  'add tag',
  'remove tag',
  'note',
  'tell caller',
  'tell assignee',
  'tell team',
  'tell person',
  'link parent',
  'escalate up',
  'escalate on',
  'call webhook',
] as const;
export type DeedKind = (typeof deedKinds)[number];
export interface Deed {
  kind: DeedKind;
  value: string;
  text: string;
}
export const takesValue = (kind: DeedKind): boolean =>
  /^(set|add|remove|link|call)/.test(kind) || kind === 'tell team' || kind === 'tell person';
export const takesText = (kind: DeedKind): boolean => kind === 'note' || kind.startsWith('tell');

interface Token {
  text: string;
  quoted: boolean;
}
function tokensOf(line: string): Token[] | null {
  const found: Token[] = [];
  const next = /\s*(?:"((?:[^"\\]|\\.)*)"|(=)|([^\s="]+))/y;
  while (next.lastIndex < line.length) {
    const at = next.lastIndex;
    const hit = next.exec(line);
    if (!hit) return line.slice(at).trim() === '' ? found : null;
    const [, inQuotes, equals, word] = hit;
    found.push(
      inQuotes === undefined
        ? { text: equals ?? word ?? '', quoted: false }
        : { text: inQuotes.replace(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c)), quoted: true },
    );
  }
  return found;
}

/** Null: no deed that a form can show. */
export function deedOf(line: string): Deed | null {
  const tokens = tokensOf(line.trim());
  if (!tokens) return null;
  const kind = [...deedKinds].find((one) => {
    const words = one.split(' ');
    return words.every((word, i) => tokens[i]?.text === word && !tokens[i].quoted);
  });
  if (!kind) return null;
  const rest = tokens.slice(kind.split(' ').length);
  if (kind.startsWith('set') && rest.shift()?.text !== '=') return null;
  const named = takesValue(kind) && (kind !== 'tell team' || rest.length > 1);
  const value = named ? rest.shift()?.text : '';
  const text = takesText(kind) ? rest.shift()?.text : '';
  return value === undefined || text === undefined || rest.length > 0 ? null : { kind, value, text };
}

const inQuotes = (text: string) => quote(text).replace(/\n/g, '\\n');
export function textOfDeed({ kind, value, text }: Deed): string {
  const named =
    !takesValue(kind) || (kind === 'tell team' && value === '')
      ? ''
      : ` ${/^[\w.-]+$/.test(value) && kind !== 'tell team' ? value : inQuotes(value)}`;
  return `${kind}${kind.startsWith('set') ? ' =' : ''}${named}${takesText(kind) ? ` ${inQuotes(text)}` : ''}`;
}
/** The lines that say something. */
export const linesOf = (deeds: string): string[] => deeds.split('\n').filter((line) => line.trim() !== '');

/** The list with one taken from its place and put at another. */
export function moved<T>(list: T[], from: number, to: number): T[] {
  const rest = list.filter((_, i) => i !== from);
  const one = list.slice(from, from + 1);
  return [...rest.slice(0, to), ...one, ...rest.slice(to)];
}
