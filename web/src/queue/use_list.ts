// A list that stays true without moving: rows change in place, rows that left the view are marked, new ones wait to be shown.
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { fetchPage, idsMost, listKey, listOptions, overLists, type ListData } from '../api/incidents';
import type { ListParams } from '../api/list_query';
import type { Hint, Incident } from '../api/types';
import { sortHints } from '../live/hints';
import { useLive } from '../live/live';

const answersMost = 200;

export function withIds(filter: string, ids: string[]): string {
  const own = `id in (${ids.join(', ')})`;
  return filter === '' ? own : `(${filter}) and ${own}`;
}

export function useList(params: ListParams) {
  const { filter, q, order } = params;
  const client = useQueryClient();
  const { subscribe } = useLive();
  const list = useInfiniteQuery(listOptions(params));
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());

  const rows = useMemo(() => {
    const seen = new Set<string>();
    const all: Incident[] = [];
    for (const page of list.data?.pages ?? [])
      for (const row of page.items) {
        if (seen.has(row.id)) continue;
        seen.add(row.id);
        all.push(row);
      }
    return all;
  }, [list.data]);
  const rowsNow = useRef(rows);
  rowsNow.current = rows;

  useEffect(() => {
    setFresh(new Set());
    setGone(new Set());
  }, [filter, q, order]);

  const showFresh = useCallback(async () => {
    const page = await fetchPage({ filter, q, order }, null);
    client.setQueryData<ListData>(listKey({ filter, q, order }), { pages: [page], pageParams: [null] });
    setFresh(new Set());
    setGone(new Set());
  }, [client, filter, q, order]);

  useEffect(() => {
    let live = true;
    const check = async (hints: Hint[]): Promise<void> => {
      const versions = new Map(rowsNow.current.map(({ id, version }) => [id, version]));
      const { shown, unknown } = sortHints(hints, versions);
      const ids = [...shown, ...unknown].slice(0, idsMost);
      if (ids.length === 0) return;
      const inside = await fetchPage({ filter: withIds(filter, ids), q, order: '' }, null, answersMost);
      const insideIds = new Set(inside.items.map(({ id }) => id));
      const left = shown.filter((id) => !insideIds.has(id));
      const outside =
        left.length > 0 ? (await fetchPage({ filter: withIds('', left), q: '', order: '' }, null, answersMost)).items : [];
      if (!live) return;
      for (const row of [...inside.items, ...outside]) overLists(client, row);
      const arrived = inside.items.filter(({ id }) => !versions.has(id)).map(({ id }) => id);
      if (arrived.length > 0 && rowsNow.current.length === 0) return showFresh();
      setFresh((old) => (arrived.length > 0 ? new Set([...old, ...arrived]) : old));
      setGone((old) => new Set([...[...old].filter((id) => !insideIds.has(id)), ...left]));
    };
    const unsubscribe = subscribe((hints) => {
      if (hints === 'reload') void client.invalidateQueries({ queryKey: listKey({ filter, q, order }) });
      else void check(hints).catch(() => undefined); // the next hint or the next look asks again
    });
    return () => {
      live = false;
      unsubscribe();
    };
  }, [client, subscribe, filter, q, order, showFresh]);

  return { list, rows, fresh, gone, showFresh };
}
