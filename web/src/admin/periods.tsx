// Critical periods in words and on a calendar: when each is, on which service, and what it raises.
import { SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AnyRecord } from '../api/kinds';
import { useNames } from '../api/names';
import { useFormat, useSpoken } from '../i18n';
import { useOffice, type OfficeMessages } from '../i18n/office';
import { fromLocalInput, toLocalInput } from '../lib/instant';
import { useNow } from '../lib/now';
import { nextOccurrence, occurrences, type Period } from '../lib/period';
import { daysOf, MonthSheet, useMonth, type SheetDay } from '../ui/month_sheet';
import { sayName, type SpecialProps } from './special';
import classes from './periods.module.css';

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** null: it has no times yet. */
export function periodOf(values: Record<string, unknown>): Period | null {
  const period = {
    recurrence: (text(values.recurrence) || 'once') as Period['recurrence'],
    starts_at: text(values.starts_at),
    ends_at: text(values.ends_at),
    zone: text(values.zone) || 'UTC',
  };
  return period.starts_at && period.ends_at ? period : null;
}

function when(period: Period, t: OfficeMessages, locale: string): string {
  const w = t.admin.periods;
  const say = (instant: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: period.zone, ...options }).format(new Date(instant));
  const clock = (instant: string) => say(instant, { hour: '2-digit', minute: '2-digit' });
  const nth = (instant: string) => w.nth(Number(toLocalInput(instant, period.zone).slice(8, 10)));
  const { starts_at: from, ends_at: until } = period;
  if (period.recurrence === 'weekly') {
    const day = (instant: string) => say(instant, { weekday: 'long' });
    return w.weekly(day(from), clock(from), day(until), clock(until));
  }
  if (period.recurrence === 'monthly') return w.monthly(nth(from), clock(from), nth(until), clock(until));
  if (period.recurrence === 'yearly') {
    const day = (instant: string) => say(instant, { day: 'numeric', month: 'long' });
    return w.yearly(day(from), clock(from), day(until), clock(until));
  }
  const whole = (instant: string) => say(instant, { dateStyle: 'long', timeStyle: 'short' });
  return w.once(whole(from), whole(until));
}

/** "Every month from the 28th at 08:00 until the 2nd at 18:00 (clocks of Europe/Berlin), raises the impact by one level." */
export function PeriodSentence({ values }: { values: Record<string, unknown> }) {
  const t = useOffice();
  const { language } = useSpoken();
  const w = t.admin.periods;
  const period = periodOf(values);
  if (!period) return <>{w.incomplete}</>;
  const impact = text(values.impact);
  const raises = impact ? w.raises(sayName(t, impact)) : w.oneLevel;
  return (
    <>
      {when(period, t, language === 'en' ? 'en-GB' : language)} ({w.inZone(period.zone)}): {raises}.
    </>
  );
}

function Next({ period }: { period: Period }) {
  const t = useOffice();
  const w = t.admin.periods;
  const format = useFormat();
  const now = useNow();
  const next = nextOccurrence(period, now);
  if (!next) return <span className="dim">{w.over}</span>;
  if (next.starts <= now) return <strong>{w.now}</strong>;
  return (
    <span title={format.exact(new Date(next.starts).toISOString())}>{format.brief(new Date(next.starts).toISOString())}</span>
  );
}

/** Below the form: what the fields say together. */
export function PeriodFoot({ values }: { values: Record<string, unknown> }) {
  const t = useOffice();
  const w = t.admin.periods;
  const period = periodOf(values);
  const late = period?.recurrence === 'monthly' && Number(toLocalInput(period.starts_at, period.zone).slice(8, 10)) > 28;
  return (
    <div className={classes.foot} role="status">
      <p className={classes.footTitle}>{w.sentence}</p>
      <p>
        <PeriodSentence values={values} />
      </p>
      {late && <p className="dim">{w.shortMonth}</p>}
      {period && (
        <p className="dim">
          {w.next}: <Next period={period} />
        </p>
      )}
    </div>
  );
}

/** A time by the clocks of the period's own zone. */
export function PeriodTime({ label, error, values, field, set }: SpecialProps) {
  const zone = text(values.zone) || 'UTC';
  const value = text(values[field.name]);
  return (
    <TextInput
      type="datetime-local"
      label={label}
      error={error}
      description={zone}
      value={value ? toLocalInput(value, zone) : ''}
      onChange={(event) => set(event.currentTarget.value ? fromLocalInput(event.currentTarget.value, zone) : null)}
    />
  );
}

interface Props {
  rows: AnyRecord[];
  onOpen(row: AnyRecord): void;
}
export function Periods({ rows, onOpen }: Props) {
  const t = useOffice();
  const w = t.admin.periods;
  const [shown, setShown] = useState<'list' | 'month'>('list');
  return (
    <div className={classes.periods} tabIndex={0} role="group" aria-label={t.admin.kinds.critical_period ?? w.list}>
      <SegmentedControl
        size="xs"
        aria-label={w.list}
        className={classes.choice}
        value={shown}
        onChange={(next) => setShown(next as 'list' | 'month')}
        data={[
          { value: 'list', label: w.list },
          { value: 'month', label: w.month },
        ]}
      />
      {shown === 'list' ? <List rows={rows} onOpen={onOpen} /> : <Month rows={rows} onOpen={onOpen} />}
    </div>
  );
}

function List({ rows, onOpen }: Props) {
  const t = useOffice();
  const w = t.admin.periods;
  const nameOf = useNames();
  return (
    <ul className={classes.list}>
      {rows.map((row) => {
        const period = periodOf(row);
        return (
          <li key={row.id} data-inactive={row.active === false || undefined}>
            <div className={classes.lineHead}>
              <button type="button" onClick={() => onOpen(row)} className={classes.open}>
                {row.name}
              </button>
              <span>{nameOf(text(row.service))}</span>
              {row.active === false && <span className={classes.inactive}>{t.admin.inactive}</span>}
              {period && row.active !== false && (
                <span className={classes.next}>
                  <span className="dim">{w.next}</span> <Next period={period} />
                </span>
              )}
            </div>
            <p>
              <PeriodSentence values={row} />
              {text(row.reason) && <span className="dim"> {text(row.reason)}</span>}
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function Month({ rows, onOpen }: Props) {
  const t = useOffice();
  const { zone } = useSpoken();
  const month = useMonth(zone);
  const days = daysOf(month.year, month.month, zone);
  const [first, last] = [days[0], days.at(-1)];
  const periods = rows.flatMap((row) => {
    const period = row.active === false ? null : periodOf(row);
    return period && first && last ? occurrences(period, first.from, last.until).map((one) => ({ row, ...one })) : [];
  });
  const on = ({ from, until }: SheetDay) => {
    const here = periods.filter(({ starts, ends }) => starts < until && ends > from);
    if (here.length === 0) return null;
    return here.map(({ row, starts }) => (
      <button key={row.id + starts} type="button" className={classes.mark} title={row.name} onClick={() => onOpen(row)}>
        {row.name}
      </button>
    ));
  };
  return (
    <MonthSheet month={month} days={days} note={periods.length === 0 && <p className="dim">{t.admin.periods.none}</p>} on={on} />
  );
}
