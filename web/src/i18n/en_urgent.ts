// The words of what waits for an answer, in English.

export const enUrgent = {
  escalation: (priority: number, number: string) => (priority > 0 ? `P${priority} needs you: ${number}` : `Needs you: ${number}`),
  help: (by: string, number: string) => `${by} asks for your help: ${number}`,
  haveIt: 'I have it',
  acknowledged: 'You have it: the escalation stops',
  open: 'Open',
  more: (count: number) => (count === 1 ? 'One more needs you.' : `${count} more need you.`),
  showAll: 'Show all',
  title: 'When something urgent waits for you',
  intro: 'What is escalated to you, and calls for help. This is for this browser; messages come by their own ways besides.',
  note: 'Show a note on the page',
  sound: 'Play a sound',
  soundHelp: 'Browsers keep quiet until the page was touched once after it was opened.',
  system: 'Show a notification of the system',
  systemHelp: 'Also while you look at another page. The title is not shown, since others may see the screen.',
  blocked: 'This browser does not allow notifications here. Allow them in its settings for this site.',
  unable: 'This browser has no notifications, or the address is not secure (https).',
  tryIt: 'Try it',
  example: 'This is how it looks.',
};
