// The dates of a calendar: lines to type, or to take out of an iCalendar file. What was taken stands in the lines before it is saved.
import { Button, FileButton, Textarea } from '@mantine/core';
import { useState } from 'react';
import { holidayLines, type HolidayLines } from '../api/kinds';
import { useSpoken } from '../i18n';
import { useOffice } from '../i18n/office';
import { sayError } from '../ui/say_error';
import type { SpecialProps } from './special';
import classes from './periods.module.css';

/** Lines that are there already, also with another name, are not put in twice. */
export function joined(before: string, more: string): string {
  const dateOf = (line: string) => line.trim().split(/\s/, 1)[0] ?? '';
  const lines = before.split('\n').filter((line) => line.trim() !== '');
  const known = new Set(lines.map(dateOf));
  return [...lines, ...more.split('\n').filter((line) => line !== '' && !known.has(dateOf(line)))].join('\n');
}

export function CalendarDates({ field, label, error, values, set }: SpecialProps) {
  const t = useOffice();
  const { language } = useSpoken();
  const w = t.admin.calendar;
  const text = typeof values[field.name] === 'string' ? (values[field.name] as string) : '';
  const [found, setFound] = useState<HolidayLines | null>(null);
  const [failure, setFailure] = useState('');
  const take = async (file: File | null) => {
    if (!file) return;
    setFailure('');
    setFound(null);
    try {
      const lines = await holidayLines(await file.text());
      set(joined(text, lines.exceptions));
      setFound(lines);
    } catch (cause) {
      setFailure(sayError(t, cause));
    }
  };
  return (
    <div>
      <Textarea
        label={label}
        description={language === 'en' ? field.help || undefined : undefined}
        error={error || failure || undefined}
        autosize
        minRows={2}
        maxRows={10}
        value={text}
        onChange={(event) => set(event.currentTarget.value)}
      />
      <div className={classes.taken}>
        <FileButton onChange={(file) => void take(file)} accept=".ics,text/calendar" inputProps={{ 'aria-label': w.take }}>
          {(props) => (
            <Button {...props} size="compact-sm" variant="default">
              {w.take}
            </Button>
          )}
        </FileButton>
        <div role="status">
          {found && <p className="dim">{w.took(found.dates)}</p>}
          {found && found.left_out.length > 0 && (
            <details>
              <summary>{w.leftOut(found.left_out.length)}</summary>
              <ul>
                {found.left_out.map(({ name, why }, i) => (
                  <li key={i}>
                    {name || w.nameless}: {t.admin.labels[why] ?? why}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </div>
      </div>
    </div>
  );
}
