// Who is on call now and next on every roster, what will be missing, one's own shifts, and what is asked.
import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useNames } from '../api/names';
import { gapsOptions, onCallOptions, type OnCallItem, type RosterGap, type RosterShift } from '../api/on_call';
import { useSession } from '../api/session';
import { useOffice } from '../i18n/office';
import { Ago, Empty, Failed, SkeletonLines, When } from '../ui/bits';
import { AlertIcon } from '../ui/icons';
import { useTitle } from '../ui/use_title';
import { CoverRequests, OwnShifts } from './cover';
import { Feeds } from './feeds';
import { SkillGaps } from './skill_gaps';
import classes from './on_call.module.css';

type Contacts = Record<string, { phone: string | null; mail: string | null }>;
/** More than this nobody reads; the roster shows them all. */
const gapsShown = 4;

export function OnCallPage() {
  const t = useOffice();
  const w = t.onCall;
  const { may } = useSession();
  const now = useQuery(onCallOptions);
  useTitle(w.title);
  if (now.isPending) return <SkeletonLines />;
  if (now.isError) return <Failed error={now.error} retry={() => void now.refetch()} />;
  const { items, contacts } = now.data;
  return (
    <div className={classes.page}>
      <h1>{w.title}</h1>
      {may('incident.read_all') && (
        <p>
          <Link to="/on-call/foresight">{t.admin.foresight.title}</Link>
        </p>
      )}
      {items.length === 0 && <Empty title={w.none} hint={may('catalogue.edit') ? undefined : w.noneHint} />}
      <GapsAhead />
      <SkillGaps />
      <ul className={classes.cards}>
        {items.map((item) => (
          <Roster key={item.roster} item={item} contacts={contacts} />
        ))}
      </ul>
      {items.length > 0 && (
        <>
          <OwnShifts />
          <CoverRequests />
          {may('self.feed') && <Feeds />}
        </>
      )}
    </div>
  );
}

function Roster({ item, contacts }: { item: OnCallItem; contacts: Contacts }) {
  const t = useOffice();
  const w = t.onCall;
  const nameOf = useNames();
  return (
    <li className={classes.card} data-gap={item.gap ? true : undefined}>
      <h2>
        <Link to="/on-call/$roster" params={{ roster: item.roster }} title={w.open(nameOf(item.roster))}>
          {nameOf(item.roster)}
        </Link>
      </h2>
      {item.gap ? <Nobody gap={item.gap} /> : <People shifts={item.people} contacts={contacts} />}
      {item.changes_at && item.next && (
        <p className={classes.next}>
          {w.next} <Ago at={item.changes_at} />: {item.next.gap ? w.nextNobody : onDuty(item.next.people).map(nameOf).join(', ')}
        </p>
      )}
    </li>
  );
}

/** Whoever listens in is not called. */
const onDuty = (shifts: RosterShift[]) => shifts.filter(({ part }) => part === 'on_duty').map(({ person }) => person);

function Nobody({ gap }: { gap: RosterGap }) {
  const t = useOffice();
  const w = t.onCall;
  const nameOf = useNames();
  return (
    <p className={classes.nobody}>
      <AlertIcon size={16} />
      <span>
        <strong>{w.nobody}</strong>: {w.why[gap.why]}
        {gap.missing.length > 0 && ` (${gap.missing.map(nameOf).join(', ')})`}
      </span>
    </p>
  );
}

function People({ shifts, contacts }: { shifts: RosterShift[]; contacts: Contacts }) {
  const t = useOffice();
  const w = t.onCall;
  const nameOf = useNames();
  return (
    <ol className={classes.people}>
      {shifts.map((shift) => {
        const phone = contacts[shift.person]?.phone;
        return (
          <li key={shift.person} data-part={shift.part}>
            <span className={classes.name}>{nameOf(shift.person)}</span>
            {phone && (
              <a href={`tel:${phone.replace(/[^+0-9]/g, '')}`} aria-label={w.call(nameOf(shift.person))}>
                {phone}
              </a>
            )}
            <span className="dim">
              {shift.part === 'shadow' && `${w.shadow} · `}
              {shift.override && `${w.standsIn} · `}
              {w.until} <When at={shift.until} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function GapsAhead() {
  const t = useOffice();
  const w = t.onCall;
  const nameOf = useNames();
  const gaps = useQuery(gapsOptions).data;
  if (!gaps) return null;
  const count = gaps.items.reduce((sum, one) => sum + one.gaps.length + one.gaps_left_out, 0);
  const all = gaps.items.flatMap((one) => one.gaps.map((gap) => ({ ...gap, roster: one.roster })));
  if (count === 0 && gaps.unreachable.length === 0) return <p className="dim">{w.gapsNone}</p>;
  return (
    <Alert
      color="gray"
      variant="outline"
      icon={<AlertIcon />}
      title={count > 0 ? w.gapsTitle(count) : undefined}
      className={classes.gaps}
    >
      <ul>
        {all.slice(0, gapsShown).map((gap) => (
          <li key={`${gap.roster}-${gap.from}`}>
            <Link to="/on-call/$roster" params={{ roster: gap.roster }}>
              {nameOf(gap.roster)}
            </Link>
            : <When at={gap.from} /> – <When at={gap.until} /> <span className="dim">{w.why[gap.why]}</span>
          </li>
        ))}
        {count > gapsShown && <li className="dim">{w.moreGaps(count - Math.min(gapsShown, all.length))}</li>}
        {gaps.unreachable.length > 0 && <li>{w.unreachable(gaps.unreachable.map(nameOf).join(', '))}</li>}
      </ul>
    </Alert>
  );
}
