// Giving a command and changing a field: the request, the answer on every part of the screen, the toast with its way back.
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, call, ifMatch, randomKey } from '../api/client';
import { foresee, incidentKey, refreshAround, spread } from '../api/incidents';
import { ApiError, isStatus } from '../api/problem';
import { useSession } from '../api/session';
import type { Incident, IncidentEdit, IncidentPatch, paths } from '../api/types';
import { useT } from '../i18n';
import { merge, type Merge } from '../lib/conflict';
import { toastDone, toastError } from '../ui/toast';
import { guessOf } from './guess';
import type { Values } from './spec';

/** How often an edit that collides with edits of other fields is laid over the newer version before somebody is asked. */
const rebasesMost = 3;

/** What the server can turn around by setting facts back; what was written, linked or moved stays. */
const undoable = new Set([
  'edit',
  'assign',
  'take',
  'hand_back',
  'escalate',
  'acknowledge',
  'start',
  'hold',
  'resume',
  'follow_up',
  'promise',
  'override_priority',
  'reset_priority',
  'categorise',
  'mark',
  'resolve',
  'close',
  'cancel',
  'watch',
  'unwatch',
]);

/** All commands are alike: an incident, a body, and the incident comes back. */
type CommandPath = Extract<keyof paths, `/api/v1/incidents/{id}/resolve`>;

const keys = new Map<string, string>();
/** The same request asked again (a second click, a lost answer) carries the same key until it was answered. */
function keyOf(request: string): string {
  const key = keys.get(request) ?? randomKey();
  keys.set(request, key);
  return key;
}

export async function post(
  incident: Pick<Incident, 'id'>,
  command: string,
  body: Values,
  version: number | null,
): Promise<Incident> {
  const request = JSON.stringify([incident.id, command, body, version]);
  const header = { ...ifMatch(version), 'Idempotency-Key': keyOf(request) };
  try {
    const answer = await call(
      api.POST(`/api/v1/incidents/{id}/${command}` as CommandPath, {
        params: { path: { id: incident.id }, header },
        body: body as never,
      }),
    );
    keys.delete(request);
    return answer;
  } catch (error) {
    if (error instanceof ApiError && error.status !== 0) keys.delete(request);
    throw error;
  }
}

export interface EditOutcome {
  saved: Incident | null;
  /** Fields that somebody else changed too; nothing of the edit was lost. */
  conflict: { merge: Merge; current: Incident } | null;
}

export function useActions() {
  const client = useQueryClient();
  const me = useSession().person.id;
  const t = useT();
  return useMemo(() => {
    const undo = async (incident: Incident): Promise<void> => {
      try {
        const answer = await post(incident, 'undo', {}, null);
        spread(client, answer);
        refreshAround(client, answer);
        toastDone(t, `${answer.number}: ${t.done.undo}`);
      } catch (error) {
        toastError(t, isStatus(error, 409) ? new Error(`${t.error.undoLate} ${error.message}`) : error);
      }
    };
    const finish = (answer: Incident, command: string, text: string): void => {
      spread(client, answer);
      refreshAround(client, answer);
      toastDone(t, text, undoable.has(command) ? () => void undo(answer) : undefined);
    };
    /** Shows the likely outcome at once and takes it back when the work fails. */
    const foreseen = async <T>(incident: Incident, guess: Partial<Incident>, work: () => Promise<T>): Promise<T> => {
      const takeBack = foresee(client, incident, guess);
      try {
        return await work();
      } catch (error) {
        takeBack();
        throw error;
      }
    };
    /** Throws ApiError; a 412 says what changed. `version` null: whatever the version. */
    const run = async (incident: Incident, command: string, body: Values, version: number | null): Promise<Incident> => {
      const answer = await foreseen(incident, guessOf(command, body, incident, me), () => post(incident, command, body, version));
      const about = command === 'split' ? incident : answer;
      finish(answer, command, `${about.number}: ${t.done[command] ?? t.done.patch}`);
      if (command === 'split' || command === 'merge') {
        void client.invalidateQueries({ queryKey: incidentKey(incident.number) });
        refreshAround(client, incident);
      }
      return answer;
    };
    /** One command to many; says how many took it and why others did not. */
    const many = async (incidents: Incident[], command: string, body: Values): Promise<void> => {
      const takeBack = new Map(incidents.map((one) => [one.id, foresee(client, one, guessOf(command, body, one, me))]));
      const ids = incidents.map(({ id }) => id);
      const { results } = await call(api.POST('/api/v1/incidents/bulk', { body: { ids, command, body } })).catch(
        (error: unknown) => {
          for (const back of takeBack.values()) back();
          throw error;
        },
      );
      const refused = results.filter(({ status }) => status >= 300);
      for (const { id } of refused) takeBack.get(id)?.();
      const why = [...new Set(refused.map(({ problem }) => problem?.detail ?? problem?.title ?? ''))].join(' ');
      for (const incident of incidents) refreshAround(client, incident);
      void client.invalidateQueries({ queryKey: ['incident'] });
      if (refused.length === 0) toastDone(t, t.queue.bulkDone(results.length));
      else toastError(t, new Error(`${t.queue.bulkPart(results.length - refused.length, results.length)}. ${why}`));
    };
    /** Shows the change at once, and takes it back with the reason when it is refused. Throws ApiError for all but conflicts. */
    const edit = async (incident: Incident, patch: IncidentPatch): Promise<EditOutcome> => {
      const key = incidentKey(incident.number);
      const before = client.getQueryData<Incident>(key) ?? incident;
      // Markdown comes rendered with the answer; until then the text stands as it was typed.
      const takeBack = foresee(client, before, { ...(patch as Partial<Incident>), html: undefined });
      let wanted = patch;
      let version = before.version;
      try {
        for (let tries = 0; ; tries++) {
          try {
            const params = { path: { id: incident.id }, header: ifMatch(version) };
            const answer = await call(api.PATCH('/api/v1/incidents/{id}', { params, body: wanted as IncidentEdit }));
            const names = Object.keys(patch)
              .map((field) => t.field[field] ?? field)
              .join(', ');
            finish(answer, 'edit', `${answer.number}: ${t.incident.saved(names)}`);
            return { saved: answer, conflict: null };
          } catch (error) {
            if (!isStatus(error, 412) || !error.current) throw error;
            const found = merge(wanted, error.changes);
            spread(client, { ...error.current, may: before.may });
            if (found.contested.length > 0 || tries >= rebasesMost)
              return { saved: null, conflict: { merge: found, current: error.current } };
            if (Object.keys(found.clear).length === 0) return { saved: error.current, conflict: null };
            wanted = found.clear;
            version = error.current.version;
          }
        }
      } catch (error) {
        takeBack();
        throw error;
      }
    };
    return { run, many, edit, undo };
  }, [client, me, t]);
}
export type Actions = ReturnType<typeof useActions>;
