// What the administration and the on-call pages say beside what every place says, in German.
import { deAdmin } from './de_admin';
import { deOnCall } from './de_on_call';
import type { OfficeWords } from './en_office';

export const deOffice: OfficeWords = { admin: deAdmin, onCall: deOnCall };
