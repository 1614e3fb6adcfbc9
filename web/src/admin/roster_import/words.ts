// The words of bringing rosters in from another tool, which come with that dialog: English and German.
import type { Language } from '../../i18n';

const en = {
  open: 'From another tool',
  title: 'Bring in rosters from another tool',
  intro:
    'Who is on call in PagerDuty, Opsgenie or Grafana OnCall, as their API answers it, or a calendar whose events are shifts. You ' +
    'see what would become of it before anything is written; the same file may come again.',
  format: 'Where it comes from',
  formats: { pagerduty: 'PagerDuty', opsgenie: 'Opsgenie', grafana: 'Grafana OnCall', icalendar: 'Calendar (iCalendar)' },
  choose: 'Choose a file',
  chosen: (name: string) => `File: ${name}`,
  name: 'Name of the roster',
  nameHelp: 'Empty: as the calendar is called.',
  zone: 'Time zone where the calendar names none',
  vacant: 'Leave the turns of people vacant who are not known here',
  overwrite: 'Also change what was changed or removed here since',
  preview: 'What would become of it',
  done: 'What became of it',
  nothing: 'Nothing was written yet.',
  bringIn: 'Bring in',
  broughtIn: (made: number, changed: number) => `Rosters: ${made} made, ${changed} changed.`,
  what: 'What',
  became: 'Becomes',
  why: 'Why',
  parts: { roster: 'Roster', layer: 'Layer', override: 'Override' },
  fates: { made: 'new', changed: 'changed', unchanged: 'as it is', withdrawn: 'withdrawn', skipped: 'left out' },
  more: (count: number) => `and ${count} more`,
  unmatched: (count: number) => (count === 1 ? '1 person is not known here' : `${count} people are not known here`),
  unmatchedHint: 'Say who they are, or leave their turns vacant.',
  who: (name: string) => `Who ${name} is here`,
  matched: (count: number) => (count === 1 ? '1 person was found.' : `${count} people were found.`),
  shows: (name: string) => `The next weeks of ${name}`,
  tooLarge: (most: string) => `The file is larger than ${most}.`,
};
type Words = typeof en;

const de: Words = {
  open: 'Aus einem anderen Werkzeug',
  title: 'Dienstpläne aus einem anderen Werkzeug übernehmen',
  intro:
    'Wer in PagerDuty, Opsgenie oder Grafana OnCall Bereitschaft hat, wie deren Schnittstelle es antwortet, oder ein Kalender, dessen ' +
    'Termine Schichten sind. Sie sehen vorher, was daraus wird; dieselbe Datei darf wiederkommen.',
  format: 'Woher sie kommt',
  formats: { pagerduty: 'PagerDuty', opsgenie: 'Opsgenie', grafana: 'Grafana OnCall', icalendar: 'Kalender (iCalendar)' },
  choose: 'Datei wählen',
  chosen: (name) => `Datei: ${name}`,
  name: 'Name des Dienstplans',
  nameHelp: 'Leer: wie der Kalender heißt.',
  zone: 'Zeitzone, wo der Kalender keine nennt',
  vacant: 'Schichten von Personen, die hier unbekannt sind, unbesetzt lassen',
  overwrite: 'Auch ändern, was hier seither geändert oder entfernt wurde',
  preview: 'Was daraus würde',
  done: 'Was daraus wurde',
  nothing: 'Noch ist nichts geschrieben.',
  bringIn: 'Übernehmen',
  broughtIn: (made, changed) => `Dienstpläne: ${made} neu, ${changed} geändert.`,
  what: 'Was',
  became: 'Wird',
  why: 'Warum',
  parts: { roster: 'Dienstplan', layer: 'Ebene', override: 'Vertretung' },
  fates: { made: 'neu', changed: 'geändert', unchanged: 'wie es ist', withdrawn: 'zurückgenommen', skipped: 'ausgelassen' },
  more: (count) => `und ${count} weitere`,
  unmatched: (count) => (count === 1 ? '1 Person ist hier unbekannt' : `${count} Personen sind hier unbekannt`),
  unmatchedHint: 'Sagen Sie, wer sie sind, oder lassen Sie ihre Schichten unbesetzt.',
  who: (name) => `Wer ${name} hier ist`,
  matched: (count) => (count === 1 ? '1 Person wurde gefunden.' : `${count} Personen wurden gefunden.`),
  shows: (name) => `Die nächsten Wochen von ${name}`,
  tooLarge: (most) => `Die Datei ist größer als ${most}.`,
};

export const wordsOf = (language: Language): Words => (language === 'de' ? de : en);
