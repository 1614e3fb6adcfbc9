// Die Wörter der Seite, zu der eine Nachricht einer Eskalation führt.
import type { enAnswer } from './en_answer';

export const deAnswer: typeof enAnswer = {
  title: {
    acknowledge: 'Ich übernehme',
    decline: 'Ich kann nicht: nächster Schritt jetzt',
    escalate: 'Führungskraft einschalten',
  },
  ask: {
    acknowledge: 'Sie kümmern sich um diesen Incident, und seine Eskalation hält an.',
    decline: 'Wer in der Eskalation als Nächstes kommt, wird sofort benachrichtigt.',
    escalate: 'Die Führungskraft des Teams, oder die nächste darüber, wird benachrichtigt und beobachtet ihn von da an.',
  },
  as: (name) => `Geschieht im Namen von ${name}.`,
  priority: (n) => `Priorität ${n}`,
  done: {
    acknowledge: 'Sie haben übernommen. Die Eskalation hält an.',
    decline: 'Der nächste Schritt ist getan.',
    escalate: 'Die Führungskraft ist benachrichtigt.',
  },
  used: {
    acknowledge: 'Sie haben über diesen Link schon übernommen.',
    decline: 'Sie haben über diesen Link schon abgelehnt; der nächste Schritt wurde getan.',
    escalate: 'Sie haben über diesen Link schon die Führungskraft eingeschaltet.',
  },
  acknowledgedBy: (name) => `${name} war schneller und hat übernommen.`,
  acknowledged: 'Jemand anders hat schon übernommen.',
  movedOn: 'Der nächste Schritt ist schon getan. Für Sie bleibt nichts zu tun, außer Sie können doch selbst übernehmen.',
  last: 'Es gibt keinen weiteren Schritt: Alle in der Eskalation wurden benachrichtigt.',
  resolved: 'Der Incident ist gelöst. Es ist nichts mehr zu tun.',
  over: 'Diese Eskalation ist vorbei. Es ist nichts mehr zu tun.',
  expired: 'Dieser Link ist älter als ein Tag. Melden Sie sich an, um den Stand zu sehen.',
  refused:
    'Sie dürfen das nicht beantworten, oder Sie sehen den Incident nicht mehr. Stimmt das nicht, rufen Sie den Service Desk an.',
  invalid: 'Dieser Link gilt nicht. Vielleicht hat ihn das Mailprogramm abgeschnitten, oder er wurde beendet.',
  failed: 'Es wurde nicht getan.',
  again: 'Noch einmal versuchen',
  open: 'Incident öffnen',
};
