// Messages that did not arrive, with the reason the other side gave: whoever operates the register mends the cause and tries again, or
// takes them off the list. Those that wait to be tried again can be looked at too.
import { Button } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { useNames } from '../api/names';
import {
  deliveriesKey,
  dismissDelivery,
  fetchDeliveries,
  retryDeliveries,
  retryDelivery,
  systemOptions,
  type Delivery,
} from '../api/oversight';
import { useSession } from '../api/session';
import { useOffice } from '../i18n/office';
import { Ago } from '../ui/bits';
import { toastDone, toastError } from '../ui/toast';
import { LongList } from './long_list';
import classes from './oversight.module.css';

type Which = 'failed' | 'waiting';

export function Deliveries() {
  const t = useOffice();
  const w = t.admin.deliveries;
  const { may } = useSession();
  const client = useQueryClient();
  const [which, setWhich] = useState<Which>('failed');
  const [busy, setBusy] = useState<string | null>(null);
  const list = useInfiniteQuery({
    queryKey: [...deliveriesKey, which],
    queryFn: ({ pageParam, signal }) => fetchDeliveries(which, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  const attempt = async (name: string, work: () => Promise<string>) => {
    setBusy(name);
    try {
      toastDone(t, await work());
    } catch (error) {
      toastError(t, error);
    }
    setBusy(null);
    void client.invalidateQueries({ queryKey: deliveriesKey });
    void client.invalidateQueries({ queryKey: systemOptions.queryKey });
  };
  return (
    <LongList<Delivery, Which>
      title={w.title}
      list={list}
      none={which === 'failed' ? w.none : w.noneWaiting}
      choices={{ failed: w.failed, waiting: w.waiting }}
      which={which}
      onWhich={setWhich}
      beside={(rows) =>
        which === 'failed' &&
        rows.length > 1 &&
        may('operation.edit') && (
          <Button
            size="xs"
            variant="default"
            loading={busy === 'all'}
            onClick={() => void attempt('all', async () => w.retried((await retryDeliveries()).retried))}
          >
            {w.retryAll}
          </Button>
        )
      }
      line={(row) => (
        <Line
          key={row.id}
          delivery={row}
          busy={busy}
          onRetry={() => void attempt(row.id, async () => retryDelivery(row.id).then(() => w.retried(1)))}
          onDismiss={() => void attempt(row.id, async () => dismissDelivery(row.id).then(() => w.dismissed))}
        />
      )}
    />
  );
}

interface LineProps {
  delivery: Delivery;
  busy: string | null;
  onRetry(): void;
  onDismiss(): void;
}
function Line({ delivery, busy, onRetry, onDismiss }: LineProps) {
  const t = useOffice();
  const w = t.admin.deliveries;
  const { may } = useSession();
  const nameOf = useNames();
  const to = delivery.person ? nameOf(delivery.person) : (delivery.address ?? w.erased);
  const about = nameOf(delivery.subject);
  const failed = delivery.state === 'failed';
  return (
    <li className={classes.change}>
      <span className={classes.changeTime}>
        <Ago at={delivery.ended_at ?? delivery.next_at ?? delivery.created_at} />
      </span>
      <div className={classes.changeText}>
        <span>
          {w.kinds[delivery.kind] ?? delivery.kind}
          {delivery.subject_kind === 'incident' && about !== delivery.subject && (
            <>
              {' · '}
              <Link to="/incidents/$number" params={{ number: about }}>
                {about}
              </Link>
            </>
          )}
          {' · '}
          {w.to(to)}
          {delivery.person && delivery.address && <span className="dim"> {delivery.address}</span>}
        </span>
        {delivery.reason && <p className={classes.why}>{w.said(delivery.reason)}</p>}
        <p className={classes.factLine}>{w.attempts(delivery.attempts, w.channels[delivery.channel] ?? delivery.channel)}</p>
      </div>
      {failed && may('operation.edit') && (
        <div className={classes.deliveryActs}>
          <Button
            size="compact-sm"
            variant="default"
            loading={busy === delivery.id}
            disabled={!delivery.address}
            onClick={onRetry}
          >
            {w.retry}
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" disabled={busy === delivery.id} onClick={onDismiss}>
            {w.dismiss}
          </Button>
        </div>
      )}
    </li>
  );
}
