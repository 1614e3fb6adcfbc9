// What a plan would mean in the next weeks, reckoned by the server from the words as they stand in the form, saved or not.
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnyRecord } from '../api/kinds';
import { previewOptions } from '../api/on_call';
import { useSpoken } from '../i18n';
import { useOffice } from '../i18n/office';
import { sheetOfDays } from '../on_call/lanes';
import { Lanes } from '../on_call/lanes_view';
import { sayError } from '../ui/say_error';
import classes from './periods.module.css';

const days = 28;
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

export function PlanFoot({ values }: { values: Record<string, unknown>; record: AnyRecord | null }) {
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
  return (
    <div className={classes.foot}>
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
