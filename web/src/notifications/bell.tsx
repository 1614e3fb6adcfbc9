// The bell in the bar: how much one was told and has not read, the latest of it, and the way to all. A part of its own: the first place
// does without.
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { incidentOptions } from '../api/incidents';
import { countedMost, latestOptions, markRead, refreshNotifications } from '../api/notifications';
import { useT } from '../i18n';
import { useLive } from '../live/live';
import { InboxIcon } from '../ui/icons';
import { toastError } from '../ui/toast';
import { Notice, placeOf } from './notice';
import { useReadAll } from './read_all';
import { useWords } from './words';
import classes from './notifications.module.css';

/** Hints come by the hundred; who is told something learns it within this time. */
const patienceMs = 4_000;

export function Bell() {
  const t = useT();
  const w = useWords();
  const client = useQueryClient();
  const { subscribe } = useLive();
  const { data } = useQuery(latestOptions);
  const readAll = useReadAll();
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(
    () =>
      subscribe(() => {
        // A screen that nobody sees asks when it is looked at again.
        if (document.hidden) return;
        waiting.current ??= setTimeout(() => {
          waiting.current = undefined;
          refreshNotifications(client);
        }, patienceMs);
      }),
    [subscribe, client],
  );
  useEffect(() => () => clearTimeout(waiting.current), []);
  useReadWhatIsOpened(data?.unread ?? 0);

  const unread = data?.unread ?? 0;
  const label = w.bell(unread);
  return (
    <Menu position="bottom-end" width={360} withinPortal>
      <Menu.Target>
        <Tooltip label={label}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} className={classes.bell}>
            <InboxIcon />
            {unread > 0 && (
              <span className={classes.count} aria-hidden="true">
                {unread > countedMost ? `${countedMost}+` : unread}
              </span>
            )}
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {data?.items.length === 0 && <Menu.Label>{w.none}</Menu.Label>}
        {(data?.items ?? []).map((notice) => (
          <Menu.Item
            key={notice.id}
            renderRoot={(props) => <Link {...placeOf(notice)} {...props} />}
            onClick={() => {
              if (notice.read_at !== null) return;
              markRead({ ids: [notice.id] })
                .catch((error: unknown) => toastError(t, error))
                .finally(() => refreshNotifications(client));
            }}
          >
            <Notice notice={notice} />
          </Menu.Item>
        ))}
        <Menu.Divider />
        {unread > 0 && <Menu.Item onClick={() => void readAll()}>{w.allRead}</Menu.Item>}
        <Menu.Item component={Link} to="/notifications">
          {w.everything}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Whoever looks at an incident has read what was told of it. */
function useReadWhatIsOpened(unread: number) {
  const client = useQueryClient();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const number = /^\/incidents\/(INC\d+)$/.exec(path)?.[1];
  const { data } = useQuery({ ...incidentOptions(number ?? ''), enabled: number !== undefined });
  const incident = number && data?.number === number ? data.id : undefined;
  useEffect(() => {
    if (!incident || unread === 0 || document.visibilityState !== 'visible') return;
    markRead({ incident })
      .then((marked) => marked.length > 0 && refreshNotifications(client))
      .catch(() => undefined);
  }, [incident, unread, client]);
}
