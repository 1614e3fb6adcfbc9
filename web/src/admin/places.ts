// The places of the administration, in groups, as far as somebody may go there. A kind that no group names stands with the incidents.
import type { SignedIn } from '../api/session';
import type { AnyRecord } from '../api/kinds';
import type { Kind } from '../api/types';

export const specials = ['map', 'foresight', 'intake', 'audit', 'system'] as const;
export type Special = (typeof specials)[number];
export const isSpecial = (path: string): path is Special => (specials as readonly string[]).includes(path);

export const groups = ['people', 'services', 'incidents', 'oversight'] as const;
export type Group = (typeof groups)[number];
const members: Record<Group, string[]> = {
  people: ['person', 'team', 'skill', 'roster', 'organisation', 'location', 'supplier'],
  services: [
    'service',
    'ci',
    'ci_relation',
    'critical_period',
    'maintenance_window',
    'inhibition_rule',
    'calendar',
    'agreement',
    'escalation_policy',
    'gateway',
    'chat_workspace',
    'chat_channel',
    'alert_source',
    'heartbeat',
    'check',
    'webhook',
    'map',
    'foresight',
  ],
  incidents: [
    'category',
    'priority_matrix',
    'custom_field',
    'incident_template',
    'resolution_code',
    'hold_reason',
    'tag',
    'message_text',
    'automation_rule',
    'intake',
  ],
  oversight: ['audit', 'system'],
};
const needed: Record<Special, string> = {
  map: 'catalogue.read',
  foresight: 'operation.read',
  intake: 'incident.import',
  audit: 'audit.read',
  system: 'operation.read',
};

/** Who keeps one organisation only sees its people and places; the server says the same, record by record. */
const ofOrganisation: Record<string, string[]> = {
  person: ['teams', 'skills', 'vip', 'external_ref'],
  organisation: [],
  location: [],
};
export const keepsPart = (may: (permission: string) => boolean) => may('catalogue.edit') && !may('catalogue.import');
/** The roles that they can give; whoever has another one is not theirs to change. */
const rolesOfPart = ['caller', 'organisation_administrator'];
export const mayGive = (may: (permission: string) => boolean, role: string) => !keepsPart(may) || rolesOfPart.includes(role);
/** Whether somebody who opened a record of the administration may change it. */
export function keeps({ may, person }: Pick<SignedIn, 'may' | 'person'>, kind: string, record: AnyRecord): boolean {
  if (!keepsPart(may)) return true;
  if (kind === 'organisation') return record.id !== person.organisation;
  if (kind !== 'person') return true;
  const roles = Array.isArray(record.roles) ? record.roles : [];
  return record.id !== person.id && roles.every((role) => mayGive(may, String(role)));
}
/** What a new record begins with. */
export function beginning({ may, person }: Pick<SignedIn, 'may' | 'person'>, kind: string): Record<string, unknown> {
  if (!keepsPart(may) || !person.organisation) return {};
  return { [kind === 'organisation' ? 'parent' : 'organisation']: person.organisation };
}
/** Kinds that the administration has a list and a form for, beside the catalogue. */
const beside: Record<string, string> = { person: 'people.edit', webhook: 'webhook.edit' };
export const isKept = (may: (permission: string) => boolean) => (kind: Kind) => {
  const permission = beside[kind.kind];
  return kind.catalogue || (permission !== undefined && may(permission));
};
/** The kinds that the person keeps, each with the fields that they may set. */
export function kindsFor(may: (permission: string) => boolean, kinds: Kind[]): Kind[] {
  if (!keepsPart(may)) return kinds;
  return kinds.flatMap((one) => {
    const without = ofOrganisation[one.kind];
    return without ? [{ ...one, fields: one.fields.filter(({ name }) => !without.includes(name)) }] : [];
  });
}

/** Paths that the person may open, the first one to begin with; none: there is no administration for them. */
export function adminPlaces(may: (permission: string) => boolean): string[] {
  const open = (['foresight', 'intake', 'audit', 'system'] as const).filter((one) => may(needed[one]));
  if (keepsPart(may)) return ['people', ...open];
  if (may('catalogue.edit')) return ['people', 'map', ...open];
  // What somebody looks at is offered before what is done once.
  return [...open.filter((one) => one !== 'intake'), ...open.filter((one) => one === 'intake')];
}

export interface Placed {
  group: Group;
  kinds: Kind[];
  specials: Special[];
}
export function groupsOf(kinds: Kind[], open: Special[]): Placed[] {
  const known = new Set(Object.values(members).flat());
  return groups
    .map((group) => ({
      group,
      kinds: kinds
        .filter(({ kind }) => members[group].includes(kind) || (group === 'incidents' && !known.has(kind)))
        .sort((a, b) => members[group].indexOf(a.kind) - members[group].indexOf(b.kind)),
      specials: open.filter((one) => members[group].includes(one)),
    }))
    .filter((placed) => placed.kinds.length + placed.specials.length > 0);
}
