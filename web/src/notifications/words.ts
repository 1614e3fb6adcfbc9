import { useSpoken } from '../i18n';
import { deNotifications } from '../i18n/de_notifications';
import { enNotifications } from '../i18n/en_notifications';

const words = { en: enNotifications, de: deNotifications };
export const useWords = () => words[useSpoken().language];
