// A mapping as the server reads it, and what a person does to it in the browser: a column means these fields, this word of theirs is
// that one of ours. Whatever else a mapping says is kept as it is.

export interface FieldSource {
  column?: string;
  text?: string | string[];
  values?: Record<string, string>;
  create?: boolean;
  with?: Record<string, unknown>;
}
export interface CustomSource extends FieldSource {
  type?: string;
  label?: string;
}
export interface Mapping {
  source: string;
  input?: 'log' | 'incidents';
  separator?: string;
  missing?: string[];
  times?: string | string[];
  zone?: string;
  columns_may_be_absent?: boolean;
  number?: string;
  at?: string;
  by?: string;
  fields: Record<string, string | FieldSource>;
  custom?: Record<string, string | CustomSource>;
  tags?: Record<string, { column: string; values: string | string[] }>;
  future?: { resolved?: string[]; closed?: string[] };
}

/** What a row is, beside the fields of the incident. */
export const rowTargets = ['number', 'at', 'by'] as const;
type RowTarget = (typeof rowTargets)[number];
const isRowTarget = (target: string): target is `row.${RowTarget}` => target.startsWith('row.');
const customPrefix = 'custom.';

const columnOf = (source: string | FieldSource): string | undefined => (typeof source === 'string' ? source : source.column);

/** What a column is used for: fields by name, "row.number" and the like, "custom.name" when it is kept as it is. */
export function targetsOf(mapping: Mapping, column: string): string[] {
  const rows = rowTargets.filter((name) => mapping[name] === column).map((name) => `row.${name}`);
  const fields = Object.keys(mapping.fields).filter((name) => columnOf(mapping.fields[name] ?? '') === column);
  const custom = Object.keys(mapping.custom ?? {}).filter((name) => columnOf(mapping.custom?.[name] ?? '') === column);
  return [...rows, ...fields, ...custom.map((name) => customPrefix + name)];
}

function without<T>(table: Record<string, T> | undefined, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(table ?? {}).filter(([key]) => key !== name));
}

/** A field has one column: the one it is given last. */
export function setTargets(mapping: Mapping, column: string, targets: string[]): Mapping {
  const before = targetsOf(mapping, column);
  let next: Mapping = { ...mapping };
  for (const target of before.filter((one) => !targets.includes(one))) {
    if (isRowTarget(target)) delete next[target.slice(4) as RowTarget];
    else if (target.startsWith(customPrefix)) next = { ...next, custom: without(next.custom, target.slice(customPrefix.length)) };
    else next = { ...next, fields: without(next.fields, target) };
  }
  for (const target of targets.filter((one) => !before.includes(one))) {
    if (isRowTarget(target)) next[target.slice(4) as RowTarget] = column;
    else if (target.startsWith(customPrefix))
      next = { ...next, custom: { ...next.custom, [target.slice(customPrefix.length)]: { column, label: column } } };
    else next = { ...next, fields: { ...next.fields, [target]: column } };
  }
  return next;
}

export const valuesOf = (mapping: Mapping, field: string): Record<string, string> => {
  const source = mapping.fields[field];
  return typeof source === 'object' ? (source.values ?? {}) : {};
};

/** `ours` null: the word is not known, and what says it is reported. */
export function setWord(mapping: Mapping, field: string, theirs: string, ours: string | null): Mapping {
  const source = mapping.fields[field];
  if (source === undefined) return mapping;
  const values = ours === null ? without(valuesOf(mapping, field), theirs) : { ...valuesOf(mapping, field), [theirs]: ours };
  const plain: FieldSource = typeof source === 'string' ? { column: source } : { ...source };
  delete plain.values;
  return { ...mapping, fields: { ...mapping.fields, [field]: Object.keys(values).length > 0 ? { ...plain, values } : plain } };
}

const texts = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
/** What stands in a field without being one column: "{u_symptom}: {subcategory}". */
export function composed(mapping: Mapping): { field: string; text: string }[] {
  return Object.entries(mapping.fields).flatMap(([field, source]) => {
    const all = typeof source === 'object' ? texts(source.text) : [];
    return all.length > 0 ? [{ field, text: all.join(' | ') }] : [];
  });
}

/** The mapping for a file that lacks some of its columns: what it says of these is left out. */
export function fit(mapping: Mapping, columns: string[]): Mapping {
  const there = new Set(columns);
  const has = (source: string | FieldSource) => columnOf(source) === undefined || there.has(columnOf(source) ?? '');
  const next: Mapping = {
    ...mapping,
    fields: Object.fromEntries(Object.entries(mapping.fields).filter(([, source]) => has(source))),
  };
  if (mapping.custom) next.custom = Object.fromEntries(Object.entries(mapping.custom).filter(([, source]) => has(source)));
  for (const name of rowTargets) if (!there.has(next[name] ?? '')) delete next[name];
  return next;
}

/** How columns are called elsewhere, in the small letters of plain(). */
const usual: Record<string, string[]> = {
  'row.number': [
    'number',
    'id',
    'key',
    'ticket',
    'ticketnumber',
    'ticketid',
    'issuekey',
    'incident',
    'nummer',
    'ticketnummer',
    'vorgang',
  ],
  'row.at': ['updatedat', 'updated', 'sysupdatedat', 'sysupdatedon', 'lastmodified', 'geaendertam', 'geändertam'],
  title: ['title', 'subject', 'summary', 'shortdescription', 'betreff', 'titel', 'kurzbeschreibung'],
  description: ['description', 'details', 'body', 'beschreibung'],
  state: ['state', 'status', 'incidentstate', 'zustand'],
  opened_at: [
    'openedat',
    'opened',
    'created',
    'createdat',
    'createdon',
    'syscreatedon',
    'reportedat',
    'erstelltam',
    'angelegtam',
    'erfasstam',
  ],
  resolved_at: ['resolvedat', 'resolved', 'solvedat', 'gelöstam', 'geloestam'],
  closed_at: ['closedat', 'closed', 'geschlossenam'],
  caller: ['caller', 'callerid', 'requester', 'reporter', 'customer', 'anrufer', 'melder'],
  team: ['team', 'group', 'assignmentgroup', 'queue', 'gruppe'],
  assignee: ['assignee', 'assignedto', 'owner', 'agent', 'bearbeiter'],
  category: ['category', 'type', 'kategorie'],
  subcategory: ['subcategory', 'unterkategorie'],
  service: ['service', 'businessservice', 'dienst'],
  ci: ['ci', 'cmdbci', 'configurationitem', 'asset'],
  impact: ['impact', 'auswirkung'],
  urgency: ['urgency', 'dringlichkeit'],
  priority: ['priority', 'priorität', 'prioritaet'],
  channel: ['channel', 'contacttype', 'source', 'kanal'],
  location: ['location', 'site', 'standort'],
  resolution_notes: ['resolutionnotes', 'closenotes', 'solution', 'lösung', 'loesung'],
  resolution_code: ['resolutioncode', 'closecode', 'resolution', 'closedcode'],
};
const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** A plain table's mapping for these columns, from their names: ours, or as they are often called. */
export function guess(table: Mapping, columns: string[]): Mapping {
  let next = fit(table, columns);
  const ours = Object.keys(table.fields);
  for (const column of columns) {
    if (targetsOf(next, column).length > 0) continue;
    const name = plain(column);
    const target = Object.keys(usual).find((one) => usual[one]?.includes(name)) ?? ours.find((field) => plain(field) === name);
    if (!target || columns.some((other) => targetsOf(next, other).includes(target))) continue;
    next = setTargets(next, column, [target]);
  }
  return next;
}

/** The shipped mapping that the columns were made for, else none. */
export function recognise(mappings: Record<string, Mapping>, columns: string[]): string | null {
  const there = new Set(columns);
  for (const [name, mapping] of Object.entries(mappings))
    if (mapping.input === 'log' && there.has(mapping.at ?? '') && there.has(mapping.number ?? '')) return name;
  return null;
}
