// The words of holidays that come from the web, in English.

export const enCalendarFeeds = {
  title: 'Holidays from the web',
  fetch: 'Ask now',
  asking: 'is being asked',
  never: 'has not answered yet',
  days: (n: number, last: string) => (n === 1 ? `one day to come, on ${last}` : `${n} days to come, the last one on ${last}`),
  noDays: 'no days to come',
  fetched: 'Read',
  next: 'next',
  failed: (why: string) => `The last attempt failed: ${why}. What was read before holds.`,
  failedFirst: (why: string) => `It could not be read: ${why}.`,
  same: 'Nothing would change.',
  held: {
    loses_most: 'A newer copy would lose more than half of the days to come. It does not hold yet.',
    too_many: 'It has so many days that it can hardly be holidays. It does not hold yet.',
    asked: 'This would change:',
  },
  added: (n: number) => (n === 1 ? 'One day more' : `${n} days more`),
  gone: (n: number) => (n === 1 ? 'One day less' : `${n} days less`),
  more: (n: number) => `and ${n} more`,
  take: 'Take it',
  leave: 'Leave it',
  taken: 'The calendar has changed. Open clocks follow.',
};
