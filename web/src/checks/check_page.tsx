// One check: how it stands and what it answered lately.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import alertClasses from '../alerts/alerts.module.css';
import { checkOptions, type CheckDetail } from '../api/checks';
import { isStatus } from '../api/problem';
import { useSession } from '../api/session';
import { useKeys } from '../lib/keys';
import { Empty, Failed, SkeletonLines, When } from '../ui/bits';
import { BackIcon } from '../ui/icons';
import { useTitle } from '../ui/use_title';
import { CheckStanding } from './check_setup';
import { useCheckWords } from './words';

export function CheckPage({ id }: { id: string }) {
  const w = useCheckWords();
  const one = useQuery(checkOptions(id));
  useTitle(one.data?.name ?? w.title);
  useKeys({ Escape: () => history.back() });
  if (one.isPending) return <SkeletonLines lines={8} />;
  if (isStatus(one.error, 404))
    return (
      <Empty title={w.notFound}>
        <Link to="/alerts/checks">{w.back}</Link>
      </Empty>
    );
  if (!one.data) return <Failed error={one.error} retry={() => void one.refetch()} />;
  return <Opened one={one.data} />;
}

function Opened({ one }: { one: CheckDetail }) {
  const w = useCheckWords();
  const { may } = useSession();
  return (
    <article className={alertClasses.one}>
      <Link to="/alerts/checks" className={alertClasses.back}>
        <BackIcon size={14} /> {w.back}
      </Link>
      <div className={alertClasses.titleLine}>
        <h1>{one.name}</h1>
        <div className={alertClasses.acts}>
          {may('catalogue.edit') && (
            <Button variant="default" component={Link} to="/admin/$path" params={{ path: 'checks' } as never}>
              {w.edit}
            </Button>
          )}
        </div>
      </div>
      <CheckStanding one={one} />
      <section className={alertClasses.part}>
        <h2>{w.answers}</h2>
        <ol className={alertClasses.history}>
          {one.history.map(({ id, at, well, took_ms, text }) => (
            <li key={id}>
              <strong>{well ? w.setup.well : w.setup.failed}</strong>
              <span>{text}</span>
              <span className="dim">
                {took_ms} ms · <When at={at} />
              </span>
            </li>
          ))}
        </ol>
      </section>
    </article>
  );
}
