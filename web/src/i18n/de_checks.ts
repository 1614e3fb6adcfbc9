// Die Wörter der Prüfungen, auf Deutsch.
import type { enChecks } from './en_checks';

export const deChecks: typeof enChecks = {
  title: 'Prüfungen',
  hint: 'Was wir selbst fragen, weil es sonst niemand überwacht. Was mehrmals nacheinander scheitert, löst einen Alarm aus.',
  list: 'Liste der Prüfungen',
  make: 'Neue Prüfung',
  states: { new: 'Neu', up: 'In Ordnung', down: 'Gestört', paused: 'Ausgesetzt' },
  columns: { state: 'Zustand', name: 'Prüfung', answer: 'Letzte Antwort', last: 'Gefragt', took: 'Dauer' },
  never: 'nie',
  from: (place: string) => `von ${place}`,
  edit: 'Bearbeiten',
  back: 'Alle Prüfungen',
  notFound: 'Diese Prüfung gibt es nicht.',
  answers: 'Was zuletzt geantwortet wurde',
  empty: 'Noch keine Prüfung.',
  emptyHint: 'Eine Prüfung fragt eine Seite, einen Port, einen Namen oder ein Echo ab und sagt, wenn keine gute Antwort kommt.',
  setup: {
    title: 'Wie es steht',
    since: 'seit',
    waiting: 'Es wurde noch nicht gefragt.',
    tryNow: 'Jetzt fragen',
    asked: 'In wenigen Sekunden wird gefragt.',
    alert: 'Der Alarm',
    history: 'Die letzten Antworten, die neueste rechts',
    well: 'gut',
    failed: 'gescheitert',
  },
};
