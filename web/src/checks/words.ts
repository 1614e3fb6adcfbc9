// The words of checks come with their pages.
import { useSpoken } from '../i18n';
import { deChecks } from '../i18n/de_checks';
import { enChecks } from '../i18n/en_checks';

const words = { en: enChecks, de: deChecks };
export const useCheckWords = () => words[useSpoken().language];
