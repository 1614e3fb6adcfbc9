// What can stand next in a condition: a field, how it is compared, or a value it can have. Only an aid: the server alone decides
// what a condition means, and whoever types something else is not hindered.
import type { Catalogue } from '../api/types';
import { quote } from '../lib/filter';

export interface Completion {
  /** What is written instead of the word that was begun. */
  text: string;
  /** Says what it is, where the text alone does not. */
  hint?: string;
}
export interface Completions {
  /** Where the word that was begun starts. */
  from: number;
  options: Completion[];
}

/** More than this nobody reads. */
const most = 8;

type Type = 'closed' | 'text' | 'number' | 'instant' | 'list' | 'flag' | 'person' | 'named';
const operators: Record<Type, string[]> = {
  closed: ['=', 'in ('],
  text: ['contains', 'starts', '=', 'is absent', 'is present'],
  number: ['<=', '=', '>='],
  instant: ['<', '>', 'is absent'],
  list: ['has', 'is absent'],
  flag: ['='],
  person: ['=', 'is absent'],
  named: ['=', 'in (', 'is absent'],
};
interface Field {
  name: string;
  type: Type;
  values?: (catalogue: Catalogue) => string[];
}
const names = (rows: { name: string }[]) => rows.map(({ name }) => quote(name));
const ages = () => ['now - 1h', 'now - 1d', 'now - 7d', 'now - 30d'];
export const fields: Field[] = [
  { name: 'state', type: 'closed', values: () => ['new', 'in_progress', 'on_hold', 'resolved', 'closed', 'cancelled'] },
  { name: 'priority', type: 'number', values: () => ['1', '2', '3', '4'] },
  { name: 'service.name', type: 'named', values: ({ services }) => names(services) },
  { name: 'team.name', type: 'named', values: ({ teams }) => names(teams) },
  { name: 'team', type: 'closed', values: () => ['my_teams'] },
  { name: 'assignee', type: 'person', values: () => ['me'] },
  { name: 'assignee.name', type: 'text' },
  { name: 'caller', type: 'person', values: () => ['me'] },
  { name: 'caller.name', type: 'text' },
  { name: 'caller.vip', type: 'flag', values: () => ['true', 'false'] },
  { name: 'category.name', type: 'named', values: ({ categories }) => names(categories.filter(({ parent }) => !parent)) },
  { name: 'subcategory.name', type: 'named', values: ({ categories }) => names(categories.filter(({ parent }) => parent)) },
  { name: 'tags', type: 'list', values: ({ tags }) => names(tags) },
  { name: 'title', type: 'text' },
  { name: 'description', type: 'text' },
  { name: 'number', type: 'text' },
  { name: 'impact', type: 'closed', values: ({ matrix }) => matrix?.impacts ?? [] },
  { name: 'urgency', type: 'closed', values: ({ matrix }) => matrix?.urgencies ?? [] },
  {
    name: 'channel',
    type: 'closed',
    values: () => ['phone', 'portal', 'mail', 'chat', 'walk_in', 'monitoring', 'api', 'import'],
  },
  { name: 'hold_kind', type: 'closed', values: () => ['caller', 'supplier', 'change', 'problem', 'other'] },
  { name: 'open', type: 'flag', values: () => ['true', 'false'] },
  { name: 'confidential', type: 'flag', values: () => ['true', 'false'] },
  { name: 'workaround', type: 'flag', values: () => ['true', 'false'] },
  { name: 'opened_at', type: 'instant', values: ages },
  { name: 'updated_at', type: 'instant', values: ages },
  { name: 'resolved_at', type: 'instant', values: ages },
  { name: 'caller_waits_since', type: 'instant', values: () => ['now - 1h', 'now - 4h', 'now - 1d'] },
  { name: 'hold_until', type: 'instant', values: () => ['now', 'now + 1d'] },
  { name: 'promised_for', type: 'instant', values: () => ['now', 'now + 1d'] },
  { name: 'reopenings', type: 'number', values: () => ['1', '2'] },
  { name: 'hand_overs', type: 'number', values: () => ['2', '3'] },
  { name: 'location.name', type: 'named', values: ({ locations }) => names(locations) },
  { name: 'organisation', type: 'closed', values: () => ['my_organisations'] },
  { name: 'organisation.name', type: 'named', values: ({ organisations }) => names(organisations) },
];
const byName = new Map(fields.map((field) => [field.name, field]));

/** A field, what compares it, and the value that was begun; for `in` the last one of its list. */
const name = '([a-z_][\\w.]*)';
const compares = '(<=|>=|!=|=|<|>|\\bcontains\\b|\\bstarts\\b|\\bhas\\b|\\bin\\s*\\((?:[^()]*,)?)';
const begunValue = '("(?:[^"\\\\]|\\\\.)*|[^\\s"()]*(?:\\s?[-+]\\s?\\w*)?)';
const term = new RegExp(`${name}\\s*${compares}\\s*${begunValue}$`, 'i');

/** For what stands before the caret. */
export function complete(before: string, catalogue: Catalogue, label: (field: string) => string | undefined): Completions {
  const begun = /(?:^|[(\s])(?:not\s+)?([a-z_][\w.]*|)$/i.exec(before);
  const value = term.exec(before);
  if (value) {
    const [, name = '', operator = '', typed = ''] = value;
    const plain = typed.replace(/^"/, '').toLowerCase();
    const all = byName.get(name)?.values?.(catalogue) ?? [];
    const fitting = all.filter((text) => text.replace(/^"/, '').toLowerCase().startsWith(plain) && text !== typed);
    const close = operator.toLowerCase().startsWith('in') ? ')' : '';
    return { from: before.length - typed.length, options: fitting.slice(0, most).map((text) => ({ text: text + close })) };
  }
  const compared = /(?:^|[(\s])([a-z_][\w.]*)\s+([a-z<>=!]*)$/i.exec(before);
  const field = compared ? byName.get(compared[1] ?? '') : undefined;
  if (compared && field) {
    const typed = compared[2] ?? '';
    const fitting = operators[field.type].filter((text) => text.startsWith(typed) && text !== typed);
    return {
      from: before.length - typed.length,
      options: fitting.map((text) => ({ text: text.endsWith('(') ? text : `${text} ` })),
    };
  }
  const ended = /("|\)|\d|\b(?:true|false|me|my_teams|absent|present|now|[a-z_]+))\s+([a-z]*)$/i.exec(before);
  const after = ended && !/\b(?:and|or|not)\s+[a-z_.]*$/i.test(before);
  if (after) {
    const typed = ended[2] ?? '';
    const fitting = ['and', 'or'].filter((text) => text.startsWith(typed) && text !== typed);
    return { from: before.length - typed.length, options: fitting.map((text) => ({ text: `${text} ` })) };
  }
  const typed = begun?.[1]?.toLowerCase() ?? '';
  if (typed === '') return { from: before.length, options: [] };
  const says = (name: string) => label(name.replace(/\.name$/, '')) ?? '';
  const fits = (name: string) => name.startsWith(typed) || says(name).toLowerCase().startsWith(typed);
  const fitting = fields.filter(({ name }) => fits(name) && name !== typed);
  return {
    from: before.length - typed.length,
    options: fitting.slice(0, most).map(({ name }) => ({ text: `${name} `, hint: says(name) })),
  };
}
