// Die Wörter für das Holen von Hilfe.
import type { enCallHelp } from './en_call_help';

export const deCallHelp: typeof enCallHelp = {
  title: 'Hilfe holen',
  whom: 'Wer geholt wird',
  person: 'Person',
  team: 'Team',
  text: 'Was gebraucht wird',
  textHelp: 'Es steht in der Nachricht, die sofort hinausgeht.',
  named: 'Der Incident ist vertraulich: Wen Sie holen, sieht ihn von da an.',
  onlyNamed: 'Der Incident ist vertraulich: Vom Team erfahren es nur die, die ihn schon sehen.',
  call: 'Holen',
  done: 'Hilfe ist geholt',
};
