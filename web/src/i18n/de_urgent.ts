// Die Wörter für das, was auf eine Antwort wartet.
import type { enUrgent } from './en_urgent';

export const deUrgent: typeof enUrgent = {
  escalation: (priority, number) => (priority > 0 ? `P${priority} braucht Sie: ${number}` : `Braucht Sie: ${number}`),
  help: (by, number) => `${by} bittet um Ihre Hilfe: ${number}`,
  haveIt: 'Ich übernehme',
  acknowledged: 'Sie haben übernommen: die Eskalation hält an',
  open: 'Öffnen',
  more: (count) => (count === 1 ? 'Eine weitere Störung braucht Sie.' : `${count} weitere Störungen brauchen Sie.`),
  showAll: 'Alle zeigen',
  title: 'Wenn etwas Dringendes auf Sie wartet',
  intro:
    'Was an Sie eskaliert ist, und Bitten um Hilfe. Das gilt für diesen Browser; Nachrichten kommen außerdem auf ihren Wegen.',
  note: 'Einen Hinweis auf der Seite zeigen',
  sound: 'Einen Ton spielen',
  soundHelp: 'Browser bleiben still, bis die Seite nach dem Öffnen einmal berührt wurde.',
  system: 'Eine Mitteilung des Systems zeigen',
  systemHelp: 'Auch während Sie eine andere Seite ansehen. Der Titel steht nicht darin, weil andere mitlesen können.',
  blocked: 'Dieser Browser erlaubt hier keine Mitteilungen. Erlauben Sie sie in seinen Einstellungen für diese Seite.',
  unable: 'Dieser Browser kennt keine Mitteilungen, oder die Adresse ist nicht sicher (https).',
  tryIt: 'Ausprobieren',
  example: 'So sieht es aus.',
};
