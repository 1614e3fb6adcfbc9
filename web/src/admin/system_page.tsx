// How the register is doing, for the person who operates it: what it is, whether it takes writes, what waits, what was backed up.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { systemOptions } from '../api/oversight';
import { useSession } from '../api/session';
import { useFormat, useSpoken } from '../i18n';
import { useOffice } from '../i18n/office';
import { Ago, Failed, SkeletonLines } from '../ui/bits';
import { useTitle } from '../ui/use_title';
import { Deliveries } from './deliveries';
import { IncomingMails } from './incoming_mail';
import classes from './oversight.module.css';

/** Newest backups shown. */
const backupsMost = 5;

export function SystemPage() {
  const t = useOffice();
  const { language } = useSpoken();
  const format = useFormat();
  const { may } = useSession();
  useTitle(t.admin.system.title);
  const state = useQuery(systemOptions);
  if (state.isPending) return <SkeletonLines lines={8} />;
  if (!state.data) return <Failed error={state.error} retry={() => void state.refetch()} />;
  const { version, started_at, database, writer, deliveries, backups, ...rest } = state.data;
  const number = (n: number) => n.toLocaleString(language === 'en' ? 'en-GB' : language);
  const s = t.admin.system;
  return (
    <section className={classes.page} aria-labelledby="system-title" tabIndex={0}>
      <header className={classes.head}>
        <h1 id="system-title">{s.title}</h1>
      </header>
      <div className={classes.cards}>
        <Card
          title={s.program}
          rows={[
            [s.version, version],
            [s.started, <Ago key="started" at={started_at} />],
          ]}
        />
        <Card
          title={s.database}
          trouble={database.healthy ? undefined : database.trouble || s.noWrites}
          rows={[
            [s.engine, database.engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'],
            [s.healthy, database.healthy ? t.yes : t.no],
            [s.openIncidents, number(database.incidents_open)],
            [s.changes, number(database.changes)],
            [s.searchBehind, number(rest.search_behind)],
          ]}
        />
        <Card
          title={s.writer}
          rows={[
            [s.commands, number(writer.commands)],
            [s.refused, number(writer.refused)],
            [s.failed, number(writer.failed)],
            [s.lanePeople, number(writer.lanes.people)],
            [s.laneClockwork, number(writer.lanes.clockwork)],
            [s.laneBulk, number(writer.lanes.bulk)],
          ]}
        />
        <Card
          title={s.deliveries}
          trouble={
            rest.escalation.unserved > 0
              ? s.unserved(rest.escalation.unserved)
              : deliveries.failed > 0
                ? s.deliveriesFailed(deliveries.failed)
                : undefined
          }
          rows={[
            [s.mail, rest.mail_configured ? t.yes : t.no],
            [s.waiting, number(deliveries.waiting)],
            [s.failed, number(deliveries.failed)],
          ]}
        >
          {!rest.mail_configured && <p className="dim">{s.mailHint}</p>}
        </Card>
        {backups && (
          <Card
            title={s.backups}
            rows={[
              [s.scheduled, backups.configured ? s.every(backups.every) : t.no],
              [s.keep, number(backups.keep)],
            ]}
          >
            {!backups.configured && <p className="dim">{s.backupsHint}</p>}
            {backups.configured && backups.files.length === 0 && <p className="dim">{s.backupsNone}</p>}
            <ul>
              {backups.files.slice(0, backupsMost).map(({ name, bytes }) => (
                <li key={name}>
                  <span>{name}</span>
                  <span className="dim nowrap">{format.bytes(bytes)}</span>
                </li>
              ))}
            </ul>
          </Card>
        )}
        <Card title={s.proof} rows={[[s.anchors, rest.anchors_configured ? t.yes : t.no]]}>
          {!rest.anchors_configured && <p className="dim">{s.anchorsHint}</p>}
        </Card>
      </div>
      <Deliveries />
      {may('incoming_mail.read') && <IncomingMails />}
    </section>
  );
}

function Card({
  title,
  rows,
  trouble,
  children,
}: {
  title: string;
  rows: [string, ReactNode][];
  trouble?: string;
  children?: ReactNode;
}) {
  return (
    <section className={classes.card} data-trouble={trouble ? true : undefined}>
      <h2>{title}</h2>
      {trouble && <p role="alert">{trouble}</p>}
      <dl>
        {rows.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {children}
    </section>
  );
}
