// All checks and how they stand: what is down first.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AlertTabs } from '../alerts/tabs';
import alertClasses from '../alerts/alerts.module.css';
import { checksOptions, type Check, type CheckState } from '../api/checks';
import { useSession } from '../api/session';
import { Ago, Empty, Failed, SkeletonLines } from '../ui/bits';
import { useTitle } from '../ui/use_title';
import { CheckMark } from './mark';
import { useCheckWords } from './words';
import classes from './checks.module.css';

const order: CheckState[] = ['down', 'new', 'up', 'paused'];
const worstFirst = (a: Check, b: Check) =>
  order.indexOf(a.state) - order.indexOf(b.state) || b.failures - a.failures || a.name.localeCompare(b.name);

export function ChecksPage() {
  const w = useCheckWords();
  const { may } = useSession();
  const list = useQuery(checksOptions);
  useTitle(w.title);
  const make = may('catalogue.edit') && (
    <Link to="/admin/$path" params={{ path: 'checks' }}>
      {w.make}
    </Link>
  );
  return (
    <div className={alertClasses.page}>
      <header className={alertClasses.top}>
        <h1 className="visually-hidden">{w.title}</h1>
        <AlertTabs current="checks" />
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

function Table({ rows }: { rows: Check[] }) {
  const w = useCheckWords();
  const c = w.columns;
  return (
    <div className={classes.scroller}>
      <table className={classes.table} aria-label={w.list}>
        <thead>
          <tr>
            <th>{c.state}</th>
            <th>{c.name}</th>
            <th>{c.answer}</th>
            <th>{c.last}</th>
            <th className={classes.number}>{c.took}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <CheckMark state={row.state} />
              </td>
              <td className={classes.name}>
                <Link to="/alerts/checks/$check" params={{ check: row.id }}>
                  {row.name}
                </Link>
                {row.place && <span className={classes.place}>{w.from(row.place)}</span>}
              </td>
              <td className={classes.answer}>{row.text}</td>
              <td className={classes.last}>
                {row.last_at ? <Ago at={row.last_at} short /> : <span className="dim">{w.never}</span>}
              </td>
              <td className={`${classes.took} ${classes.number}`}>{row.took_ms === null ? '' : `${row.took_ms} ms`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
