// The alerts of an incident. Apart from the other reading of alerts, since every incident asks for them.
import { queryOptions } from '@tanstack/react-query';
import { api, call } from './client';
import { learnNames } from './names';
import type { components } from './schema';
import type { Id } from './types';

export type AlertMember = components['schemas']['alert_member'];

export const incidentAlertsOptions = (incident: Id) =>
  queryOptions({
    queryKey: ['alerts_in', incident],
    queryFn: async ({ signal }): Promise<AlertMember[]> => {
      const page = await call(api.GET('/api/v1/incidents/{id}/alerts', { params: { path: { id: incident } }, signal }));
      learnNames(page.names);
      return page.items;
    },
    staleTime: 15_000,
  });

export const splitAlerts = (incident: Id, body: components['schemas']['alert_splitting']) =>
  call(api.POST('/api/v1/incidents/{id}/alerts/split', { params: { path: { id: incident } }, body }));
