// All that one was told, with what was read of it.
import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { markRead, markUnread, notificationsOptions, refreshNotifications, type NotificationState } from '../api/notifications';
import type { Notification } from '../api/types';
import { useT } from '../i18n';
import { Empty, Failed, SkeletonLines } from '../ui/bits';
import { CheckIcon, InboxIcon } from '../ui/icons';
import { toastError } from '../ui/toast';
import { useTitle } from '../ui/use_title';
import { Notice, placeOf } from './notice';
import { useReadAll } from './read_all';
import { useWords } from './words';
import classes from './notifications.module.css';

export function NotificationsPage() {
  const t = useT();
  const w = useWords();
  const client = useQueryClient();
  const [state, setState] = useState<NotificationState>('all');
  const pages = useInfiniteQuery(notificationsOptions(state));
  const readAll = useReadAll();
  useTitle(w.title);
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = pages.data?.pages.at(-1)?.unread ?? 0;
  const mark = (notice: Notification, read: boolean) => {
    const done: Promise<unknown> = read ? markRead({ ids: [notice.id] }) : markUnread([notice.id]);
    done.catch((error: unknown) => toastError(t, error)).finally(() => refreshNotifications(client));
  };
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>{w.title}</h1>
        <SegmentedControl
          size="xs"
          aria-label={w.show}
          value={state}
          onChange={(value) => setState(value as NotificationState)}
          data={[
            { value: 'all', label: w.all },
            { value: 'unread', label: unread > 0 ? `${w.unread} (${unread})` : w.unread },
          ]}
        />
        <Button size="xs" variant="default" disabled={unread === 0} onClick={() => void readAll()}>
          {w.allRead}
        </Button>
      </header>
      {pages.isPending && <SkeletonLines />}
      {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isSuccess && items.length === 0 && (
        <Empty title={state === 'unread' ? w.noneUnread : w.none} hint={state === 'unread' ? undefined : w.noneHint} />
      )}
      <ul className={classes.list}>
        {items.map((notice) => {
          const read = notice.read_at !== null;
          return (
            <li key={notice.id} className={classes.line}>
              <Link {...placeOf(notice)} className={classes.link} onClick={() => !read && mark(notice, true)}>
                <Notice notice={notice} />
              </Link>
              <Tooltip label={read ? w.markUnread : w.markRead}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`${read ? w.markUnread : w.markRead}: ${w.kinds[notice.kind] ?? notice.kind} ${notice.number ?? ''}`}
                  onClick={() => mark(notice, !read)}
                >
                  {read ? <InboxIcon size={16} /> : <CheckIcon size={16} />}
                </ActionIcon>
              </Tooltip>
            </li>
          );
        })}
      </ul>
      {pages.hasNextPage && (
        <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {w.more}
        </Button>
      )}
    </div>
  );
}
