// One heartbeat: how it stands, what it sent lately, what its job said last.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import alertClasses from '../alerts/alerts.module.css';
import { heartbeatOptions, type HeartbeatDetail } from '../api/heartbeats';
import { useNames } from '../api/names';
import { isStatus } from '../api/problem';
import { useSession } from '../api/session';
import { useKeys } from '../lib/keys';
import { Empty, Failed, SkeletonLines, When } from '../ui/bits';
import { BackIcon } from '../ui/icons';
import { useTitle } from '../ui/use_title';
import { HeartbeatMark, Reports, useTook } from './marks';
import { useHeartbeatWords } from './words';
import classes from './heartbeats.module.css';

export function HeartbeatPage({ id }: { id: string }) {
  const w = useHeartbeatWords();
  const one = useQuery(heartbeatOptions(id));
  useTitle(one.data?.name ?? w.title);
  useKeys({ Escape: () => history.back() });
  if (one.isPending) return <SkeletonLines lines={8} />;
  if (isStatus(one.error, 404))
    return (
      <Empty title={w.notFound}>
        <Link to="/alerts/heartbeats">{w.back}</Link>
      </Empty>
    );
  if (!one.data) return <Failed error={one.error} retry={() => void one.refetch()} />;
  return <Opened one={one.data} />;
}

function Opened({ one }: { one: HeartbeatDetail }) {
  const w = useHeartbeatWords();
  const { may } = useSession();
  return (
    <article className={alertClasses.one}>
      <Link to="/alerts/heartbeats" className={alertClasses.back}>
        <BackIcon size={14} /> {w.back}
      </Link>
      <div className={alertClasses.titleLine}>
        <h1>{one.name}</h1>
        <div className={alertClasses.acts}>
          {may('catalogue.edit') && (
            <Button variant="default" component={Link} to="/admin/$path" params={{ path: 'heartbeats' } as never}>
              {w.edit}
            </Button>
          )}
        </div>
      </div>
      <p className={alertClasses.stand}>
        <HeartbeatMark state={one.state} />
        <span>{w.said[one.state]}</span>
        {one.running_since && (
          <span>
            {w.running}, <When at={one.running_since} />
          </span>
        )}
        {one.excused && (
          <span className="dim">
            {w.excused} {one.excused}
          </span>
        )}
      </p>
      <div className={alertClasses.columns}>
        <div>
          <History one={one} />
          {one.message && (
            <section className={alertClasses.part}>
              <h2>{w.message}</h2>
              <pre className={classes.message} tabIndex={0} aria-label={w.message}>
                {one.message}
              </pre>
            </section>
          )}
        </div>
        <Facts one={one} />
      </div>
    </article>
  );
}

function History({ one }: { one: HeartbeatDetail }) {
  const w = useHeartbeatWords();
  const took = useTook();
  return (
    <section className={alertClasses.part}>
      <h2>{w.history}</h2>
      {one.history.length === 0 && <p className="dim">{w.nothing}</p>}
      <ol className={alertClasses.history}>
        {one.history.map((ping) => (
          <li key={ping.id}>
            <strong>{w.kinds[ping.kind]}</strong>
            {ping.exit_status !== 0 && <span>{w.exit(ping.exit_status)}</span>}
            {ping.took_ms !== null && <span>{took(ping.took_ms)}</span>}
            <span className="dim">
              <When at={ping.at} /> · {ping.from}
              {ping.run && ` · ${ping.run}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Facts({ one }: { one: HeartbeatDetail }) {
  const w = useHeartbeatWords();
  const nameOf = useNames();
  const facts: [string, React.ReactNode][] = [
    [w.columns.when, <Reports key="when" of={one} />],
    [w.grace, one.grace],
    [w.columns.due, one.due_at && <When at={one.due_at} />],
    [w.missingAt, one.missing_at && <When at={one.missing_at} />],
    [w.severity, w.levels[one.severity]],
    [w.team, one.team && nameOf(one.team)],
    [w.service, one.service && nameOf(one.service)],
    [
      w.alert,
      one.alert && (
        <Link to="/alerts/$alert" params={{ alert: one.alert }}>
          {w.states[one.state === 'failed' ? 'failed' : 'missing']}
        </Link>
      ),
    ],
  ];
  return (
    <section className={alertClasses.part}>
      <h2>{w.facts}</h2>
      <dl className={alertClasses.facts}>
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}
