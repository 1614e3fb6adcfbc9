// The words of an incident's tasks, in German.
import type { enTasks } from './en_tasks';

export const deTasks: typeof enTasks = {
  title: 'Aufgaben',
  add: 'Aufgabe hinzufügen',
  done: (done, of) => `${done} von ${of} erledigt`,
  edit: (title) => `${title} bearbeiten`,
  more: (title) => `Mehr zu ${title}`,
  moreShort: 'Verschieben oder entfernen',
  moveUp: 'Nach oben',
  moveDown: 'Nach unten',
  remove: 'Entfernen',
  removed: (title) => `Entfernt: ${title}`,
  removedOnes: (n) => `${n} entfernt`,
  putBack: 'Zurückholen',
  late: 'überfällig',
  due: 'fällig',
  dialog: 'Aufgabe',
  name: 'Titel',
  notes: 'Notizen',
  checklist: 'Checkliste',
  checklistHelp: 'Ein Punkt je Zeile.',
  team: 'Team',
  assignee: 'Bearbeiter',
  dueAt: 'Fällig',
  dueHelp: 'Dann wird erinnert, wer sie hat.',
  required: 'Ein Titel fehlt.',
  repeated: 'Jeder Punkt steht nur einmal da.',
  stale: 'Jemand hat diese Aufgabe inzwischen geändert. Ihre Änderungen sind noch da; erneutes Speichern legt sie darüber.',
  openOnes: (n) =>
    n === 1 ? 'Eine Aufgabe ist noch offen. Sie bleibt offen:' : `${n} Aufgaben sind noch offen. Sie bleiben offen:`,
};
