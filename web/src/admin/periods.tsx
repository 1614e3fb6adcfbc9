// Critical periods in words and on a calendar: when each is, on which service, and what it raises.
import { ActionIcon, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AnyRecord } from '../api/kinds';
import { useNames } from '../api/names';
import { useFormat, useSpoken, useT } from '../i18n';
import type { Messages } from '../i18n/en';
import { fromLocalInput, toLocalInput } from '../lib/instant';
import { useNow } from '../lib/now';
import { nextOccurrence, occurrences, sheetOf, type Period } from '../lib/period';
import { BackIcon, ForwardIcon } from '../ui/icons';
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

function when(period: Period, t: Messages, locale: string): string {
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
  const { t, language } = useSpoken();
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
  const t = useT();
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
  const t = useT();
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
  const t = useT();
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
  const t = useT();
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
  const { t, language, zone } = useSpoken();
  const w = t.admin.periods;
  const today = toLocalInput(new Date().toISOString(), zone).slice(0, 10);
  const [month, setMonth] = useState(() => ({ year: Number(today.slice(0, 4)), month: Number(today.slice(5, 7)) - 1 }));
  const locale = language === 'en' ? 'en-GB' : language;
  const name = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const turn = (by: number) =>
    setMonth((old) => {
      const next = new Date(Date.UTC(old.year, old.month + by, 1));
      return { year: next.getUTCFullYear(), month: next.getUTCMonth() };
    });
  const days = sheetOf(month.year, month.month);
  const edge = ([year, m, day]: [number, number, number], after: number) =>
    Date.parse(fromLocalInput(new Date(Date.UTC(year, m, day + after)).toISOString().slice(0, 16), zone) ?? '');
  const periods = rows.flatMap((row) => {
    const period = row.active === false ? null : periodOf(row);
    const first = days[0];
    const last = days.at(-1);
    return period && first && last ? occurrences(period, edge(first, 0), edge(last, 1)).map((one) => ({ row, ...one })) : [];
  });
  const inMonth = periods.length > 0;
  return (
    <section aria-label={name.format(Date.UTC(month.year, month.month, 1))}>
      <div className={classes.monthHead}>
        <ActionIcon variant="subtle" color="gray" aria-label={w.earlier} onClick={() => turn(-1)}>
          <BackIcon size={16} />
        </ActionIcon>
        <h2 aria-live="polite">{name.format(Date.UTC(month.year, month.month, 1))}</h2>
        <ActionIcon variant="subtle" color="gray" aria-label={w.later} onClick={() => turn(1)}>
          <ForwardIcon size={16} />
        </ActionIcon>
      </div>
      {!inMonth && <p className="dim">{w.none}</p>}
      <ol className={classes.sheet}>
        {days.map((day) => {
          const [year, m, date] = day;
          const iso = new Date(Date.UTC(year, m, date)).toISOString().slice(0, 10);
          const here = periods.filter(({ starts, ends }) => starts < edge(day, 1) && ends > edge(day, 0));
          return (
            <li
              key={iso}
              className={classes.day}
              data-other={m !== month.month || undefined}
              data-today={iso === today || undefined}
              data-empty={here.length === 0 || undefined}
            >
              <time dateTime={iso}>
                <span className={classes.weekday}>{weekday.format(Date.UTC(year, m, date))} </span>
                {date}
              </time>
              {here.map(({ row, starts }) => (
                <button key={row.id + starts} type="button" className={classes.mark} title={row.name} onClick={() => onOpen(row)}>
                  {row.name}
                </button>
              ))}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
