// The words of calling for help, in English.

export const enCallHelp = {
  title: 'Call for help',
  whom: 'Whom to call',
  person: 'Person',
  team: 'Team',
  text: 'What is needed',
  textHelp: 'It stands in the message that they get at once.',
  named: 'The incident is confidential: whoever you call may see it from then on.',
  onlyNamed: 'The incident is confidential: of the team, only those who may see it already are told.',
  call: 'Call',
  done: 'Help is called',
};
