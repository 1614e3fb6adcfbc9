// The words of heartbeats come with their pages.
import { useSpoken } from '../i18n';
import { deHeartbeats } from '../i18n/de_heartbeats';
import { enHeartbeats } from '../i18n/en_heartbeats';

const words = { en: enHeartbeats, de: deHeartbeats };
export const useHeartbeatWords = () => words[useSpoken().language];
