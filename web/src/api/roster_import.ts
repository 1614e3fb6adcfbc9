// Rosters out of another tool's file: what would become of it, and doing it.
import { api, call } from './client';
import { learnNames } from './names';
import type { components } from './schema';

type Schemas = components['schemas'];
export type RosterImportRequest = Schemas['RosterImportRequest'];
export type RosterImportReport = Schemas['RosterImportReport'];
export type RosterFormat = RosterImportRequest['format'];

export const rosterFileMostBytes = 5_000_000;

export async function importRosters(body: RosterImportRequest): Promise<RosterImportReport> {
  const report = await call(api.POST('/api/v1/rosters/import', { body }));
  learnNames(report.names);
  return report;
}
