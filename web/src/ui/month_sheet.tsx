// A month as a sheet of days, from Monday on, that can be turned; what stands on a day is the caller's.
import { ActionIcon } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useSpoken } from '../i18n';
import { useOffice } from '../i18n/office';
import { fromLocalInput, toLocalInput } from '../lib/instant';
import { sheetOf } from '../lib/period';
import { BackIcon, ForwardIcon } from './icons';
import classes from './month_sheet.module.css';

export interface SheetDay {
  /** As 2026-11-20. */
  date: string;
  /** Milliseconds at which it begins and ends, by the clocks of the zone. */
  from: number;
  until: number;
}

/** The sheet that shows a month: whole weeks. */
export function daysOf(year: number, month: number, zone: string): SheetDay[] {
  const edge = (y: number, m: number, day: number) =>
    Date.parse(fromLocalInput(new Date(Date.UTC(y, m, day)).toISOString().slice(0, 16), zone) ?? '');
  return sheetOf(year, month).map(([y, m, day]) => ({
    date: new Date(Date.UTC(y, m, day)).toISOString().slice(0, 10),
    from: edge(y, m, day),
    until: edge(y, m, day + 1),
  }));
}

/** The month of today in a zone, and a way to turn it. */
export function useMonth(zone: string) {
  const today = toLocalInput(new Date().toISOString(), zone).slice(0, 10);
  const [month, setMonth] = useState(() => ({ year: Number(today.slice(0, 4)), month: Number(today.slice(5, 7)) - 1 }));
  const turn = (by: number) =>
    setMonth((old) => {
      const next = new Date(Date.UTC(old.year, old.month + by, 1));
      return { year: next.getUTCFullYear(), month: next.getUTCMonth() };
    });
  return { ...month, today, turn };
}

interface Props {
  month: ReturnType<typeof useMonth>;
  days: SheetDay[];
  /** Above the sheet, where there is something to say. */
  note?: ReactNode;
  /** null: nothing stands on this day. */
  on(day: SheetDay): ReactNode;
}
export function MonthSheet({ month, days, note, on }: Props) {
  const t = useOffice();
  const { language } = useSpoken();
  const locale = language === 'en' ? 'en-GB' : language;
  const title = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.UTC(month.year, month.month, 1),
  );
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  return (
    <section aria-label={title}>
      <div className={classes.head}>
        <ActionIcon variant="subtle" color="gray" aria-label={t.admin.periods.earlier} onClick={() => month.turn(-1)}>
          <BackIcon size={16} />
        </ActionIcon>
        <h2 aria-live="polite">{title}</h2>
        <ActionIcon variant="subtle" color="gray" aria-label={t.admin.periods.later} onClick={() => month.turn(1)}>
          <ForwardIcon size={16} />
        </ActionIcon>
      </div>
      {note}
      <ol className={classes.sheet}>
        {days.map((day) => {
          const shown = on(day);
          return (
            <li
              key={day.date}
              className={classes.day}
              data-other={Number(day.date.slice(5, 7)) - 1 !== month.month || undefined}
              data-today={day.date === month.today || undefined}
              data-empty={shown === null || undefined}
            >
              <time dateTime={day.date}>
                <span className={classes.weekday}>{weekday.format(Date.parse(day.date))} </span>
                {Number(day.date.slice(8))}
              </time>
              {shown}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
