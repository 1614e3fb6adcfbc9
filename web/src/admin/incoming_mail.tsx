// Mails that came in and were set aside, each with its reason: whoever looks after them mends the cause and tries again, or dismisses
// them. What was ignored (absence notices, bounces, lists) and what was taken in can be looked at too.
import { Button } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  dismissMail,
  fetchIncomingMail,
  incomingMailKey,
  rawMailPath,
  retryMail,
  type IncomingMail,
  type ShownMails,
} from '../api/incoming_mail';
import { useNames } from '../api/names';
import { useSession } from '../api/session';
import { useOffice } from '../i18n/office';
import { Ago } from '../ui/bits';
import { toastDone, toastError } from '../ui/toast';
import { LongList } from './long_list';
import classes from './oversight.module.css';

const listRefreshMs = 5_000;

export function IncomingMails() {
  const t = useOffice();
  const w = t.admin.incomingMail;
  const client = useQueryClient();
  const [which, setWhich] = useState<ShownMails>('quarantined');
  const [busy, setBusy] = useState<string | null>(null);
  const list = useInfiniteQuery({
    queryKey: [...incomingMailKey, which],
    queryFn: ({ pageParam, signal }) => fetchIncomingMail(which, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: listRefreshMs, // what is tried again may come back
  });
  const attempt = async (id: string, work: (id: string) => Promise<unknown>, done: string) => {
    setBusy(id);
    try {
      await work(id);
      toastDone(t, done);
    } catch (error) {
      toastError(t, error);
    }
    setBusy(null);
    void client.invalidateQueries({ queryKey: incomingMailKey });
  };
  return (
    <LongList<IncomingMail, ShownMails>
      title={w.title}
      list={list}
      none={{ quarantined: w.none, ignored: w.noneIgnored, done: w.noneDone }[which]}
      choices={{ quarantined: w.quarantined, ignored: w.ignored, done: w.done }}
      which={which}
      onWhich={setWhich}
      line={(row) => (
        <Line
          key={row.id}
          mail={row}
          busy={busy === row.id}
          onRetry={() => void attempt(row.id, retryMail, w.retried)}
          onDismiss={() => void attempt(row.id, dismissMail, w.dismissed)}
        />
      )}
    />
  );
}

interface LineProps {
  mail: IncomingMail;
  busy: boolean;
  onRetry(): void;
  onDismiss(): void;
}
function Line({ mail, busy, onRetry, onDismiss }: LineProps) {
  const t = useOffice();
  const w = t.admin.incomingMail;
  const { may } = useSession();
  const nameOf = useNames();
  const about = mail.incident ? nameOf(mail.incident) : null;
  const canRetry = mail.has_raw && (mail.state === 'quarantined' || mail.state === 'ignored');
  return (
    <li className={classes.change}>
      <span className={classes.changeTime}>
        <Ago at={mail.received_at} />
      </span>
      <div className={classes.changeText}>
        <span>
          {mail.subject ?? w.noSubject}
          {' · '}
          {mail.sender ? w.from(mail.sender) : w.unread}
          {about && about !== mail.incident && (
            <>
              {' · '}
              <Link to="/incidents/$number" params={{ number: about }}>
                {about}
              </Link>
            </>
          )}
        </span>
        {mail.reason && <p className={classes.why}>{mail.reason}</p>}
      </div>
      <div className={classes.deliveryActs}>
        {mail.has_raw && may('incoming_mail.raw') && (
          <Button component="a" size="compact-sm" variant="subtle" color="gray" href={rawMailPath(mail.id)} download>
            {w.raw}
          </Button>
        )}
        {canRetry && may('incoming_mail.edit') && (
          <Button size="compact-sm" variant="default" loading={busy} onClick={onRetry}>
            {w.retry}
          </Button>
        )}
        {mail.state === 'quarantined' && may('incoming_mail.edit') && (
          <Button size="compact-sm" variant="subtle" color="gray" disabled={busy} onClick={onDismiss}>
            {w.dismiss}
          </Button>
        )}
      </div>
    </li>
  );
}
