// A calendar tried out: any month as a sheet of hours, and when so much working time is over.
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { calendarDaysOptions, reckonOptions } from '../api/calendars';
import type { AnyRecord } from '../api/kinds';
import { useSpoken } from '../i18n';
import { useOffice } from '../i18n/office';
import { fromLocalInput, toLocalInput } from '../lib/instant';
import { daysOf, MonthSheet, useMonth, type SheetDay } from '../ui/month_sheet';
import { sayError } from '../ui/say_error';
import { CalendarFeeds } from './calendar_feeds';
import classes from './periods.module.css';

const midnight = '00:00';
const wholeDay = '24:00';

export function CalendarFoot({ values, record }: { values: Record<string, unknown>; record: AnyRecord | null }) {
  const t = useOffice();
  const w = t.admin.calendar;
  if (!record) return <p className="dim">{w.saveFirst}</p>;
  const changed = ['zone', 'hours', 'exceptions', 'holidays_of', 'feeds'].some(
    (field) => (values[field] ?? '') !== (record[field] ?? ''),
  );
  const zone = String(record.zone || 'UTC');
  return (
    <div className={classes.foot}>
      <CalendarFeeds calendar={record.id} />
      <p className={classes.footTitle}>{w.tried}</p>
      {changed && <p className="dim">{w.unsaved}</p>}
      <Reckon id={record.id} version={record.version} zone={zone} />
      <Month id={record.id} version={record.version} zone={zone} />
    </div>
  );
}

interface Props {
  id: string;
  version: number;
  zone: string;
}

/** "4 h of working time from Friday 15:30 is Monday 10:30." */
function Reckon({ id, version, zone }: Props) {
  const t = useOffice();
  const { language } = useSpoken();
  const w = t.admin.calendar;
  const [start, setStart] = useState(() => toLocalInput(new Date().toISOString(), zone));
  const [add, setAdd] = useState('4h');
  const [asked] = useDebouncedValue({ start: fromLocalInput(start, zone), add: add.trim() }, 250);
  const answer = useQuery({
    ...reckonOptions(id, version, asked.start ?? '', asked.add),
    enabled: !!asked.start && asked.add !== '',
  });
  const say = (instant: string) =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      timeZone: zone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    }).format(new Date(instant));
  const told = answer.data;
  /** Enter asks; it does not save the form around. */
  const stay = (event: KeyboardEvent) => event.key === 'Enter' && event.preventDefault();
  return (
    <>
      <div className={classes.asked} onKeyDown={stay}>
        <TextInput size="xs" label={w.add} value={add} onChange={(event) => setAdd(event.currentTarget.value)} placeholder="4h" />
        <TextInput
          size="xs"
          type="datetime-local"
          label={w.from}
          description={w.clocks(zone)}
          value={start}
          onChange={(event) => setStart(event.currentTarget.value)}
        />
      </div>
      <p role="status">
        {answer.isError && sayError(t, answer.error)}
        {told && !told.end && <strong>{w.never}</strong>}
        {told?.end && (
          <>
            {w.is} <strong>{say(told.end)}</strong>
            {!told.open_at_start && <span className="dim"> {w.closedThen}</span>}
          </>
        )}
      </p>
    </>
  );
}

function Month({ id, version, zone }: Props) {
  const t = useOffice();
  const w = t.admin.calendar;
  const month = useMonth(zone);
  const days = daysOf(month.year, month.month, zone);
  const [first, last] = [days[0], days.at(-1)];
  const answer = useQuery({
    ...calendarDaysOptions(id, version, first?.from ?? 0, last?.until ?? 0),
    placeholderData: (old) => old,
  });
  const on = ({ date }: SheetDay) => {
    const day = answer.data?.days.find((one) => one.date === date);
    if (!day) return null;
    const whole = day.open.some(({ from, until }) => from === midnight && until === wholeDay);
    if (day.open.length === 0)
      return day.exception ? (
        <span className={classes.hours} data-other>
          {w.closed}
        </span>
      ) : null;
    if (whole)
      return (
        <span className={classes.hours} data-other={day.exception || undefined}>
          {w.allDay}
        </span>
      );
    return day.open.map(({ from, until }) => (
      <span key={from} className={classes.hours} data-other={day.exception || undefined}>
        {from}–{until}
      </span>
    ));
  };
  return (
    <MonthSheet month={month} days={days} note={answer.isError && <p role="alert">{sayError(t, answer.error)}</p>} on={on} />
  );
}
