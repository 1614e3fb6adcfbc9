// One alert: what its sender said, as text and never as markup, what became of it, and what one can do about it.
import { Button, CopyButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { alertOptions, type AlertDetail } from '../api/alerts';
import { useNames } from '../api/names';
import { isStatus } from '../api/problem';
import { useSession } from '../api/session';
import { useT } from '../i18n';
import { useKeys } from '../lib/keys';
import { Ago, Empty, Failed, SkeletonLines, When } from '../ui/bits';
import { BackIcon, LinkIcon } from '../ui/icons';
import { useTitle } from '../ui/use_title';
import { Outcome, SeverityMark } from './marks';
import { matchersOf, safeLink, textsOf, type Texts } from './matchers';
import { SilenceForm } from './silence_form';
import { useAlertWords } from './words';
import classes from './alerts.module.css';

/** Why it has no incident: of these the server says more than a word. */
const explained: ReadonlySet<unknown> = new Set(['waits', 'maintenance', 'inhibited']);

export function AlertPage({ id }: { id: string }) {
  const w = useAlertWords();
  const alert = useQuery(alertOptions(id));
  useTitle(alert.data?.title ?? w.title);
  useKeys({ Escape: () => history.back() });
  if (alert.isPending) return <SkeletonLines lines={8} />;
  if (isStatus(alert.error, 404))
    return (
      <Empty title={w.one.notFound}>
        <Link to="/alerts">{w.back}</Link>
      </Empty>
    );
  if (!alert.data) return <Failed error={alert.error} retry={() => void alert.refetch()} />;
  return <Opened alert={alert.data} />;
}

function Opened({ alert }: { alert: AlertDetail }) {
  const w = useAlertWords();
  const nameOf = useNames();
  const { may } = useSession();
  const [silencing, setSilencing] = useState(false);
  const link = safeLink(alert.link);
  const number = nameOf(alert.incident);
  const known = alert.incident && number !== alert.incident;
  const firing = alert.state === 'firing';
  return (
    <article className={classes.one}>
      <Link to="/alerts" className={classes.back}>
        <BackIcon size={14} /> {w.back}
      </Link>
      <div className={classes.titleLine}>
        <h1>{alert.title}</h1>
        <div className={classes.acts}>
          {firing && may('alert.silence') && (
            <Button variant="default" onClick={() => setSilencing(true)}>
              {w.one.silence}
            </Button>
          )}
          {known && (
            <Button component={Link} to="/incidents/$number" params={{ number } as never}>
              {w.one.openIncident(number)}
            </Button>
          )}
        </div>
      </div>
      <p className={classes.stand}>
        <SeverityMark alert={alert} />
        <span>{w.states[alert.state]}</span>
        {firing && !known && <Outcome alert={alert} />}
        {/* Which work or rule, or what opening one was refused with: in the words of the server. */}
        {firing && !known && explained.has(alert.no_incident) && <span className="dim">{alert.why_no_incident}</span>}
        <span className="dim">
          {w.events(alert.count)} · {w.one.episode(alert.episode)}
        </span>
        {link && (
          <a href={link} target="_blank" rel="noopener noreferrer">
            <LinkIcon size={14} /> {w.one.link}
          </a>
        )}
      </p>
      <div className={classes.columns}>
        <div>
          <TextList title={w.one.annotations} texts={alert.annotations} />
          <TextList title={w.one.labels} texts={alert.labels} copy />
          <History alert={alert} />
        </div>
        <About alert={alert} />
      </div>
      {silencing && (
        <SilenceForm begin={{ source: alert.source, matchers: matchersOf(alert.labels) }} onClose={() => setSilencing(false)} />
      )}
    </article>
  );
}

function TextList({ title, texts, copy = false }: { title: string; texts: Texts; copy?: boolean }) {
  const t = useT();
  const w = useAlertWords();
  const rows = textsOf(texts);
  const matchers = matchersOf(texts);
  if (rows.length === 0 && !copy) return null;
  return (
    <section className={classes.part}>
      <div className={classes.snippetHead}>
        <h2>{title}</h2>
        {copy && matchers.length > 0 && (
          <CopyButton value={matchers.join(' ')}>
            {({ copied, copy: take }) => (
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                onClick={take}
                aria-label={`${w.one.copyMatchers}: ${title}`}
              >
                {copied ? t.copied : w.one.copyMatchers}
              </Button>
            )}
          </CopyButton>
        )}
      </div>
      {rows.length === 0 ? (
        <p className="dim">{w.one.noLabels}</p>
      ) : (
        <dl className={classes.texts}>
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function History({ alert }: { alert: AlertDetail }) {
  const w = useAlertWords();
  const nameOf = useNames();
  const lines = alert.history ?? [];
  return (
    <section className={classes.part}>
      <h2>{w.one.history}</h2>
      {lines.length === 0 && <p className="dim">{w.one.noHistory}</p>}
      <ol className={classes.history}>
        {lines.map((line, i) => (
          <li key={`${line.at}-${i}`}>
            <span>
              {w.happening[line.kind ?? ''] ?? line.kind}
              {line.incident && (
                <>
                  {' '}
                  <Link to="/incidents/$number" params={{ number: nameOf(line.incident) }}>
                    {nameOf(line.incident)}
                  </Link>
                </>
              )}
            </span>
            <span className="dim">{line.at && <When at={line.at} />}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Inhibitor({ id }: { id: string }) {
  const w = useAlertWords();
  const { data } = useQuery(alertOptions(id));
  return (
    <Link to="/alerts/$alert" params={{ alert: id }}>
      {data?.title || w.one.inhibitedBy}
    </Link>
  );
}

function About({ alert }: { alert: AlertDetail }) {
  const w = useAlertWords();
  const nameOf = useNames();
  const when = (at: string | null) => at && <When at={at} />;
  const endless = alert.state === 'firing' && !alert.ends_at;
  const facts: [string, React.ReactNode][] = [
    [w.columns.source, nameOf(alert.source)],
    [
      w.one.service,
      alert.service ? (
        <Link to="/incidents" search={{ filter: `service = ${alert.service} and open = true` }}>
          {nameOf(alert.service)}
        </Link>
      ) : (
        <span className="dim">{w.one.noService}</span>
      ),
    ],
    ...(alert.ci ? [[w.one.ci, nameOf(alert.ci)] as [string, React.ReactNode]] : []),
    ...(alert.inhibited_by
      ? [[w.one.inhibitedBy, <Inhibitor key="by" id={alert.inhibited_by} />] as [string, React.ReactNode]]
      : []),
    [w.one.began, when(alert.starts_at)],
    ...(endless ? [] : [[alert.state === 'firing' ? w.one.ends : w.one.ended, when(alert.ends_at)] as [string, React.ReactNode]]),
    [w.one.firstSeen, when(alert.first_seen_at)],
    [w.one.lastSeen, alert.last_seen_at && <Ago at={alert.last_seen_at} />],
    [w.one.key, <code key="key">{alert.key}</code>],
  ];
  return (
    <section className={classes.part} aria-label={w.one.facts}>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
