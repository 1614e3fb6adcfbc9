// A list of alerts that is asked for again and again and yet stays still: see settle.
import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { alertsKey, fetchAlertPage, listInterval, type Alert } from '../api/alerts';
import { settle, type AlertPage, type AlertQuery, type Place } from './sections';

type Data = InfiniteData<AlertPage, Place | null>;

export function useAlerts(asked: AlertQuery) {
  const client = useQueryClient();
  const key = alertsKey(asked);
  const name = key.join('|');
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => fetchAlertPage(asked, pageParam),
    initialPageParam: null as Place | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: ({ state }) => listInterval(state.data?.pages.length ?? 0),
    retry: false,
  });
  const [accepted, setAccepted] = useState(0);
  const shown = useRef<{ name: string; accepted: number; rows: Alert[] }>({ name, accepted, rows: [] });
  const settled = useMemo(() => {
    const before = shown.current;
    const same = before.name === name && before.accepted === accepted;
    const answer = unique(list.data?.pages.flatMap(({ items }) => items) ?? []);
    const next = settle(same ? before.rows : [], answer, list.isSuccess);
    shown.current = { name, accepted, rows: next.rows };
    return next;
  }, [list.data, list.isSuccess, name, accepted]);
  const showFresh = async () => {
    // Read from the top, one page: those below follow when one comes there.
    client.setQueryData<Data>(key, (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) });
    await list.refetch();
    setAccepted((n) => n + 1);
  };
  return { list, ...settled, showFresh };
}

/** An alert that changed its section between two pages would come twice. */
function unique(rows: Alert[]): Alert[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
