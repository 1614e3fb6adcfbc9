// Every command of an incident as data: its key, what it asks, and whether it can be done to many. The menu, the palette, the keys,
// the help, the dialogs and the bulk bar are all read off this table.
import type { Catalogue, HoldKind, Incident } from '../api/types';
import type { SignedIn } from '../api/session';
import type { Messages } from '../i18n/en';

export type FieldKind =
  | 'text'
  | 'long'
  | 'team'
  | 'person'
  | 'choice'
  | 'priority'
  | 'instant'
  | 'incident'
  | 'check'
  | 'rating'
  | 'entries'
  | 'category';
export type Values = Record<string, unknown>;

export interface FieldSpec {
  name: string;
  kind: FieldKind;
  label: (t: Messages) => string;
  help?: (t: Messages) => string;
  required?: boolean | ((values: Values, incident: Incident | null, catalogue: Catalogue) => boolean);
  shown?: (values: Values) => boolean;
  options?: (t: Messages, catalogue: Catalogue) => { value: string; label: string }[];
  initial?: (incident: Incident | null, me: SignedIn, catalogue: Catalogue) => unknown;
}

export interface CommandSpec {
  name: string;
  key?: string;
  fields: FieldSpec[];
  /** Refused when somebody changed the incident since it was read. */
  checked: boolean;
  bulk: boolean;
  /** Names its object before it is done. */
  warns?: (t: Messages, number: string) => string;
}

const holdKinds: HoldKind[] = ['caller', 'supplier', 'change', 'problem', 'other'];
const linkKinds = ['related_to', 'child_of', 'duplicate_of', 'caused_by'] as const;

const reason = (required: FieldSpec['required'] = true): FieldSpec => ({
  name: 'reason',
  kind: 'long',
  label: (t) => t.dialog.reason,
  help: (t) => t.dialog.reasonHelp,
  required,
});
/** Passing it from somebody to somebody else needs a reason; giving it to the first one does not. */
function handsOver(values: Values, incident: Incident | null): boolean {
  if (!incident) return true;
  const moved = (field: 'team' | 'assignee') => Boolean(incident[field]) && (values[field] ?? null) !== incident[field];
  return moved('team') || moved('assignee');
}
const until: FieldSpec = { name: 'until', kind: 'instant', label: (t) => t.dialog.until, help: (t) => t.dialog.untilHelp };
const now = (name: string, rest: Partial<CommandSpec> = {}): CommandSpec => ({
  name,
  fields: [],
  checked: true,
  bulk: true,
  ...rest,
});

export const commands: CommandSpec[] = [
  now('take', { key: 'i' }),
  now('acknowledge'),
  now('start'),
  {
    name: 'assign',
    key: 'a',
    checked: true,
    bulk: true,
    fields: [
      { name: 'team', kind: 'team', label: (t) => t.dialog.team, initial: (incident) => incident?.team ?? null },
      { name: 'assignee', kind: 'person', label: (t) => t.dialog.assignee, initial: (incident) => incident?.assignee ?? null },
      reason(handsOver),
    ],
  },
  { name: 'comment', key: 'c', fields: [], checked: false, bulk: false },
  { name: 'note', key: 'n', fields: [], checked: false, bulk: false },
  {
    name: 'hold',
    key: 'h',
    checked: true,
    bulk: true,
    fields: [
      {
        name: 'kind',
        kind: 'choice',
        label: (t) => t.dialog.holdFor,
        required: true,
        options: (t) => holdKinds.map((value) => ({ value, label: t.holdKind[value] })),
        initial: (incident) => (incident?.caller ? 'caller' : null),
      },
      {
        name: 'question',
        kind: 'long',
        label: (t) => t.dialog.question,
        help: (t) => t.dialog.questionHelp,
        required: true,
        shown: (values) => values.kind === 'caller',
      },
      { ...reason(false), shown: (values) => values.kind !== 'caller' },
      until,
    ],
  },
  { name: 'resume', fields: [], checked: true, bulk: true },
  {
    name: 'escalate',
    key: 'e',
    checked: true,
    bulk: true,
    fields: [
      {
        name: 'kind',
        kind: 'choice',
        label: (t) => t.dialog.escalateKind,
        required: true,
        options: (t) => [
          { value: 'functional', label: t.dialog.functional },
          { value: 'hierarchical', label: t.dialog.hierarchical },
        ],
        initial: () => 'functional',
      },
      { name: 'team', kind: 'team', label: (t) => t.dialog.team, shown: (values) => values.kind === 'functional' },
      reason(),
    ],
  },
  {
    name: 'resolve',
    key: 'r',
    checked: true,
    bulk: true,
    fields: [
      {
        name: 'resolution_code',
        kind: 'choice',
        label: (t) => t.dialog.code,
        required: true,
        options: (_, catalogue) => catalogue.resolution_codes.map(({ id, name }) => ({ value: id, label: name })),
      },
      { name: 'resolution_notes', kind: 'long', label: (t) => t.dialog.notes, help: (t) => t.dialog.notesHelp, required: true },
      { name: 'workaround', kind: 'check', label: (t) => t.dialog.workaround },
      {
        name: 'closing_category',
        kind: 'category',
        label: (t) => t.dialog.closingCategory,
        required: (_, incident, catalogue) => incident !== null && catalogue.categories.length > 0,
        initial: (incident) => incident?.subcategory ?? incident?.category ?? null,
      },
    ],
  },
  {
    name: 'override_priority',
    key: 'p',
    checked: true,
    bulk: true,
    fields: [
      {
        name: 'priority',
        kind: 'priority',
        label: (t) => t.field.priority ?? '',
        required: true,
        initial: (incident) => incident?.priority ?? null,
      },
      reason(),
    ],
  },
  now('reset_priority'),
  {
    name: 'categorise',
    checked: true,
    bulk: true,
    fields: [
      {
        name: 'category',
        kind: 'category',
        label: (t) => t.field.category ?? '',
        required: true,
        initial: (incident) => incident?.subcategory ?? incident?.category ?? null,
      },
    ],
  },
  { name: 'hand_back', fields: [reason()], checked: true, bulk: true },
  {
    name: 'follow_up',
    checked: false,
    bulk: true,
    fields: [
      { name: 'at', kind: 'instant', label: (t) => t.dialog.until, help: (t) => t.dialog.untilHelp, required: true },
      { name: 'note', kind: 'long', label: (t) => t.dialog.nameField },
    ],
  },
  {
    name: 'promise',
    checked: true,
    bulk: false,
    fields: [
      {
        name: 'at',
        kind: 'instant',
        label: (t) => t.dialog.promise,
        help: (t) => t.dialog.promiseHelp,
        initial: (incident) => incident?.promised_for ?? null,
        required: (_, incident) => !incident?.promised_for,
      },
      reason((_, incident) => Boolean(incident?.promised_for)),
    ],
  },
  {
    name: 'confirm',
    checked: true,
    bulk: false,
    fields: [
      { name: 'rating', kind: 'rating', label: (t) => t.dialog.rating },
      { name: 'comment', kind: 'long', label: (t) => t.dialog.nameField },
    ],
  },
  { name: 'reject', fields: [reason()], checked: true, bulk: false },
  {
    name: 'rate',
    checked: false,
    bulk: false,
    fields: [
      { name: 'rating', kind: 'rating', label: (t) => t.dialog.rating, required: true },
      { name: 'comment', kind: 'long', label: (t) => t.dialog.nameField },
    ],
  },
  { name: 'close', fields: [reason(false)], checked: true, bulk: true },
  { name: 'reopen', fields: [reason()], checked: true, bulk: true },
  now('watch', { checked: false }),
  now('unwatch', { checked: false }),
  {
    name: 'link',
    checked: false,
    bulk: false,
    fields: [
      {
        name: 'kind',
        kind: 'choice',
        label: (t) => t.dialog.linkKind,
        required: true,
        options: (t) => linkKinds.map((value) => ({ value, label: t.linkKind[value] })),
        initial: () => 'related_to',
      },
      { name: 'other', kind: 'incident', label: (t) => t.dialog.other, required: true },
    ],
  },
  {
    name: 'merge',
    checked: true,
    bulk: false,
    fields: [
      { name: 'into', kind: 'incident', label: (t) => t.dialog.into, help: (t) => t.dialog.intoHelp, required: true },
      reason(),
    ],
  },
  { name: 'unmerge', fields: [reason()], checked: true, bulk: false },
  {
    name: 'split',
    checked: true,
    bulk: false,
    fields: [
      { name: 'title', kind: 'text', label: (t) => t.dialog.newTitle, required: true },
      { name: 'entries', kind: 'entries', label: (t) => t.dialog.entries },
      reason(),
    ],
  },
  {
    name: 'mark',
    checked: true,
    bulk: true,
    fields: [
      {
        name: 'mark',
        kind: 'choice',
        label: (t) => t.field.mark ?? '',
        required: true,
        options: (t) => [
          { value: 'service_request', label: t.mark.service_request },
          { value: 'incident', label: t.mark.incident },
        ],
        initial: (incident) => (incident?.mark === 'service_request' ? 'incident' : 'service_request'),
      },
      {
        name: 'forwarded_to',
        kind: 'text',
        label: (t) => t.dialog.forwardedTo,
        shown: (values) => values.mark === 'service_request',
      },
    ],
  },
  { name: 'cancel', fields: [reason()], checked: true, bulk: true, warns: (t, number) => t.dialog.cancelWarns(number) },
];

export const commandByName = new Map(commands.map((command) => [command.name, command]));

/** The next sensible step for this state and person, of what is possible now. */
export function primaryOf(incident: Incident, me: string): string | null {
  const may = new Set(incident.may ?? []);
  const mine = incident.assignee === me;
  const wishes: Record<Incident['state'], string[]> = {
    new: mine ? ['start', 'resolve'] : ['take', 'assign'],
    in_progress: mine ? ['resolve'] : ['take', 'assign'],
    on_hold: mine ? ['resume', 'resolve'] : ['take', 'resume'],
    resolved: ['close', 'reopen'],
    closed: ['reopen'],
    cancelled: ['reopen'],
  };
  return wishes[incident.state].find((name) => may.has(name)) ?? null;
}

/** What can be offered for these incidents now: of one, what the server says; of many, what can be done to many. */
export function offered(incidents: Incident[]): CommandSpec[] {
  const [only] = incidents;
  if (incidents.length === 1 && only) return commands.filter(({ name }) => only.may?.includes(name));
  return commands.filter(({ bulk }) => bulk);
}

export const isRequired = (field: FieldSpec, values: Values, incident: Incident | null, catalogue: Catalogue): boolean =>
  typeof field.required === 'function' ? field.required(values, incident, catalogue) : field.required === true;

/** The body to send: shown fields that say something. A subcategory goes with the category above it. */
export function bodyOf(spec: CommandSpec, values: Values, catalogue: Catalogue): Values {
  const body: Values = {};
  for (const field of spec.fields) {
    if (field.shown && !field.shown(values)) continue;
    const given = values[field.name];
    const value = typeof given === 'string' ? given.trim() : given;
    if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    if (field.kind === 'check' && value === false) continue;
    const parent = field.kind === 'category' ? catalogue.categories.find(({ id }) => id === value)?.parent : null;
    if (parent) body[field.name.replace('category', 'subcategory')] = value;
    body[field.name] = parent ?? value;
  }
  return body;
}

/** Names of the fields that are still needed. */
export function lacking(spec: CommandSpec, values: Values, incident: Incident | null, catalogue: Catalogue): string[] {
  const body = bodyOf(spec, values, catalogue);
  const asked = spec.fields.filter(
    (field) => (!field.shown || field.shown(values)) && isRequired(field, values, incident, catalogue),
  );
  return asked.filter(({ name }) => !(name in body)).map(({ name }) => name);
}
