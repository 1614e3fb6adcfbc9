// What the server says and hears, by hand after the agreed contract. Field names are the server's. `npm run types` writes the
// same from the server's own OpenAPI document into schema.ts, to compare with and in the end to replace this file.

export type Id = string;
/** RFC 3339, UTC. */
export type Instant = string;
export type Names = Record<Id, string>;

export type State = 'new' | 'in_progress' | 'on_hold' | 'resolved' | 'closed' | 'cancelled';
export type HoldKind = 'caller' | 'supplier' | 'change' | 'problem' | 'other';
export type Channel = 'phone' | 'portal' | 'mail' | 'chat' | 'walk_in' | 'monitoring' | 'api' | 'import';
export type Confirmation = 'none' | 'awaited' | 'confirmed' | 'rejected' | 'silent';
export type LinkKind = 'child_of' | 'duplicate_of' | 'related_to' | 'caused_by' | 'split_from';

export interface Incident {
  id: Id;
  version: number;
  number: string;
  title: string;
  description?: string | null;
  channel?: Channel | null;
  caller?: Id | null;
  reporter?: Id | null;
  opened_by?: Id | null;
  affected?: Id[] | null;
  affected_count?: number | null;
  watchers?: Id[] | null;
  tags?: string[] | null;
  organisation?: Id | null;
  location?: Id | null;
  service?: Id | null;
  ci?: Id | null;
  category?: Id | null;
  subcategory?: Id | null;
  closing_category?: Id | null;
  closing_subcategory?: Id | null;
  confidential?: boolean | null;
  custom?: Record<string, unknown> | null;
  external_ref?: string | null;
  mark?: 'incident' | 'service_request' | null;
  impact?: string | null;
  urgency?: string | null;
  priority: number;
  priority_overridden?: boolean | null;
  missing?: string | null;
  state: State;
  open?: boolean;
  team?: Id | null;
  assignee?: Id | null;
  line?: number | null;
  hold_kind?: HoldKind | null;
  hold_note?: string | null;
  hold_until?: Instant | null;
  escalation_level?: number | null;
  began_at?: Instant | null;
  detected_at?: Instant | null;
  opened_at: Instant;
  updated_at?: Instant | null;
  acknowledged_at?: Instant | null;
  first_response_at?: Instant | null;
  resolved_at?: Instant | null;
  closed_at?: Instant | null;
  confirmed_until?: Instant | null;
  resolution_code?: Id | null;
  resolution_notes?: string | null;
  workaround?: boolean | null;
  resolved_by?: Id | null;
  confirmation?: Confirmation | null;
  rating?: number | null;
  rating_comment?: string | null;
  parent?: Id | null;
  merged_into?: Id | null;
  problem_ref?: string | null;
  caused_by_ref?: string | null;
  supplier?: Id | null;
  supplier_ref?: string | null;
  cycle?: number | null;
  reopenings?: number | null;
  hand_overs?: number | null;
  held_since?: Instant | null;
  time_to_acknowledge_s?: number | null;
  time_to_respond_s?: number | null;
  time_to_resolve_s?: number | null;
  time_worked_s?: number | null;
  /** Commands that are possible now for the person who asks; in single answers only. */
  may?: string[];
  why?: { priority?: string | null; team?: string | null } | null;
  names?: Names;
}

export type IncidentField = keyof Incident & string;
export type IncidentPatch = { [F in IncidentField]?: Incident[F] | null };

export interface Page<T> {
  items: T[];
  next: string | null;
  names?: Names;
}

/** comment, note, change, attachment, task; later kinds are shown like changes. */
export type StoryKind = string;
export interface StoryItem {
  seq?: number | string;
  id?: Id;
  at: Instant;
  by?: Id | null;
  by_name?: string | null;
  kind: StoryKind;
  /** The server's kind of change: "incident.taken". */
  what?: string | null;
  text?: string | null;
  html?: string | null;
  diff?: Record<string, unknown[]> | null;
  /** What a change rests on: reason, note, number of another incident ... */
  why?: Record<string, unknown> | null;
  by_staff?: boolean;
  automatic?: boolean;
  time_worked_s?: number | null;
  attachment?: Attachment | null;
}

export interface Attachment {
  id: Id;
  incident?: Id;
  name: string;
  media_type?: string | null;
  size_bytes: number;
  visibility: 'note' | 'comment';
  author?: Id | null;
  added_at?: Instant;
  erased?: boolean;
}

export interface Task {
  id: Id;
  version?: number;
  title: string;
  description?: string | null;
  state: 'open' | 'done' | 'cancelled';
  assignee?: Id | null;
  team?: Id | null;
  due_at?: Instant | null;
}

export interface Link {
  id: Id;
  incident: Id;
  other: Id;
  kind: LinkKind;
  other_number?: string;
  other_title?: string;
  other_state?: State;
}

export interface Person {
  id: Id;
  version?: number;
  name: string;
  mail?: string | null;
  phone?: string | null;
  login?: string | null;
  language?: string | null;
  zone?: string | null;
  roles?: string[];
  teams?: Id[];
  organisation?: Id | null;
  vip?: boolean;
}

export interface Session {
  person: Person;
  permissions: string[];
  csrf: string | null;
  names?: Names;
}

export interface Setup {
  code: string;
  organisation: string;
  name: string;
  login: string;
  mail: string;
  password: string;
  zone?: string;
  language?: string;
}

export interface Named {
  id: Id;
  name: string;
}
export interface CustomField {
  id: Id;
  name: string;
  label: string;
  help?: string | null;
  type: 'text' | 'integer' | 'real' | 'boolean' | 'time' | 'choice';
  choices?: string[] | null;
  category?: Id | null;
  required?: boolean;
}
/** Every active name for pick lists, in one answer. */
export interface Catalogue {
  teams: (Named & { line?: number; security?: boolean })[];
  services: (Named & { criticality?: string; team?: Id | null })[];
  categories: (Named & { parent?: Id | null })[];
  resolution_codes: (Named & { description?: string | null; workaround?: boolean })[];
  hold_reasons: (Named & { kind?: HoldKind })[];
  tags: Named[];
  suppliers?: Named[];
  locations?: Named[];
  matrix: {
    impacts: string[];
    urgencies: string[];
    cells: string | number[][];
    default_impact?: string;
    default_urgency?: string;
  } | null;
  custom_fields: CustomField[];
  templates: (Named & { description?: string | null; preset?: IncidentPatch | null })[];
}

export interface ProblemItem {
  code: string;
  detail: string;
  pointer?: string;
}
/** One field that somebody else changed since the version one holds. */
export interface RemoteChange {
  field: string;
  before: unknown;
  after: unknown;
  by?: string | null;
  by_name?: string | null;
  at?: Instant | null;
}
/** application/problem+json; a 412 also says what changed since and what the record is now. */
export interface Problem {
  type?: string;
  title?: string;
  status: number;
  code?: string;
  detail?: string;
  errors?: ProblemItem[];
  changes?: RemoteChange[];
  current?: Incident;
}

export interface Hint {
  /** incident, or what hangs on one: entry, task, attachment, link */
  subject: string;
  id: Id;
  /** The incident that it is about. */
  root: Id;
  version: number;
  kind: string;
}

export interface BulkResult {
  id: Id;
  status: number;
  problem?: Problem;
}

// ---- the paths, in the form openapi-fetch reads ---------------------------------------------------------------------

type Failure = { default: { content: { 'application/problem+json': Problem } } };
type Reply<Answer> = { 200: { content: { 'application/json': Answer } } } & Failure;
type Op<Params, Body, Answer> = [Body] extends [undefined]
  ? { parameters: Params; requestBody?: never; responses: Reply<Answer> }
  : { parameters: Params; requestBody: { content: { 'application/json': Body } }; responses: Reply<Answer> };
type Query<Q> = { query?: Q; header?: Record<string, string>; path?: never; cookie?: never };
type At<P, Q = never> = { path: P; query?: Q; header?: Record<string, string>; cookie?: never };
type Head = { query?: never; header?: Record<string, string>; path?: never; cookie?: never };

export interface ListQuery {
  filter?: string;
  q?: string;
  order?: string;
  fields?: string;
  limit?: number;
  cursor?: string;
}

export interface paths {
  '/api/v1/setup': { get: Op<Head, undefined, { needed: boolean }>; post: Op<Head, Setup, Session> };
  '/api/v1/session': {
    get: Op<Head, undefined, Session>;
    post: Op<Head, { login: string; password: string }, Session>;
    delete: Op<Head, undefined, undefined>;
  };
  '/api/v1/people': { get: Op<Query<{ q?: string; limit?: number; cursor?: string }>, undefined, Page<Person>> };
  '/api/v1/people/{id}': {
    get: Op<At<{ id: Id }>, undefined, Person>;
    patch: Op<At<{ id: Id }>, Partial<Person>, Person>;
  };
  '/api/v1/catalogue': { get: Op<Head, undefined, Catalogue> };
  '/api/v1/incidents': {
    get: Op<Query<ListQuery>, undefined, Page<Incident>>;
    post: Op<Head, IncidentPatch, Incident>;
  };
  '/api/v1/incidents/bulk': {
    post: Op<Head, { ids: Id[]; command: string; body: Record<string, unknown> }, { results: BulkResult[] }>;
  };
  '/api/v1/incidents/{id}': {
    get: Op<At<{ id: Id }>, undefined, Incident>;
    patch: Op<At<{ id: Id }>, IncidentPatch, Incident>;
  };
  '/api/v1/incidents/{id}/{command}': {
    post: Op<At<{ id: Id; command: string }>, Record<string, unknown>, Incident>;
  };
  '/api/v1/incidents/{id}/story': { get: Op<At<{ id: Id }, { cursor?: string; limit?: number }>, undefined, Page<StoryItem>> };
  '/api/v1/incidents/{id}/links': { get: Op<At<{ id: Id }>, undefined, Page<Link>> };
  '/api/v1/incidents/{id}/tasks': {
    get: Op<At<{ id: Id }>, undefined, Page<Task>>;
    post: Op<At<{ id: Id }>, Partial<Task>, Task>;
  };
  '/api/v1/incidents/{id}/attachments': { get: Op<At<{ id: Id }>, undefined, Page<Attachment>> };
  '/api/v1/tasks/{id}': { patch: Op<At<{ id: Id }>, Partial<Task>, Task> };
}
