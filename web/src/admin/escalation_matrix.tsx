// Who is called first for each service (or for each category of the one that is asked about): now, by night, on the next holiday, at the
// weekend. What a step waits is told as people say it, so that a row is read at a glance; the instant stands in its hint.
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { activeCalendarsOptions } from '../api/calendars';
import { escalationMatrixOptions, type Question } from '../api/escalations';
import { useNames } from '../api/names';
import type { EscalationMatrix, Foreseen, Id } from '../api/types';
import { useFormat } from '../i18n';
import { useOffice } from '../i18n/office';
import { Notes, useWhom } from '../incident/escalations';
import { Failed, SkeletonLines, When } from '../ui/bits';
import classes from './foresight.module.css';

const columns = ['now', 'night', 'holiday', 'weekend'] as const;
type Column = (typeof columns)[number];
type Row = EscalationMatrix['items'][number];

export function EscalationMatrixSection({ asked }: { asked: Question }) {
  const w = useOffice().escalation.foresight;
  const [calendar, setCalendar] = useState<Id | null>(null);
  const calendars = useQuery(activeCalendarsOptions).data ?? [];
  const matrix = useQuery(escalationMatrixOptions(asked.priority ?? 1, asked.category, asked.service, calendar));
  return (
    <section className={classes.section} aria-labelledby="matrix-title">
      <h2 id="matrix-title" className={classes.title}>
        {w.matrix}
      </h2>
      <p className="dim">{asked.service ? w.matrixOfService : w.matrixHint}</p>
      {calendars.length > 1 && (
        <NativeSelect
          size="xs"
          className={classes.holidays}
          label={w.holidaysOf}
          data={[{ value: '', label: w.usualCalendar }, ...calendars.map(({ id, name }) => ({ value: id, label: name }))]}
          value={calendar ?? ''}
          onChange={(event) => setCalendar(event.currentTarget.value || null)}
        />
      )}
      {matrix.isPending && <SkeletonLines lines={4} />}
      {matrix.isError && <Failed error={matrix.error} retry={() => void matrix.refetch()} />}
      {matrix.data && <Matrix matrix={matrix.data} />}
    </section>
  );
}

function Matrix({ matrix }: { matrix: EscalationMatrix }) {
  const w = useOffice().escalation.foresight;
  const nameOf = useNames();
  if (matrix.items.length === 0) return <p>{w.emptyMatrix}</p>;
  const ofService = matrix.items.some((row) => row.category);
  return (
    <div className={classes.scroller} tabIndex={0} role="region" aria-label={w.matrix}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{ofService ? w.category : w.service}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                <ColumnName matrix={matrix} column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.items.map((row) => (
            <tr key={`${row.service} ${row.category ?? ''}`}>
              <th scope="row">{row.category ? nameOf(row.category) : ofService ? w.anyCategory : nameOf(row.service)}</th>
              {columns.map((column) => (
                <td key={column}>
                  <span className={classes.label}>
                    <ColumnName matrix={matrix} column={column} />
                  </span>
                  {column === 'holiday' && !matrix.holiday ? <span className="dim">–</span> : <Cell cell={row[column]} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ColumnName({ matrix, column }: { matrix: EscalationMatrix; column: Column }) {
  const w = useOffice().escalation.foresight;
  return (
    <>
      {w.columns[column]}
      <span className={classes.when}>
        <ColumnTime matrix={matrix} column={column} />
      </span>
    </>
  );
}

/** Which instant a column is of. */
function ColumnTime({ matrix, column }: { matrix: EscalationMatrix; column: Column }) {
  const w = useOffice().escalation.foresight;
  const nameOf = useNames();
  if (column !== 'holiday') return column === 'now' || !matrix[column] ? null : <When at={matrix[column]} />;
  if (!matrix.holiday) return w.noHoliday;
  return (
    <>
      {matrix.holiday.at && <When at={matrix.holiday.at} />}
      {`: ${matrix.holiday.name ?? nameOf(matrix.holiday.calendar)}`}
    </>
  );
}

function Cell({ cell }: { cell: Row['now'] }) {
  const t = useOffice();
  const whom = useWhom();
  const calls = cell?.calls ?? [];
  if (!cell || calls.length === 0) return <span className="dim">{t.escalation.nobody}</span>;
  return (
    <ol className={classes.calls}>
      {calls.map((call) => (
        <li key={`${call.policy}-${call.round}-${call.step}`} data-outcome={call.outcome}>
          <Wait from={cell.at} call={call} /> <strong>{whom(call)}</strong>
          <Notes notes={call.notes} />
        </li>
      ))}
    </ol>
  );
}

/** How long after the beginning. */
function Wait({ from, call }: { from: string | null; call: Foreseen }) {
  const w = useOffice().escalation.foresight;
  const format = useFormat();
  if (!from || !call.at) return null;
  const seconds = (Date.parse(call.at) - Date.parse(from)) / 1_000;
  return (
    <time className="dim" dateTime={call.at} title={format.exact(call.at)}>
      {seconds < 1 ? w.atOnce : w.after(format.duration(seconds))}
    </time>
  );
}
