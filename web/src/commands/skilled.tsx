// Who has the skills that an incident takes, to choose from while it is assigned.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNames } from '../api/names';
import { skilledOptions, type SkilledPeople } from '../api/skills';
import type { Id } from '../api/types';
import { useSpoken } from '../i18n';
import { deSkills } from '../i18n/de_skills';
import { enSkills } from '../i18n/en_skills';
import classes from './commands.module.css';

const words = { en: enSkills, de: deSkills };
/** A choice, not a directory. */
const shown = 5;

export default function Skilled({ incident, onChoose }: { incident: Id; onChoose(person: Id): void }) {
  const w = words[useSpoken().language];
  const nameOf = useNames();
  const found = useQuery(skilledOptions(incident)).data;
  if (!found || found.needed.length === 0) return null;
  const about = (one: SkilledPeople['people'][number]) => {
    const lacks = found.needed.filter((skill) => !one.has.includes(skill));
    return [
      one.away_until ? w.away : one.on_call ? w.onCall : '',
      lacks.length > 0 ? w.lacks(lacks.map(nameOf).join(', ')) : '',
    ].filter(Boolean);
  };
  return (
    <div className={classes.skilled}>
      <p className="dim">
        {w.needed} {found.needed.map(nameOf).join(', ')}
        {found.people.length === 0 ? `. ${w.nobody}` : ':'}
      </p>
      <div className={classes.skilledPeople}>
        {found.people.slice(0, shown).map((one) => (
          <Button
            key={one.person}
            size="compact-xs"
            variant="default"
            aria-label={[w.choose(nameOf(one.person)), ...about(one)].join(', ')}
            onClick={() => onChoose(one.person)}
          >
            {[nameOf(one.person), ...about(one)].join(' · ')}
          </Button>
        ))}
      </div>
    </div>
  );
}
