// The words of this part, which come with it.
import { useSpoken } from '../../i18n';
import { deAutomation } from '../../i18n/de_automation';
import { enAutomation } from '../../i18n/en_automation';

const words = { en: enAutomation, de: deAutomation };
export const useWords = () => words[useSpoken().language];
