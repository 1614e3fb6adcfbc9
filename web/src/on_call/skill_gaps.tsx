// Hours in which nobody on call has a skill that a step of an escalation chooses by.
import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useNames } from '../api/names';
import { skillGapsOptions } from '../api/skills';
import { useSpoken } from '../i18n';
import { deSkills } from '../i18n/de_skills';
import { enSkills } from '../i18n/en_skills';
import { When } from '../ui/bits';
import { AlertIcon } from '../ui/icons';
import classes from './on_call.module.css';

const words = { en: enSkills, de: deSkills };
/** More than this nobody reads at once. */
const shown = 4;

export function SkillGaps() {
  const w = words[useSpoken().language];
  const nameOf = useNames();
  const gaps = useQuery(skillGapsOptions).data;
  if (!gaps || gaps.items.length === 0) return null;
  const count = gaps.items.length + gaps.left_out;
  return (
    <Alert color="gray" variant="outline" icon={<AlertIcon />} title={w.gaps(count)} className={classes.gaps}>
      <ul>
        {gaps.items.slice(0, shown).map((gap) => (
          <li key={`${gap.roster}-${gap.skill}-${gap.from}`}>
            <Link to="/on-call/$roster" params={{ roster: gap.roster }}>
              {nameOf(gap.roster)}
            </Link>
            : <When at={gap.from} /> – <When at={gap.until} /> {w.gap(nameOf(gap.skill))}{' '}
            <span className="dim">
              {w.then(gap.on_duty.map(nameOf).join(', '))} ({nameOf(gap.policy)})
            </span>
          </li>
        ))}
        {count > shown && <li className="dim">{w.more(count - shown)}</li>}
      </ul>
    </Alert>
  );
}
