// The words of being away, in English.

export const enAbsence = {
  title: 'Away',
  none: 'No absence is planned.',
  states: { planned: 'planned', current: 'now', ended: 'over' },
  from: 'From',
  fromHelp: 'Empty: from now on.',
  until: 'Until',
  note: 'Note',
  noteHelp: 'Colleagues read it.',
  work: 'Open incidents and tasks',
  ways: { team: 'back to their teams', person: 'to a substitute', keep: 'they wait' },
  substitute: 'Substitute',
  substituteHelp: 'What belongs to a team that the substitute is not in goes back to that team.',
  enter: 'Enter the absence',
  end: 'Back again',
  withdraw: 'Not away after all',
  to: (name: string) => `to ${name}`,
  handedOver: 'handed over:',
  awayUntil: (when: string) => `away until ${when}`,
};
