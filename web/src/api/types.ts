// The server's types under the names that the console uses. They come from schema.ts, which tools/api_types.sh makes from the OpenAPI
// document; here is only what that document leaves open.
import type { components, paths } from './schema';

export type { paths };
type Schemas = components['schemas'];

export type Id = string;
/** RFC 3339, UTC. */
export type Instant = string;
export type Names = Record<Id, string>;

/** Lists and callers get a part of the fields; these are always there. */
type Always = 'id' | 'version' | 'number' | 'title' | 'priority' | 'state' | 'opened_at';
type IncidentAnswer = Schemas['incident'];
export type Incident = {
  [F in Exclude<keyof IncidentAnswer, Always | 'may' | 'html' | 'names'>]?: IncidentAnswer[F] | null;
} & Required<Pick<IncidentAnswer, Always>> &
  Pick<IncidentAnswer, 'may' | 'html' | 'names'>;
export type IncidentField = keyof Incident & string;
/** What may be written, an empty field as null. */
export type IncidentEdit = Schemas['incident_edit'];
export type IncidentPatch = { [F in keyof IncidentEdit]?: IncidentEdit[F] | null };

/** The sentence that says what the priority or the team rests on. */
export function whyOf(incident: Incident, about: 'priority' | 'team'): string | undefined {
  const why = incident.why?.[about];
  return typeof why === 'string' && why !== '' ? why : undefined;
}

export type State = Incident['state'];
export type Channel = NonNullable<Incident['channel']>;
export type Confirmation = NonNullable<Incident['confirmation']>;
export type HoldKind = NonNullable<Incident['hold_kind']>;
export type Link = Schemas['link'];
export type LinkKind = Link['kind'];
export type Attachment = Schemas['attachment'];
export type Clock = Schemas['clock'];
export type Escalation = Schemas['escalation'];
export type Urgent = Schemas['escalation_mine']['items'][number];
export type MessageKind = Schemas['message_kind_list']['items'][number];
export type MessagePreview = Schemas['message_text_preview'];
export type EscalationAnswer = Schemas['escalation_answer'];
export type Foreseen = Schemas['escalation_foreseen'];
export type Foresight = Schemas['escalation_foresight'];
export type EscalationMatrix = Schemas['escalation_matrix'];
export type Notification = Schemas['notification'];
export type Task = Schemas['task'];
export type TaskPatch = Schemas['task_edit'];
export type StoryItem = Schemas['incident_story_item'];

export interface Page<T> {
  items: T[];
  next: string | null;
  names?: Names;
}

export type Person = Schemas['Person'];
export type Session = Schemas['Session'];
export type Token = Schemas['Token'];
export type Setup = Schemas['Setup'];

/** Every active name for pick lists, in one answer. */
export type Catalogue = Omit<Required<Schemas['PickLists']>, 'matrix'> & { matrix: Schemas['PickLists']['matrix'] | null };
export interface Named {
  id: Id;
  name: string;
}
export type CustomField = Catalogue['custom_fields'][number];

export type Kind = Schemas['KindList'][number];
export type KindField = Kind['fields'][number];
export type ImportReport = Schemas['ImportReport'];

/** application/problem+json; a 412 also says what changed since and what the record is now. */
export type Problem = Pick<Schemas['Problem'], 'status'> & Partial<Schemas['Problem']>;
export type ProblemItem = Schemas['Problem']['errors'][number];
/** One field that somebody else changed since the version one holds. */
export type RemoteChange = Pick<NonNullable<Problem['changes']>[number], 'field'> & {
  before: unknown;
  after: unknown;
  by?: string | null;
  at?: Instant | null;
};

export interface Hint {
  /** incident, or what hangs on one: entry, task, attachment, link */
  subject: string;
  id: Id;
  /** The incident that it is about. */
  root: Id;
  version: number;
  kind: string;
}
