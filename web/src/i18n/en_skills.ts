// The words of skills, in English.

export const enSkills = {
  gaps: (n: number) =>
    n === 1
      ? 'Once nobody on call will have a skill that is asked for'
      : `${n} times nobody on call will have a skill that is asked for`,
  gap: (skill: string) => `nobody has ${skill}`,
  then: (people: string) => `${people} would be told`,
  more: (n: number) => `and ${n} more`,
  needed: 'It takes',
  nobody: 'Nobody has that.',
  onCall: 'on call',
  away: 'away',
  lacks: (skills: string) => `without ${skills}`,
  choose: (name: string) => `Choose ${name}`,
};
