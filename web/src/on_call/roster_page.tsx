// One roster as a calendar: a lane a person, days across. Dragging over a lane fills in the form that changes who is on duty.
import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useNames } from '../api/names';
import {
  fairnessOptions,
  onCallChanged,
  rosterCalendarOptions,
  rosterOptions,
  withdrawOverride,
  type RosterCalendar,
  type RosterOverride,
} from '../api/on_call';
import { useSession } from '../api/session';
import type { Id } from '../api/types';
import { useSpoken } from '../i18n';
import { useOffice } from '../i18n/office';
import { useNow } from '../lib/now';
import { Failed, SkeletonLines, When } from '../ui/bits';
import { BackIcon, ForwardIcon } from '../ui/icons';
import { toastDone, toastError } from '../ui/toast';
import { useTitle } from '../ui/use_title';
import { Lanes } from './lanes_view';
import { sheetOfDays } from './lanes';
import { OverrideForm, type Draft } from './override_form';
import classes from './on_call.module.css';

const hourMs = 3_600_000;

export function RosterPage({ id }: { id: Id }) {
  const t = useOffice();
  const { zone } = useSpoken();
  const w = t.onCall;
  const nameOf = useNames();
  const { may, person } = useSession();
  const now = useNow();
  const [weeks, setWeeks] = useState(0);
  const [days, setDays] = useState('14');
  const [draft, setDraft] = useState<Draft | null>(null);
  const [opened] = useState(now);
  const sheet = sheetOfDays(opened, weeks, Number(days), zone);
  const about = useQuery(rosterOptions(id));
  const calendar = useQuery({ ...rosterCalendarOptions(id, sheet.from, sheet.until), placeholderData: keepPreviousData });
  const name = about.data?.roster.name ?? nameOf(id);
  useTitle(name);
  if (calendar.isError) return <Failed error={calendar.error} retry={() => void calendar.refetch()} />;
  if (!calendar.data || about.isPending) return <SkeletonLines />;
  const all = may('roster.manage') || about.data?.manager === person.id;
  const nextHour = Math.ceil(now / hourMs) * hourMs;
  const fresh: Draft = { person: person.id, insteadOf: null, from: new Date(nextHour).toISOString(), until: null };
  return (
    <div className={classes.wide}>
      <div className={classes.head}>
        <Link to="/on-call" className={classes.back}>
          <BackIcon size={14} /> {w.back}
        </Link>
        <h1>{name}</h1>
        {may('roster.cover') && (
          <Button variant="default" onClick={() => setDraft(fresh)}>
            {w.takeOver}
          </Button>
        )}
      </div>
      {about.data?.roster.description && <p className="dim">{about.data.roster.description}</p>}
      <div className={classes.turn}>
        <ActionIcon variant="subtle" color="gray" aria-label={w.earlier} onClick={() => setWeeks(weeks - 1)}>
          <BackIcon size={16} />
        </ActionIcon>
        <Button size="compact-sm" variant="default" onClick={() => setWeeks(0)}>
          {w.today}
        </Button>
        <ActionIcon variant="subtle" color="gray" aria-label={w.later} onClick={() => setWeeks(weeks + 1)}>
          <ForwardIcon size={16} />
        </ActionIcon>
        <SegmentedControl
          size="xs"
          value={days}
          onChange={setDays}
          data={[
            { value: '14', label: w.twoWeeks },
            { value: '28', label: w.month },
          ]}
        />
        <span className="dim">{zone}</span>
      </div>
      <Lanes
        sheet={sheet}
        calendar={calendar.data}
        may={may('roster.cover') ? (all ? 'all' : 'self') : 'look'}
        onDraft={setDraft}
      />
      <ShiftList calendar={calendar.data} />
      <Overrides calendar={calendar.data} all={all} />
      <Fairness id={id} />
      {draft && <OverrideForm roster={id} draft={draft} all={all} onClose={() => setDraft(null)} />}
    </div>
  );
}

/** The same as the lanes, to be read from top to bottom. */
function ShiftList({ calendar }: { calendar: RosterCalendar }) {
  const t = useOffice();
  const w = t.onCall;
  const nameOf = useNames();
  const lines = [
    ...calendar.shifts.map((shift) => ({ ...shift, said: nameOf(shift.person), gap: false })),
    ...calendar.gaps.map((gap) => ({ ...gap, said: `${w.nobody}: ${w.why[gap.why]}`, part: '', override: null, gap: true })),
  ].sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
  return (
    <details className={classes.part}>
      <summary>{w.asList}</summary>
      <ol className={classes.list}>
        {lines.map((line) => (
          <li key={`${line.said}-${line.from}`} data-gap={line.gap || undefined}>
            <span className={classes.name}>{line.said}</span>
            <span className="dim">
              <When at={line.from} /> – <When at={line.until} />
              {line.part === 'shadow' && ` · ${w.shadow}`}
              {line.override && ` · ${w.standsIn}`}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Overrides({ calendar, all }: { calendar: RosterCalendar; all: boolean }) {
  const t = useOffice();
  const w = t.onCall;
  const client = useQueryClient();
  const nameOf = useNames();
  const me = useSession().person.id;
  const now = useNow();
  const withdraw = async (id: Id) => {
    try {
      await withdrawOverride(id);
      toastDone(t, w.withdrawn);
    } catch (error) {
      toastError(t, error);
    }
    await onCallChanged(client);
  };
  const say = (o: RosterOverride) =>
    o.kind === 'remove'
      ? `${nameOf(o.instead_of)}: ${w.kinds.remove}`
      : o.kind === 'add'
        ? `${nameOf(o.person)}: ${w.kinds.add}`
        : `${nameOf(o.person)} ${w.kinds.replace} ${o.instead_of ? nameOf(o.instead_of) : w.whoever}`;
  return (
    <section className={classes.part}>
      <h2>{w.overrides}</h2>
      {calendar.overrides.length === 0 && <p className="dim">{w.overridesNone}</p>}
      <ul className={classes.list}>
        {calendar.overrides.map((o) => (
          <li key={o.id}>
            <span className={classes.name}>{say(o)}</span>
            <span className="dim">
              <When at={o.begins_at} /> – <When at={o.ends_at} />
              {o.note ? ` · ${o.note}` : ''}
            </span>
            {(all || o.made_by === me || o.person === me) && Date.parse(o.ends_at) > now && (
              <Button size="compact-xs" variant="default" onClick={() => void withdraw(o.id)}>
                {w.withdraw}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Fairness({ id }: { id: Id }) {
  const t = useOffice();
  const w = t.onCall;
  const nameOf = useNames();
  const [shown, setShown] = useState(false);
  const [until, setUntil] = useState(() => Date.now());
  const answer = useQuery({ ...fairnessOptions(id, until - 90 * 24 * hourMs, until), enabled: shown });
  const turn = (open: boolean) => {
    if (open) setUntil(Date.now());
    setShown(open);
  };
  const hours = (seconds: number) => Math.round(seconds / 3_600);
  return (
    <details className={classes.part} onToggle={(event) => turn(event.currentTarget.open)}>
      <summary>{w.fairness}</summary>
      <p className="dim">
        {w.fairnessHint} {answer.data && w.balance(answer.data.balance_percent)}
      </p>
      {answer.isError && <Failed error={answer.error} />}
      {answer.data && (
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={w.fairness}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{w.person}</th>
                {[w.shifts, w.hours, w.nights, w.weekends, w.pages, w.nightPages].map((title) => (
                  <th key={title} scope="col" className="number">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {answer.data.items.map((one) => (
                <tr key={one.person}>
                  <th scope="row">{nameOf(one.person)}</th>
                  <td className="number">{one.shifts}</td>
                  <td className="number">{hours(one.seconds)}</td>
                  <td className="number">{hours(one.night_seconds)}</td>
                  <td className="number">{hours(one.weekend_seconds)}</td>
                  <td className="number">{one.pages}</td>
                  <td className="number">{one.night_pages}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
