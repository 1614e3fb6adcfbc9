// The words of being away, in German.
import type { enAbsence } from './en_absence';

export const deAbsence: typeof enAbsence = {
  title: 'Abwesend',
  none: 'Keine Abwesenheit geplant.',
  states: { planned: 'geplant', current: 'jetzt', ended: 'vorbei' },
  from: 'Von',
  fromHelp: 'Leer: ab sofort.',
  until: 'Bis',
  note: 'Notiz',
  noteHelp: 'Kolleginnen und Kollegen lesen sie.',
  work: 'Offene Incidents und Aufgaben',
  ways: { team: 'zurück an ihre Teams', person: 'an eine Vertretung', keep: 'sie warten' },
  substitute: 'Vertretung',
  substituteHelp: 'Was einem Team gehört, in dem die Vertretung nicht ist, geht an dieses Team zurück.',
  enter: 'Abwesenheit eintragen',
  end: 'Wieder da',
  withdraw: 'Doch nicht abwesend',
  to: (name) => `an ${name}`,
  handedOver: 'übergeben:',
  awayUntil: (when) => `abwesend bis ${when}`,
};
