// Words about mails that came in.
export const enIncomingMail = {
  title: 'Incoming mail',
  quarantined: 'Set aside',
  ignored: 'Ignored',
  done: 'Taken in',
  none: 'None. A mail that cannot be taken in appears here with the reason.',
  noneIgnored: 'None. Absence notices, bounces and mails of lists appear here.',
  noneDone: 'None yet.',
  from: (sender: string) => `from ${sender}`,
  unread: 'sender unknown',
  noSubject: '(no subject)',
  retry: 'Try again',
  dismiss: 'Dismiss',
  raw: 'Download',
  retried: 'The mail is tried again',
  dismissed: 'Dismissed',
};
