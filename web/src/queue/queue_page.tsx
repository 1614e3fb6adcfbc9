// The queue and the register: views as tabs, the filter line, the list that stays true, and the preview beside it.
import { ActionIcon, Button, NativeSelect, Tooltip } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isFilterError } from '../api/problem';
import { useSession } from '../api/session';
import type { Incident } from '../api/types';
import { useThing } from '../commands/provider';
import { useT } from '../i18n';
import { useKeys } from '../lib/keys';
import type { ListSearch } from '../router';
import { Empty, Failed, SkeletonLines } from '../ui/bits';
import { DownloadIcon, PaneIcon } from '../ui/icons';
import { useTitle } from '../ui/use_title';
import { BulkBar } from './bulk_bar';
import { FilterLine } from './filter_line';
import { List } from './list';
import { Preview } from './preview';
import { KeepView, OwnTabs, useOwnViews } from './own_views';
import { useList } from './use_list';
import { conditionOf, orderOf, orders, readable, shiftOf, views, type ListView } from './views';
import classes from './queue.module.css';

/** Where one was in each list, so that coming back finds the same place. */
const places = new Map<string, { active: string | null; offset: number }>();

export function QueuePage({ view, search }: { view: ListView; search: ListSearch }) {
  const t = useT();
  const navigate = useNavigate();
  const order = orderOf(view, search.order);
  const params = { filter: conditionOf(view, search.filter), q: search.q ?? '', order };
  const { list, rows, fresh, gone, showFresh } = useList(params);
  const wide = useMediaQuery('(min-width: 1200px)', false, { getInitialValueInEffect: false });
  const own = useOwnViews();
  const [wantsPreview, setWantsPreview] = useLocalStorage({ key: 'evenkeel.preview', defaultValue: true });
  useTitle(view === 'all' ? t.queue.all : `${t.queue[view]} · ${t.queue.title}`);

  const change = (next: ListSearch) => {
    const merged = { ...search, ...next };
    if (view === 'all') void navigate({ to: '/incidents', search: merged, replace: true });
    else void navigate({ to: '/queue/$view', params: { view }, search: merged, replace: true });
  };
  const keep = `${view}|${params.filter}|${params.q}|${order}`;
  const refused = isFilterError(list.error);
  return (
    <div className={classes.page}>
      <div className={classes.main}>
        <header className={classes.top}>
          <h1 className={view === 'all' ? classes.heading : 'visually-hidden'}>{view === 'all' ? t.queue.all : t.queue.title}</h1>
          {(view !== 'all' || own.length > 0) && <Tabs view={view} search={search} />}
          {view === 'all' && search.q && <SearchChip q={search.q} onClear={() => change({ q: undefined })} />}
          <div className={classes.tools}>
            {fresh.size > 0 && (
              <Button size="compact-sm" variant="light" onClick={() => void showFresh()} title={t.queue.newHint}>
                {t.queue.newCount(fresh.size)}
              </Button>
            )}
            <span role="status" className="visually-hidden">
              {fresh.size > 0 ? t.queue.newCount(fresh.size) : ''}
            </span>
            <KeepView search={{ filter: params.filter || undefined, q: params.q || undefined, order: search.order }} />
            <OrderSelect value={order} onChange={(next) => change({ order: next })} />
            <Export filter={params.filter} q={params.q} />
            {wide && (
              <Tooltip label={wantsPreview ? t.queue.hidePreview : t.queue.showPreview}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t.queue.preview}
                  aria-pressed={wantsPreview}
                  onClick={() => setWantsPreview(!wantsPreview)}
                >
                  <PaneIcon />
                </ActionIcon>
              </Tooltip>
            )}
          </div>
        </header>
        <FilterLine
          value={search.filter ?? ''}
          error={list.error}
          shift={shiftOf(view)}
          onChange={(filter) => change({ filter: filter || undefined })}
        />
        {list.isPending && <SkeletonLines lines={10} />}
        {list.isError && !refused && rows.length === 0 && <Failed error={list.error} retry={() => void list.refetch()} />}
        {list.isSuccess && rows.length === 0 && (
          <Nothing
            view={view}
            filtered={Boolean(search.filter || search.q)}
            onClear={() => change({ filter: undefined, q: undefined })}
          />
        )}
        {rows.length > 0 && !refused && (
          <Rows
            key={keep}
            keep={keep}
            rows={rows}
            gone={gone}
            hasMore={list.hasNextPage}
            loadingMore={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
            preview={wide && wantsPreview}
          />
        )}
      </div>
    </div>
  );
}

interface RowsProps {
  keep: string;
  rows: Incident[];
  gone: ReadonlySet<string>;
  hasMore: boolean;
  loadingMore: boolean;
  preview: boolean;
  onMore(): void;
}
function Rows({ keep, rows, gone, hasMore, loadingMore, preview, onMore }: RowsProps) {
  const navigate = useNavigate();
  const before = places.get(keep);
  const [active, setActive] = useState<string | null>(before?.active ?? null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [focus, setFocus] = useState(0);
  const offset = useRef(before?.offset ?? 0);
  places.set(keep, { active, offset: offset.current });

  const index = rows.findIndex(({ id }) => id === active);
  const current = rows[index];
  const activate = useCallback((id: string) => setActive(id), []);
  const toggle = useCallback((id: string) => {
    setSelected((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const move = (by: number) => {
    const next = rows[Math.min(Math.max(index + by, 0), rows.length - 1)];
    if (!next) return;
    setActive(next.id);
    setFocus((n) => n + 1);
  };
  const open = (incident: Incident | undefined) => {
    if (!incident) return;
    places.set(keep, { active: incident.id, offset: offset.current });
    void navigate({ to: '/incidents/$number', params: { number: incident.number } });
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    x: () => current && toggle(current.id),
    Enter: (event) =>
      event.target instanceof HTMLAnchorElement || event.target instanceof HTMLButtonElement
        ? event.target.click()
        : open(current),
    Escape: () => setSelected(new Set()),
  });
  const chosen = useMemo(() => rows.filter(({ id }) => selected.has(id)), [rows, selected]);
  const thing = useMemo(() => {
    const incidents = chosen.length > 0 ? chosen : current ? [current] : [];
    return incidents.length > 0 ? { incidents, done: () => setSelected(new Set()) } : null;
  }, [chosen, current]);
  useThing(thing);
  return (
    <div className={classes.split}>
      <div className={classes.listSide}>
        {chosen.length > 0 && <BulkBar incidents={chosen} onClear={() => setSelected(new Set())} />}
        <List
          rows={rows}
          active={active}
          selected={selected}
          gone={gone}
          focus={focus}
          offset={offset}
          hasMore={hasMore}
          loadingMore={loadingMore}
          onMore={onMore}
          onActivate={activate}
          onSelect={toggle}
        />
      </div>
      {preview && <Preview incident={current ?? null} />}
    </div>
  );
}

function Tabs({ view, search }: { view: ListView; search: ListSearch }) {
  const t = useT();
  const { promises } = useSession();
  const active = useRef<HTMLAnchorElement>(null);
  useEffect(() => void active.current?.scrollIntoView({ inline: 'center', block: 'nearest' }), [view]);
  return (
    <nav className={classes.tabs} aria-label={t.queue.views}>
      {readable(views, promises).map((name) => (
        <Link
          key={name}
          to="/queue/$view"
          params={{ view: name }}
          ref={name === view ? active : undefined}
          className={classes.tab}
          data-active={name === view || undefined}
          aria-current={name === view ? 'page' : undefined}
        >
          {t.queue[name]}
        </Link>
      ))}
      <OwnTabs current={view === 'all' ? search : null} />
    </nav>
  );
}

function OrderSelect({ value, onChange }: { value: string; onChange(order: string): void }) {
  const t = useT();
  const { promises } = useSession();
  const labels: Record<string, string> = {
    urgency: t.queue.byUrgency,
    due: t.queue.byDue,
    '-opened_at': t.queue.byNewest,
    opened_at: t.queue.byOldest,
    '-updated_at': t.queue.byChanged,
  };
  return (
    <NativeSelect
      size="xs"
      w={196}
      aria-label={t.queue.order}
      data={readable(orders, promises).map((name) => ({ value: name, label: labels[name] ?? name }))}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      className={classes.order}
    />
  );
}

function Export({ filter, q }: { filter: string; q: string }) {
  const t = useT();
  const { may } = useSession();
  if (!may('incident.export')) return null;
  const query = new URLSearchParams({ ...(filter && { filter }), ...(q && { q }) });
  return (
    <Tooltip label={t.queue.export}>
      <ActionIcon
        component="a"
        href={`/api/v1/incidents.csv?${query}`}
        download
        variant="subtle"
        color="gray"
        aria-label={t.queue.export}
        className={classes.export}
      >
        <DownloadIcon />
      </ActionIcon>
    </Tooltip>
  );
}

function SearchChip({ q, onClear }: { q: string; onClear(): void }) {
  const t = useT();
  return (
    <Button size="compact-sm" variant="default" onClick={onClear} aria-label={t.queue.removeTerm(q)} rightSection="×">
      “{q}”
    </Button>
  );
}

function Nothing({ view, filtered, onClear }: { view: ListView; filtered: boolean; onClear(): void }) {
  const t = useT();
  const { person } = useSession();
  if (filtered)
    return (
      <Empty title={t.queue.emptyFilter}>
        <Button size="xs" variant="default" onClick={onClear}>
          {t.queue.clearFilter}
        </Button>
      </Empty>
    );
  const teamless = (person.teams ?? []).length === 0;
  const says: Record<ListView, [string, string?]> = {
    mine: [t.queue.emptyMine, t.queue.emptyMineHint],
    teams: [teamless ? t.queue.emptyTeamsNone : t.queue.emptyTeams],
    unassigned: [t.queue.emptyUnassigned],
    open: [t.queue.emptyOpen, t.queue.emptyOpenHint],
    due: [t.queue.emptyDue],
    breached: [t.queue.emptyBreached],
    escalated: [t.queue.emptyEscalated],
    resolved: [t.queue.emptyResolved],
    all: [t.queue.emptyAll, t.queue.emptyOpenHint],
  };
  const [title, hint] = says[view];
  const wider = view === 'mine' ? (teamless ? 'open' : 'teams') : view === 'teams' ? 'open' : undefined;
  return (
    <Empty title={title} hint={view === 'mine' && teamless ? undefined : hint}>
      {wider && (
        <Link to="/queue/$view" params={{ view: wider }}>
          {t.queue[wider]}
        </Link>
      )}
    </Empty>
  );
}
