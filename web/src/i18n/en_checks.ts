// The words of checks, in English.

export const enChecks = {
  title: 'Checks',
  hint: 'What we ask ourselves, since nothing else watches it. What fails several times in a row raises an alert.',
  list: 'List of checks',
  make: 'New check',
  states: { new: 'New', up: 'Up', down: 'Down', paused: 'Paused' },
  columns: { state: 'State', name: 'Check', answer: 'Last answer', last: 'Asked', took: 'Took' },
  never: 'never',
  from: (place: string) => `from ${place}`,
  edit: 'Edit',
  back: 'All checks',
  notFound: 'There is no such check.',
  answers: 'What it answered lately',
  empty: 'No check yet.',
  emptyHint: 'A check asks for a page, a port, a name or an echo, and says so when it gets no good answer.',
  setup: {
    title: 'How it stands',
    since: 'since',
    waiting: 'It was not asked yet.',
    tryNow: 'Ask now',
    asked: 'It is asked within seconds.',
    alert: 'Its alert',
    history: 'What it answered lately, the newest on the right',
    well: 'well',
    failed: 'failed',
  },
};
