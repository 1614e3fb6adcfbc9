// All heartbeats and how they stand: who is missing first.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AlertTabs } from '../alerts/tabs';
import alertClasses from '../alerts/alerts.module.css';
import { heartbeatsOptions, type Heartbeat, type HeartbeatState } from '../api/heartbeats';
import { useSession } from '../api/session';
import { Ago, Empty, Failed, SkeletonLines, When } from '../ui/bits';
import { useTitle } from '../ui/use_title';
import { HeartbeatMark, Reports, useTook } from './marks';
import { useHeartbeatWords } from './words';
import classes from './heartbeats.module.css';

const order: HeartbeatState[] = ['missing', 'failed', 'late', 'new', 'waiting', 'paused'];
const worstFirst = (a: Heartbeat, b: Heartbeat) =>
  order.indexOf(a.state) - order.indexOf(b.state) || a.name.localeCompare(b.name);

export function HeartbeatsPage() {
  const w = useHeartbeatWords();
  const { may } = useSession();
  const list = useQuery(heartbeatsOptions);
  useTitle(w.title);
  const make = may('catalogue.edit') && (
    <Link to="/admin/$path" params={{ path: 'heartbeats' }}>
      {w.make}
    </Link>
  );
  return (
    <div className={alertClasses.page}>
      <header className={alertClasses.top}>
        <h1 className="visually-hidden">{w.title}</h1>
        <AlertTabs current="heartbeats" />
        <div className={alertClasses.tools}>{list.data?.length ? make : null}</div>
      </header>
      <p className={alertClasses.hint}>{w.hint}</p>
      {list.isPending && <SkeletonLines lines={5} />}
      {list.isError && !list.data && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.data?.length === 0 && (
        <Empty title={w.empty} hint={w.emptyHint}>
          {make}
        </Empty>
      )}
      {list.data && list.data.length > 0 && <Table rows={list.data.toSorted(worstFirst)} />}
    </div>
  );
}

function Table({ rows }: { rows: Heartbeat[] }) {
  const w = useHeartbeatWords();
  const took = useTook();
  const c = w.columns;
  return (
    <div className={classes.scroller}>
      <table className={classes.table} aria-label={w.list}>
        <thead>
          <tr>
            <th>{c.state}</th>
            <th>{c.name}</th>
            <th>{c.when}</th>
            <th>{c.last}</th>
            <th>{c.due}</th>
            <th className={classes.number}>{c.took}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <HeartbeatMark state={row.state} />
              </td>
              <td className={classes.name}>
                <Link to="/alerts/heartbeats/$heartbeat" params={{ heartbeat: row.id }}>
                  {row.name}
                </Link>
              </td>
              <td className={classes.when}>
                <Reports of={row} />
              </td>
              <td className={classes.last}>
                {row.last_at ? <Ago at={row.last_at} short /> : <span className="dim">{w.never}</span>}
                {row.running_since && <span className="dim"> {w.running}</span>}
              </td>
              <td className={classes.due}>{row.due_at && <When at={row.due_at} />}</td>
              <td className={`${classes.took} ${classes.number}`}>{took(row.took_ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
