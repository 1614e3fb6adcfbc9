// The facts of an incident in groups: which are shown, which can be edited in place and with what, which are changed by a command.
import type { Incident, IncidentField } from '../api/types';

export type Editor =
  | 'text'
  | 'number'
  | 'person'
  | 'people'
  | 'service'
  | 'ci'
  | 'category'
  | 'tags'
  | 'impact'
  | 'urgency'
  | 'instant'
  | 'check'
  | 'supplier';
export interface FactSpec {
  field: IncidentField;
  editor?: Editor;
  /** Changed by this command instead of an edit. */
  command?: string;
  /** Left out while it says nothing, unless it can be edited. */
  silent?: boolean;
  /** Neither shown nor offered otherwise. */
  onlyIf?(incident: Incident): boolean;
}
export type GroupName = 'who' | 'what' | 'weight' | 'where' | 'when' | 'end' | 'refs' | 'measured';

export const groups: { name: GroupName; facts: FactSpec[] }[] = [
  {
    name: 'where',
    facts: [
      { field: 'team', command: 'assign' },
      { field: 'assignee', command: 'assign' },
      { field: 'hold_kind', command: 'hold', silent: true },
      { field: 'hold_note', silent: true },
      { field: 'hold_until', command: 'follow_up', silent: true },
      { field: 'promised_for', command: 'promise', silent: true },
      { field: 'escalation_level', command: 'escalate', silent: true },
    ],
  },
  {
    name: 'who',
    facts: [
      { field: 'caller', editor: 'person' },
      { field: 'reporter', editor: 'person', silent: true },
      { field: 'affected', editor: 'people', silent: true },
      { field: 'affected_count', editor: 'number', silent: true },
      { field: 'watchers', silent: true },
      { field: 'organisation', silent: true },
      { field: 'location', silent: true },
    ],
  },
  {
    name: 'what',
    facts: [
      { field: 'service', editor: 'service' },
      { field: 'ci', editor: 'ci', silent: true },
      { field: 'category', command: 'categorise' },
      { field: 'subcategory', silent: true },
      { field: 'tags', editor: 'tags', silent: true },
      { field: 'channel' },
      { field: 'mark', command: 'mark', silent: true },
      { field: 'confidential', editor: 'check', silent: true },
      { field: 'named', editor: 'people', onlyIf: (incident) => incident.confidential === true },
    ],
  },
  {
    name: 'weight',
    facts: [
      { field: 'impact', editor: 'impact' },
      { field: 'urgency', editor: 'urgency' },
      { field: 'priority', command: 'override_priority' },
    ],
  },
  {
    name: 'end',
    facts: [
      { field: 'resolution_code', silent: true },
      { field: 'workaround', silent: true },
      { field: 'closing_category', silent: true },
      { field: 'resolved_by', silent: true },
      { field: 'resolved_at', silent: true },
      { field: 'confirmation', silent: true },
      { field: 'confirmed_until', silent: true },
      { field: 'closed_at', silent: true },
      { field: 'rating', silent: true },
      { field: 'rating_comment', silent: true },
    ],
  },
  {
    name: 'when',
    facts: [
      { field: 'began_at', editor: 'instant', silent: true },
      { field: 'detected_at', editor: 'instant', silent: true },
      { field: 'opened_at' },
      { field: 'opened_by', silent: true },
      { field: 'acknowledged_at', silent: true },
      { field: 'first_response_at', silent: true },
      { field: 'updated_at' },
    ],
  },
  {
    name: 'refs',
    facts: [
      { field: 'supplier', editor: 'supplier', silent: true },
      { field: 'supplier_ref', editor: 'text', silent: true },
      { field: 'problem_ref', editor: 'text', silent: true },
      { field: 'caused_by_ref', editor: 'text', silent: true },
      { field: 'external_ref', editor: 'text', silent: true },
      { field: 'parent', silent: true },
    ],
  },
  {
    name: 'measured',
    facts: [
      { field: 'time_to_acknowledge_s', silent: true },
      { field: 'time_to_respond_s', silent: true },
      { field: 'time_to_resolve_s', silent: true },
      { field: 'time_worked_s', silent: true },
      { field: 'hold_caller_s', silent: true },
      { field: 'hold_supplier_s', silent: true },
      { field: 'hold_change_s', silent: true },
      { field: 'hold_problem_s', silent: true },
      { field: 'hold_other_s', silent: true },
      { field: 'hand_overs', silent: true },
      { field: 'team_changes', silent: true },
      { field: 'recategorised', silent: true },
      { field: 'reopenings', silent: true },
      { field: 'contacts', silent: true },
      { field: 'first_contact_resolution', silent: true },
    ],
  },
];
