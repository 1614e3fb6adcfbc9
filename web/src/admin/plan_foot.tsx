// What a plan would mean in the next weeks, reckoned by the server from the words as they stand in the form, saved or not.
import { Alert } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnyRecord } from '../api/kinds';
import { useNames } from '../api/names';
import { previewOptions, type RosterShift } from '../api/on_call';
import { useSpoken } from '../i18n';
import { useOffice } from '../i18n/office';
import { same } from '../lib/conflict';
import { changesPast, layersOf } from '../lib/plan';
import { sheetOfDays } from '../on_call/lanes';
import { Lanes } from '../on_call/lanes_view';
import { When } from '../ui/bits';
import { sayError } from '../ui/say_error';
import classes from './periods.module.css';

const days = 28;
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** So many of the next turns are set beside those that were. */
const nextShown = 5;

export function PlanFoot({ values, record }: { values: Record<string, unknown>; record: AnyRecord | null }) {
  const t = useOffice();
  const { zone } = useSpoken();
  const w = t.onCall.plan;
  const [opened] = useState(() => Date.now());
  const sheet = sheetOfDays(opened, 0, days, zone);
  const [asked] = useDebouncedValue(
    {
      plan: (values.plan ?? {}) as Record<string, unknown>,
      zone: text(values.zone),
      hours: text(values.hours),
      calendar: text(values.calendar),
      from: new Date(sheet.from).toISOString(),
      days,
    },
    300,
  );
  const answer = useQuery({ ...previewOptions(asked), placeholderData: keepPreviousData });
  const changed = record !== null && !same(values.plan, record.plan);
  const today = new Date(opened).toISOString().slice(0, 10);
  const past = changed && changesPast(layersOf(record.plan), layersOf(values.plan), today);
  const before = useQuery({
    ...previewOptions({ ...asked, plan: (record?.plan ?? {}) as Record<string, unknown> }),
    enabled: changed && record?.plan !== null,
  });
  return (
    <div className={classes.foot}>
      {past && (
        <Alert color="gray" variant="outline" role="alert">
          {w.changesPast}
        </Alert>
      )}
      {changed && answer.data && (
        <div className={classes.nextTurns}>
          <NextTurns title={w.nextBefore} shifts={before.data?.shifts ?? []} now={opened} />
          <NextTurns title={w.nextAfter} shifts={answer.data.shifts} now={opened} />
        </div>
      )}
      <p className={classes.footTitle}>
        {w.preview}
        {answer.data && answer.data.gaps.length > 0 && ` · ${w.gaps(answer.data.gaps.length + answer.data.gaps_left_out)}`}
      </p>
      <p role="status">{answer.isError ? sayError(t, answer.error) : answer.data?.shifts.length === 0 ? w.previewNone : ''}</p>
      {answer.data && !answer.isError && answer.data.shifts.length > 0 && (
        <Lanes sheet={sheet} calendar={answer.data} may="look" compact onDraft={() => undefined} />
      )}
    </div>
  );
}

/** Who has the next turns, to be compared. */
function NextTurns({ title, shifts, now }: { title: string; shifts: RosterShift[]; now: number }) {
  const t = useOffice();
  const nameOf = useNames();
  const next = shifts
    .filter(({ part, until }) => part === 'on_duty' && Date.parse(until) > now)
    .sort((a, b) => Date.parse(a.from) - Date.parse(b.from))
    .slice(0, nextShown);
  return (
    <section aria-label={title}>
      <p className={classes.footTitle}>{title}</p>
      {next.length === 0 && <p className="dim">{t.onCall.plan.previewNone}</p>}
      <ol>
        {next.map(({ from, person }) => (
          <li key={`${person} ${from}`}>
            {nameOf(person)}{' '}
            <span className="dim">
              <When at={from} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
