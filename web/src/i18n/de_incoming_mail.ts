// Wörter zu eingegangenen Mails.
import type { enIncomingMail } from './en_incoming_mail';

export const deIncomingMail: typeof enIncomingMail = {
  title: 'Eingegangene Mails',
  quarantined: 'Zurückgestellt',
  ignored: 'Übergangen',
  done: 'Aufgenommen',
  none: 'Keine. Eine Mail, die nicht aufgenommen werden kann, erscheint hier mit dem Grund.',
  noneIgnored: 'Keine. Abwesenheitsnotizen, Unzustellbarkeiten und Mails von Listen erscheinen hier.',
  noneDone: 'Noch keine.',
  from: (sender) => `von ${sender}`,
  unread: 'Absender unbekannt',
  noSubject: '(ohne Betreff)',
  retry: 'Erneut versuchen',
  dismiss: 'Verwerfen',
  raw: 'Herunterladen',
  retried: 'Die Mail wird erneut versucht',
  dismissed: 'Verworfen',
};
