// The places of the administration, in groups, as far as somebody may go there. A kind that no group names stands with the incidents.
import type { Kind } from '../api/types';

export const specials = ['map', 'intake', 'audit', 'system'] as const;
export type Special = (typeof specials)[number];
export const isSpecial = (path: string): path is Special => (specials as readonly string[]).includes(path);

export const groups = ['people', 'services', 'incidents', 'oversight'] as const;
export type Group = (typeof groups)[number];
const members: Record<Group, string[]> = {
  people: ['person', 'team', 'organisation', 'location', 'supplier'],
  services: ['service', 'ci', 'ci_relation', 'critical_period', 'calendar', 'agreement', 'map'],
  incidents: [
    'category',
    'priority_matrix',
    'custom_field',
    'incident_template',
    'resolution_code',
    'hold_reason',
    'tag',
    'intake',
  ],
  oversight: ['audit', 'system'],
};
const needed: Record<Special, string> = {
  map: 'catalogue.read',
  intake: 'incident.import',
  audit: 'audit.read',
  system: 'operation.read',
};

/** Paths that the person may open, the first one to begin with; none: there is no administration for them. */
export function adminPlaces(may: (permission: string) => boolean): string[] {
  const open = (['intake', 'audit', 'system'] as const).filter((one) => may(needed[one]));
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
