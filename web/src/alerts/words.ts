// The words of alerts come with their pages.
import { useSpoken } from '../i18n';
import { deAlerts } from '../i18n/de_alerts';
import { enAlerts } from '../i18n/en_alerts';

const words = { en: enAlerts, de: deAlerts };
export const useAlertWords = () => words[useSpoken().language];
