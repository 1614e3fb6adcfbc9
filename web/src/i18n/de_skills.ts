// The words of skills, in German.
import type { enSkills } from './en_skills';

export const deSkills: typeof enSkills = {
  gaps: (n) =>
    n === 1
      ? 'Einmal wird niemand in Bereitschaft eine verlangte Fähigkeit haben'
      : `${n}-mal wird niemand in Bereitschaft eine verlangte Fähigkeit haben`,
  gap: (skill) => `niemand hat ${skill}`,
  then: (people) => `benachrichtigt würde ${people}`,
  more: (n) => `und ${n} weitere`,
  needed: 'Sie verlangt',
  nobody: 'Das hat niemand.',
  onCall: 'in Bereitschaft',
  away: 'abwesend',
  lacks: (skills) => `ohne ${skills}`,
  choose: (name) => `${name} wählen`,
};
