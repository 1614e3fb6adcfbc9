// What the administration and the on-call pages say beside what every place says, in English.
import { enAdmin } from './en_admin';
import { enOnCall } from './en_on_call';

export const enOffice = { admin: enAdmin, onCall: enOnCall };
export type OfficeWords = typeof enOffice;
