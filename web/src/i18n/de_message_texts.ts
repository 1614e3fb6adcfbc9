// Die Wörter für eigene Nachrichtentexte.
import type { enMessageTexts } from './en_message_texts';

export const deMessageTexts: typeof enMessageTexts = {
  variables: 'Variablen dieser Nachricht',
  needed: 'Sie muss enthalten:',
  how: '{{name}} wird ersetzt. {{#name}} was nur damit dasteht {{/name}}, {{^name}} was ohne es dasteht {{/name}}.',
  builtIn: 'Die eingebauten Wörter',
  takeBuiltIn: 'Damit beginnen',
  incident: 'An einer Störung ausprobieren',
  incidentHelp: 'Leer: eine erfundene.',
  preview: 'Vorschau',
  choose: 'Zuerst eine Nachricht wählen.',
};
