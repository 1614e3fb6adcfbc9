// Who is away, until when, and what became of their work.
import { queryOptions } from '@tanstack/react-query';
import { api, call } from './client';
import { learnNames } from './names';
import type { components } from './schema';
import type { Id } from './types';

export type Absence = components['schemas']['Absence'];
export type NewAbsence = components['schemas']['AbsenceRequest'];

export const absencesOptions = (person: Id) =>
  queryOptions({
    queryKey: ['absences', person],
    queryFn: async (): Promise<Absence[]> => {
      const page = await call(api.GET('/api/v1/people/{id}/absences', { params: { path: { id: person } } }));
      learnNames(page.names);
      return page.items;
    },
  });

export const enterAbsence = (person: Id, body: NewAbsence) =>
  call(api.POST('/api/v1/people/{id}/absences', { params: { path: { id: person } }, body }));
export const endAbsence = (id: Id) => call(api.POST('/api/v1/absences/{id}/end', { params: { path: { id } } }));
