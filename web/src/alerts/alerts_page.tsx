// What fires now and what ended, the most severe first: rows change in place, what is new waits to be asked for.
import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { memo, useCallback, useEffect, useRef, useState } from 'react';
import { sourcesOptions, type Alert, type Severity } from '../api/alerts';
import { catalogueOptions } from '../api/incidents';
import { useNames } from '../api/names';
import { isFilterError } from '../api/problem';
import { useSession } from '../api/session';
import { useT } from '../i18n';
import { useKeys } from '../lib/keys';
import { Ago, Empty, Failed, SkeletonLines } from '../ui/bits';
import { SearchIcon } from '../ui/icons';
import { sayError } from '../ui/say_error';
import { useTitle } from '../ui/use_title';
import { Outcome, SeverityMark } from './marks';
import { conditionOfText, severities, type ShownState } from './sections';
import { AlertTabs } from './tabs';
import { useAlerts } from './use_alerts';
import { useAlertWords } from './words';
import classes from './alerts.module.css';

/** What the address keeps, so that a list can be bookmarked and sent to somebody. */
export interface AlertsSearch {
  state?: ShownState;
  severity?: Severity;
  source?: string;
  service?: string;
  q?: string;
}

export function AlertsPage({ search }: { search: AlertsSearch }) {
  const w = useAlertWords();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(search.q ?? '');
  const [q] = useDebouncedValue(typed, 300);
  const asked = {
    state: search.state ?? 'firing',
    severity: search.severity ?? null,
    source: search.source ?? null,
    service: search.service ?? null,
    condition: conditionOfText(search.q ?? ''),
  };
  const { list, rows, gone, fresh, showFresh } = useAlerts(asked);
  useTitle(w.title);
  const change = (next: AlertsSearch) => void navigate({ to: '/alerts', search: { ...search, ...next }, replace: true });
  const changed = useRef(change);
  changed.current = change;
  useEffect(() => {
    if (q !== (search.q ?? '')) changed.current({ q: q || undefined });
    // Only what was typed changes the address; a changed address fills the box below.
  }, [q]);
  useEffect(() => setTyped(search.q ?? ''), [search.q]);
  const refused = isFilterError(list.error);
  const filtered = Boolean(search.severity || search.source || search.service || search.q);
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <h1 className="visually-hidden">{w.title}</h1>
        <AlertTabs current="alerts" />
        <div className={classes.tools}>
          {fresh > 0 && (
            <Button size="compact-sm" variant="light" onClick={() => void showFresh()} title={w.freshHint}>
              {w.fresh(fresh)}
            </Button>
          )}
          <span role="status" className="visually-hidden">
            {fresh > 0 ? w.fresh(fresh) : ''}
          </span>
        </div>
      </header>
      <Filter search={search} change={change} typed={typed} setTyped={setTyped} error={refused ? list.error : null} />
      {list.isPending && <SkeletonLines lines={10} />}
      {list.isError && !refused && rows.length === 0 && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && (
        <Nothing
          state={asked.state}
          filtered={filtered}
          onClear={() => void navigate({ to: '/alerts', search: { state: search.state } })}
        />
      )}
      {rows.length > 0 && !refused && (
        <Rows
          rows={rows}
          gone={gone}
          hasMore={list.hasNextPage}
          loadingMore={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      )}
    </div>
  );
}

interface FilterProps {
  search: AlertsSearch;
  typed: string;
  error: unknown;
  change(next: AlertsSearch): void;
  setTyped(text: string): void;
}
function Filter({ search, typed, error, change, setTyped }: FilterProps) {
  const t = useT();
  const w = useAlertWords();
  const sources = useQuery(sourcesOptions).data ?? [];
  const services = useQuery(catalogueOptions).data?.services ?? [];
  const input = useRef<HTMLInputElement>(null);
  useKeys({ f: () => input.current?.focus() });
  const named = (all: string, rows: { id: string; name: string }[]) => [
    { value: '', label: all },
    ...rows.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div className={classes.filter} role="group" aria-label={t.queue.filter}>
      <SegmentedControl
        size="xs"
        aria-label={w.filter.state}
        value={search.state ?? 'firing'}
        onChange={(state) => change({ state: state === 'firing' ? undefined : (state as ShownState) })}
        data={(['firing', 'resolved', 'all'] as const).map((value) => ({ value, label: w.states[value] }))}
      />
      <NativeSelect
        size="xs"
        aria-label={w.filter.severity}
        value={search.severity ?? ''}
        onChange={(event) => change({ severity: (event.currentTarget.value || undefined) as Severity | undefined })}
        data={[{ value: '', label: w.filter.anySeverity }, ...severities.map((value) => ({ value, label: w.severity[value] }))]}
      />
      <NativeSelect
        size="xs"
        aria-label={w.filter.source}
        value={search.source ?? ''}
        onChange={(event) => change({ source: event.currentTarget.value || undefined })}
        data={named(w.filter.anySource, sources)}
      />
      <NativeSelect
        size="xs"
        aria-label={w.filter.service}
        value={search.service ?? ''}
        onChange={(event) => change({ service: event.currentTarget.value || undefined })}
        data={named(w.filter.anyService, services)}
      />
      <TextInput
        ref={input}
        size="xs"
        className={classes.text}
        aria-label={w.filter.text}
        aria-keyshortcuts="f"
        placeholder={w.filter.textHint}
        leftSection={<SearchIcon size={14} />}
        value={typed}
        error={error ? sayError(t, error) : undefined}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
    </div>
  );
}

interface RowsProps {
  rows: Alert[];
  gone: ReadonlySet<string>;
  hasMore: boolean;
  loadingMore: boolean;
  onMore(): void;
}
function Rows({ rows, gone, hasMore, loadingMore, onMore }: RowsProps) {
  const w = useAlertWords();
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const [focus, setFocus] = useState(0);
  const activate = useCallback((id: string) => setActive(id), []);
  const index = rows.findIndex(({ id }) => id === active);
  const move = (by: number) => {
    const next = rows[Math.min(Math.max(index + by, 0), rows.length - 1)];
    if (!next) return;
    setActive(next.id);
    setFocus((n) => n + 1);
  };
  useEffect(() => {
    if (focus === 0 || index < 0) return;
    scroller.current?.querySelector<HTMLElement>(`[data-row="${active}"]`)?.focus();
    // Only a key moves the focus; rows that change below must not take it.
  }, [focus]);
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: (event) => {
      if (event.target instanceof HTMLAnchorElement || event.target instanceof HTMLButtonElement) event.target.click();
      else if (active) void navigate({ to: '/alerts/$alert', params: { alert: active } });
    },
  });
  const c = w.columns;
  const head: [string, string | undefined][] = [
    [c.severity, classes.severityCell],
    [c.title, classes.what],
    [c.service, classes.about],
    [c.source, classes.source],
    [c.incident, classes.outcome],
    [c.count, `${classes.count} ${classes.number}`],
    [c.since, `${classes.since} ${classes.number}`],
  ];
  return (
    <div className={classes.list}>
      <div ref={scroller} className={classes.scroller}>
        <div role="table" aria-label={w.list} aria-rowcount={hasMore ? -1 : rows.length + 1} className={classes.table}>
          <div role="rowgroup" className={classes.head}>
            <div role="row" className={classes.headRow} aria-rowindex={1}>
              {head.map(([label, place]) => (
                <span key={label} role="columnheader" className={place}>
                  {label}
                </span>
              ))}
            </div>
          </div>
          <div role="rowgroup">
            {rows.map((row, index) => (
              <Row
                key={row.id}
                row={row}
                index={index}
                active={row.id === active || (active === null && index === 0)}
                gone={gone.has(row.id)}
                onActivate={activate}
              />
            ))}
          </div>
        </div>
        <div className={classes.end}>
          {hasMore ? (
            <Button size="xs" variant="default" loading={loadingMore} onClick={onMore}>
              {w.more}
            </Button>
          ) : (
            rows.length > 20 && w.end
          )}
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  row: Alert;
  index: number;
  active: boolean;
  gone: boolean;
  onActivate(id: string): void;
}
const Row = memo(function Row({ row, index, active, gone, onActivate }: RowProps) {
  const w = useAlertWords();
  const nameOf = useNames();
  const since = row.state === 'resolved' ? row.ends_at : row.starts_at;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes.row}
      data-active={active || undefined}
      data-gone={gone || undefined}
      onClick={() => onActivate(row.id)}
    >
      <span role="cell" className={classes.severityCell}>
        <SeverityMark alert={row} />
      </span>
      <span role="cell" className={classes.what}>
        <span className={classes.small} aria-hidden="true">
          <SeverityMark alert={row} />
        </span>
        <Link
          to="/alerts/$alert"
          params={{ alert: row.id }}
          className={`${classes.link} cut`}
          tabIndex={active ? 0 : -1}
          data-row={row.id}
          title={row.title ?? ''}
          onFocus={() => onActivate(row.id)}
        >
          {row.title}
        </Link>
        {gone && <span className="dim"> {w.gone}</span>}
      </span>
      <span role="cell" className={classes.about} title={nameOf(row.service)}>
        {row.service ? (
          <Link
            to="/incidents"
            search={{ filter: `service = ${row.service} and open = true` }}
            tabIndex={active ? 0 : -1}
            className={classes.link}
          >
            {nameOf(row.service)}
          </Link>
        ) : (
          ''
        )}
      </span>
      <span role="cell" className={`${classes.source} dim`} title={nameOf(row.source)}>
        {nameOf(row.source)}
      </span>
      <span role="cell" className={classes.outcome}>
        <Outcome alert={row} tabIndex={active ? 0 : -1} />
      </span>
      <span role="cell" className={`${classes.count} ${classes.number}`}>
        {row.count}
      </span>
      <span role="cell" className={`${classes.since} ${classes.number}`}>
        {since && <Ago at={since} short />}
      </span>
    </div>
  );
});

function Nothing({ state, filtered, onClear }: { state: ShownState; filtered: boolean; onClear(): void }) {
  const w = useAlertWords();
  const { may } = useSession();
  const sources = useQuery(sourcesOptions);
  if (filtered)
    return (
      <Empty title={w.empty.filtered}>
        <Button size="xs" variant="default" onClick={onClear}>
          {w.filter.clear}
        </Button>
      </Empty>
    );
  if (sources.data?.length === 0)
    return (
      <Empty title={w.empty.noSource} hint={w.empty.noSourceHint}>
        {may('alert.key') && (
          <Link to="/admin/$path" params={{ path: 'alert_sources' }}>
            {w.empty.setUp}
          </Link>
        )}
      </Empty>
    );
  return state === 'resolved' ? <Empty title={w.empty.resolved} /> : <Empty title={w.empty.firing} hint={w.empty.firingHint} />;
}
