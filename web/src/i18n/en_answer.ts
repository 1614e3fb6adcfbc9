// The words of the page that a message of an escalation leads to, in English.

export const enAnswer = {
  title: {
    acknowledge: 'I have it',
    decline: 'I cannot: next step now',
    escalate: 'Involve the manager',
  },
  ask: {
    acknowledge: 'You take care of this incident, and its escalation stops.',
    decline: 'Whoever comes next in the escalation is told at once.',
    escalate: 'The manager of the team, or the next one above, is told and watches from then on.',
  },
  as: (name: string) => `Done in the name of ${name}.`,
  priority: (n: number) => `Priority ${n}`,
  done: {
    acknowledge: 'You have it. The escalation stops.',
    decline: 'The next step is taken.',
    escalate: 'The manager is told.',
  },
  used: {
    acknowledge: 'You acknowledged it by this link already.',
    decline: 'You declined by this link already; the next step was taken.',
    escalate: 'You involved the manager by this link already.',
  },
  acknowledgedBy: (name: string) => `${name} was faster and has it.`,
  acknowledged: 'Somebody has it already.',
  movedOn: 'The next step was taken already. There is nothing more for you to do, unless you can take it yourself.',
  last: 'There is no further step: everybody of the escalation was told.',
  resolved: 'The incident is resolved. Nothing more is to be done.',
  over: 'This escalation is over. Nothing more is to be done.',
  expired: 'This link is older than a day. Sign in to see how things stand.',
  refused: 'You may not answer this, or the incident is no longer yours to see. If that is wrong, call the service desk.',
  invalid: 'This link is not valid. It may have been cut off by the mail program, or ended by an administrator.',
  failed: 'It was not done.',
  again: 'Try again',
  open: 'Open the incident',
};
