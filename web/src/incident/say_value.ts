// A field's value as people say it: names for ids, words for states and levels, durations and instants in the person's zone.
import { useNames, type NameOf } from '../api/names';
import { useSpoken, type Format } from '../i18n';
import type { Messages } from '../i18n/en';

const references = new Set([
  'caller',
  'reporter',
  'opened_by',
  'affected',
  'watchers',
  'named',
  'organisation',
  'location',
  'service',
  'ci',
  'category',
  'subcategory',
  'closing_category',
  'closing_subcategory',
  'team',
  'assignee',
  'resolution_code',
  'resolved_by',
  'parent',
  'merged_into',
  'supplier',
  'problem',
  'caused_by',
]);
/** Fields that follow from others or only count; nobody reads them in a story. */
const quiet = new Set([
  'id',
  'version',
  'open',
  'why',
  'missing',
  'updated_at',
  'line',
  'cycle',
  'hand_overs',
  'team_changes',
  'recategorised',
  'reopenings',
  'held_since',
  'comments_by_staff',
  'caller_waits_since',
  'contacts',
  'first_contact_resolution',
  'acknowledged_at',
  'first_response_at',
  'resolved_at',
  'closed_at',
  'resolved_by',
  'confirmed_until',
  'time_to_acknowledge_s',
  'time_to_respond_s',
  'time_to_resolve_s',
  'time_worked_s',
  'hold_caller_s',
  'hold_supplier_s',
  'hold_change_s',
  'hold_problem_s',
  'hold_other_s',
  'priority_overridden',
  'reminded_at',
  'promise_told_at',
  'resolved_with_parent',
  'number',
  'opened_at',
  'opened_by',
  'organisation',
  // of tasks
  'incident',
  'items',
  'items_done',
  'position',
  'done_at',
]);
const longTexts = new Set(['description', 'resolution_notes']);

export const isQuiet = (field: string) => quiet.has(field);
export const isLong = (field: string) => longTexts.has(field);
export const isInstant = (field: string) => /_(at|until)$|^promised_for$/.test(field);

export function sayValue(t: Messages, format: Format, nameOf: NameOf, field: string, value: unknown): string {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return t.none;
  if (Array.isArray(value)) return value.map((one) => sayValue(t, format, nameOf, field, one)).join(', ');
  if (references.has(field)) return nameOf(String(value));
  if (typeof value === 'boolean') return value ? t.yes : t.no;
  if (field === 'state') return t.state[value as keyof Messages['state']] ?? t.taskState[String(value)] ?? String(value);
  if (field === 'hold_kind') return t.holdKind[value as keyof Messages['holdKind']] ?? String(value);
  if (field === 'channel') return t.channel[value as keyof Messages['channel']] ?? String(value);
  if (field === 'confirmation') return t.confirmation[value as keyof Messages['confirmation']] ?? String(value);
  if (field === 'mark') return t.mark[value as keyof Messages['mark']] ?? String(value);
  if (field === 'impact' || field === 'urgency') return t.level[String(value)] ?? String(value);
  if (field === 'priority') return Number(value) > 0 ? t.priority(Number(value)) : t.noPriority;
  if (isInstant(field)) return format.brief(String(value));
  if (field.endsWith('_s')) return Number(value) > 0 ? format.duration(Number(value)) : t.none;
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, one]) => `${name}: ${String(one)}`)
      .join(', ');
  return String(value);
}

export type Say = (field: string, value: unknown) => string;
export function useSay(): Say {
  const { t, format } = useSpoken();
  const nameOf = useNames();
  return (field, value) => sayValue(t, format, nameOf, field, value);
}
