export const enSoon = {
  elapsed: (hours: number) => (hours < 24 ? `in ${hours} h` : hours === 24 ? 'in 1 day' : `in ${hours / 24} days`),
  working: [
    ['1h', 'in 1 working hour'],
    ['4h', 'in 4 working hours'],
    ['1 working day', 'in 1 working day'],
    ['2 working days', 'in 2 working days'],
    ['5 working days', 'in 5 working days'],
  ] as [string, string][],
  failed: "The team's calendar has no answer; choose a time.",
  outside: 'Nobody of the team works then.',
  opens: (when: string) => `Take ${when}`,
};
