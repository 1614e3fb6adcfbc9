// The words of this part, which come with it and not with the first page.
import type { ContactPoint } from '../api/contact';
import { useSpoken } from '../i18n';
import { deContact } from '../i18n/de_contact';
import { enContact } from '../i18n/en_contact';

export type ContactWords = typeof enContact;
export const useContactWords = (): ContactWords => (useSpoken().language === 'de' ? deContact : enContact);

export const nameOfPoint = (w: ContactWords, point: ContactPoint): string =>
  point.label || point.gateway_name || w.kinds[point.channel];
