// Times that people mean when they say "on Monday": so far from now, in the working time of the incident's team when that is known.
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { reckonOptions } from '../api/calendars';
import type { Id } from '../api/types';
import { useFormat, useSpoken } from '../i18n';
import { deSoon } from '../i18n/de_soon';
import { enSoon } from '../i18n/en_soon';
import classes from './commands.module.css';

const words = { en: enSoon, de: deSoon };
const hourMs = 3_600_000;
/** In time that passes, by hours. */
const elapsed = [1, 4, 24, 168];

interface Props {
  calendar: Id | null;
  value: string | null;
  onChoose(instant: string): void;
}

export default function Soon({ calendar, value, onChoose }: Props) {
  const w = words[useSpoken().language];
  return (
    <div className={classes.soon}>
      {calendar === null ? (
        elapsed.map((hours) => (
          <Chip key={hours} onClick={() => onChoose(new Date(Date.now() + hours * hourMs).toISOString())}>
            {w.elapsed(hours)}
          </Chip>
        ))
      ) : (
        <Working calendar={calendar} value={value} onChoose={onChoose} />
      )}
    </div>
  );
}

function Working({ calendar, value, onChoose }: Props & { calendar: Id }) {
  const w = words[useSpoken().language];
  const format = useFormat();
  const queries = useQueryClient();
  const [failed, setFailed] = useState(false);
  const choose = async (add: string) => {
    try {
      const { end } = await queries.fetchQuery(reckonOptions(calendar, 0, new Date().toISOString(), add));
      setFailed(!end);
      if (end) onChoose(end);
    } catch {
      setFailed(true);
    }
  };
  const chosen = useQuery({ ...reckonOptions(calendar, 0, value ?? '', '1h'), enabled: value !== null }).data;
  const opens = chosen && !chosen.open_at_start ? chosen.stretches[0]?.from : undefined;
  return (
    <>
      {w.working.map(([add, label]) => (
        <Chip key={add} onClick={() => void choose(add)}>
          {label}
        </Chip>
      ))}
      {failed && <span role="alert">{w.failed}</span>}
      {opens && (
        <span role="status" className={classes.soonHint}>
          {w.outside}{' '}
          <Button size="compact-xs" variant="subtle" onClick={() => onChoose(opens)}>
            {w.opens(format.exact(opens))}
          </Button>
        </span>
      )}
    </>
  );
}

function Chip({ children, onClick }: { children: string; onClick(): void }) {
  return (
    <Button size="compact-xs" variant="default" onClick={onClick}>
      {children}
    </Button>
  );
}
