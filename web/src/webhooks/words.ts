// The words of webhooks come with their part of the administration.
import { useSpoken } from '../i18n';
import { deWebhooks } from '../i18n/de_webhooks';
import { enWebhooks } from '../i18n/en_webhooks';

const words = { en: enWebhooks, de: deWebhooks };
export const useWebhookWords = () => words[useSpoken().language];
