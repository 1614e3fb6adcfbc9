// What an incident will be after a command, as far as the screen can tell before the server answered. Only what is certain unless the
// command is refused; the server's answer takes its place, and a refusal takes it back.
import type { Id, Incident } from '../api/types';
import type { Values } from './spec';

const reopened: Partial<Incident> = { state: 'in_progress', open: true };
const ended = (state: 'closed' | 'cancelled'): Partial<Incident> => ({ state, open: false });
const without = (list: Id[] | null | undefined, id: Id): Id[] => (list ?? []).filter((other) => other !== id);

const outcomes: Record<string, (body: Values, incident: Incident, me: Id) => Partial<Incident>> = {
  take: (_, __, me) => ({ assignee: me }),
  hand_back: () => ({ assignee: null }),
  assign: (body, incident) => ({
    team: (body.team as Id | undefined) ?? incident.team,
    assignee: (body.assignee as Id | undefined) ?? null,
  }),
  start: () => ({ state: 'in_progress' }),
  hold: (body) => ({ state: 'on_hold', hold_kind: body.kind as Incident['hold_kind'] }),
  resume: () => ({ state: 'in_progress', hold_kind: null }),
  override_priority: (body) => ({ priority: Number(body.priority), priority_overridden: true }),
  resolve: (body) => ({ state: 'resolved', open: false, resolution_notes: body.resolution_notes as string }),
  confirm: () => ended('closed'),
  close: () => ended('closed'),
  cancel: () => ended('cancelled'),
  reject: () => reopened,
  reopen: () => reopened,
  mark: (body) => ({ mark: body.mark as Incident['mark'] }),
  watch: (body, incident, me) => {
    const id = (body.person as Id | undefined) ?? me;
    return { watchers: [...without(incident.watchers, id), id] };
  },
  unwatch: (body, incident, me) => ({ watchers: without(incident.watchers, (body.person as Id | undefined) ?? me) }),
};

/** The fields that the command changes for sure; of one whose outcome only the server knows, none. */
export function guessOf(command: string, body: Values, incident: Incident, me: Id): Partial<Incident> {
  const guess = outcomes[command]?.(body, incident, me) ?? {};
  // What was just done is not offered again while the answer is on its way.
  return incident.may ? { ...guess, may: incident.may.filter((name) => name !== command) } : guess;
}
