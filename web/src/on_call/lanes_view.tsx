// The lanes of a roster drawn: what is dragged over or pressed becomes a draft of an override.
import { useRef, useState, type PointerEvent } from 'react';
import { useNames } from '../api/names';
import type { RosterCalendar, RosterShift } from '../api/on_call';
import { useSession } from '../api/session';
import type { Id } from '../api/types';
import { useFormat, useSpoken } from '../i18n';
import { useOffice } from '../i18n/office';
import { useNow } from '../lib/now';
import { dragged, instantAt, placeOn, type Sheet } from './lanes';
import type { Draft } from './override_form';
import classes from './on_call.module.css';

/** Whom one may put on duty. */
export type May = 'look' | 'self' | 'all';
interface Props {
  sheet: Sheet;
  calendar: RosterCalendar;
  may: May;
  /** As wide as there is room, with the days alone. */
  compact?: boolean;
  onDraft(draft: Draft): void;
}
const iso = (at: number) => new Date(at).toISOString();

export function Lanes({ sheet, calendar, may, compact, onDraft }: Props) {
  const t = useOffice();
  const w = t.onCall;
  const nameOf = useNames();
  const me = useSession().person.id;
  const people = [...new Set(calendar.shifts.map(({ person }) => person))];
  if (may !== 'look' && !people.includes(me)) people.push(me);
  people.sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  const place = (from: string, until: string) => placeOn(sheet, Date.parse(from), Date.parse(until));
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={w.lanes}>
      {may !== 'look' && <p className={classes.hint}>{may === 'all' ? w.dragHintAll : w.dragHint}</p>}
      <div className={classes.lanes} data-days={sheet.edges.length - 1} data-compact={compact || undefined}>
        <Days sheet={sheet} compact={compact} />
        {calendar.gaps.length > 0 && (
          <div className={classes.lane} data-gap>
            <span className={classes.laneName}>{w.gapLane}</span>
            <div className={classes.track}>
              {calendar.gaps.map((gap) => {
                const at = place(gap.from, gap.until);
                return (
                  at && (
                    <span
                      key={gap.from}
                      className={classes.gapBar}
                      style={{ left: `${at.left}%`, width: `${at.width}%` }}
                      title={`${w.nobody}: ${w.why[gap.why]}`}
                    />
                  )
                );
              })}
            </div>
          </div>
        )}
        {people.map((person) => (
          <Lane
            key={person}
            person={person}
            sheet={sheet}
            shifts={calendar.shifts.filter((shift) => shift.person === person)}
            draggable={may === 'all' || (may === 'self' && person === me)}
            pressable={may !== 'look'}
            onDraft={onDraft}
          />
        ))}
      </div>
    </div>
  );
}

function Days({ sheet, compact }: { sheet: Sheet; compact?: boolean }) {
  const { language, zone } = useSpoken();
  const now = useNow();
  const locale = language === 'en' ? 'en-GB' : language;
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: zone });
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', ...(!compact && { month: 'numeric' }), timeZone: zone });
  const weekend = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: zone });
  return (
    <div className={classes.days} aria-hidden="true">
      {sheet.edges.slice(0, -1).map((edge, i) => (
        <span
          key={edge}
          data-today={(now >= edge && now < (sheet.edges[i + 1] ?? 0)) || undefined}
          data-weekend={['Sat', 'Sun'].includes(weekend.format(edge)) || undefined}
        >
          {!compact && <span className={classes.weekday}>{weekday.format(edge)}</span>}
          {compact ? date.formatToParts(edge).find(({ type }) => type === 'day')?.value : date.format(edge)}
        </span>
      ))}
    </div>
  );
}

interface LaneProps {
  person: Id;
  sheet: Sheet;
  shifts: RosterShift[];
  draggable: boolean;
  pressable: boolean;
  onDraft(draft: Draft): void;
}
function Lane({ person, sheet, shifts, draggable, pressable, onDraft }: LaneProps) {
  const t = useOffice();
  const w = t.onCall;
  const nameOf = useNames();
  const format = useFormat();
  const me = useSession().person.id;
  const track = useRef<HTMLDivElement>(null);
  const [begin, setBegin] = useState<number | null>(null);
  const [end, setEnd] = useState<number | null>(null);
  const at = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect();
    return box ? instantAt(sheet, (event.clientX - box.left) / box.width) : sheet.from;
  };
  const down = (event: PointerEvent<HTMLDivElement>) => {
    // A finger scrolls; it presses a shift instead.
    if (!draggable || event.button !== 0 || event.pointerType === 'touch') return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setBegin(at(event));
    setEnd(at(event));
  };
  const up = () => {
    const span = begin !== null && end !== null ? dragged(begin, end) : null;
    setBegin(null);
    setEnd(null);
    if (span) onDraft({ person, insteadOf: null, from: iso(span.from), until: iso(span.until) });
  };
  const press = (shift: RosterShift) =>
    onDraft({
      person: me === shift.person ? null : me,
      insteadOf: shift.person,
      from: iso(Math.max(Date.parse(shift.from), Math.ceil(Date.now() / 60_000) * 60_000)),
      until: shift.until,
    });
  const selected = begin !== null && end !== null ? placeOn(sheet, Math.min(begin, end), Math.max(begin, end)) : null;
  return (
    <div className={classes.lane} role="group" aria-label={w.laneOf(nameOf(person))}>
      <span className={classes.laneName} data-own={person === me || undefined}>
        {nameOf(person)}
      </span>
      <div
        ref={track}
        className={classes.track}
        data-draggable={draggable || undefined}
        onPointerDown={down}
        onPointerMove={(event) => begin !== null && setEnd(at(event))}
        onPointerUp={up}
        onPointerCancel={() => setBegin(null)}
      >
        {shifts.map((shift) => {
          const where = placeOn(sheet, Date.parse(shift.from), Date.parse(shift.until));
          const said = w.shiftSaid(nameOf(person), format.brief(shift.from), format.brief(shift.until));
          const more = [shift.layer, shift.part === 'shadow' ? w.shadow : '', shift.override ? w.standsIn : ''].filter(Boolean);
          const full = [said, ...more].join(' · ');
          const shape = {
            className: classes.bar,
            'data-part': shift.part,
            'data-override': shift.override ? true : undefined,
            style: where ? { left: `${where.left}%`, width: `${where.width}%` } : {},
            title: full,
          };
          if (!where) return null;
          return pressable && Date.parse(shift.until) > Date.now() ? (
            <button
              key={`${shift.from}-${shift.part}`}
              type="button"
              {...shape}
              aria-label={full}
              onPointerDown={(event) => !draggable && event.stopPropagation()}
              onClick={() => press(shift)}
            />
          ) : (
            <span key={`${shift.from}-${shift.part}`} role="img" {...shape} aria-label={full} />
          );
        })}
        {selected && <span className={classes.selection} style={{ left: `${selected.left}%`, width: `${selected.width}%` }} />}
      </div>
    </div>
  );
}
