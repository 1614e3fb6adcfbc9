// The change log for whoever must know what happened, and the proof that nobody altered it.
import { Button, Progress, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { kindsOptions } from '../api/kinds';
import { useNames } from '../api/names';
import { fetchAudit, verificationOptions, verify, type AuditChange, type AuditFilter, type Verification } from '../api/oversight';
import { useSession } from '../api/session';
import { useOffice } from '../i18n/office';
import { Ago, Empty, Failed, SkeletonLines, When } from '../ui/bits';
import { InstantInput, PersonPicker } from '../ui/pickers';
import { toastError } from '../ui/toast';
import { useTitle } from '../ui/use_title';
import { changeSentence, useSayFact } from './say_change';
import classes from './oversight.module.css';

export function AuditPage() {
  const t = useOffice();
  const { may } = useSession();
  useTitle(t.admin.audit.title);
  const [filter, setFilter] = useState<AuditFilter>({});
  const [used] = useDebouncedValue(filter, 250);
  return (
    <section className={classes.page} aria-labelledby="audit-title">
      <header className={classes.head}>
        <h1 id="audit-title">{t.admin.audit.title}</h1>
      </header>
      {may('audit.verify') && <Proof />}
      <Filters filter={filter} onChange={(change) => setFilter((old) => ({ ...old, ...change }))} />
      <Changes filter={used} />
    </section>
  );
}

/** "Is it whole?" */
function Proof() {
  const t = useOffice();
  const client = useQueryClient();
  const state = useQuery(verificationOptions);
  const begin = async () => {
    try {
      client.setQueryData(verificationOptions.queryKey, await verify());
    } catch (error) {
      toastError(t, error);
    }
    void client.invalidateQueries({ queryKey: verificationOptions.queryKey });
  };
  const found = state.data;
  const running = found?.state === 'running';
  return (
    <div className={classes.proof} data-state={found?.state}>
      <div className={classes.proofText} role="status">
        <strong>{t.admin.audit.states[found?.state ?? 'never']}</strong>
        {found?.began_at && !running && (
          <span className="dim">
            {' '}
            <Ago at={found.began_at} />
          </span>
        )}
        {found && <ProofDetail found={found} />}
      </div>
      <Button variant="default" onClick={() => void begin()} disabled={running || state.isPending}>
        {t.admin.audit.verify}
      </Button>
      {running && (
        <Progress
          className={classes.progress}
          value={found.all ? (100 * (found.done ?? 0)) / found.all : 0}
          aria-label={t.admin.audit.states.running}
        />
      )}
    </div>
  );
}

function ProofDetail({ found }: { found: Verification }) {
  const t = useOffice();
  if (found.state === 'running') return <p>{t.admin.audit.progress(found.done ?? 0, found.all ?? 0)}</p>;
  if (found.state === 'failed') return <p>{found.trouble}</p>;
  if (found.state === 'never') return <p className="dim">{t.admin.audit.neverHint}</p>;
  return (
    <>
      <p>{t.admin.audit.report(found.changes ?? 0, found.seals ?? 0, found.facts ?? 0)}</p>
      {(found.erased ?? 0) > 0 && <p className="dim">{t.admin.audit.erasedCount(found.erased ?? 0)}</p>}
      {(found.unsigned_seals ?? 0) > 0 && <p>{t.admin.audit.unsigned(found.unsigned_seals ?? 0)}</p>}
      {(found.findings ?? []).length > 0 && (
        <ol className={classes.findings}>
          {(found.findings ?? []).map((finding, i) => (
            <li key={i}>
              {finding.seq !== null && <span className="dim">{finding.seq} </span>}
              {finding.subject_kind} {finding.subject}: {finding.text}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function Filters({ filter, onChange }: { filter: AuditFilter; onChange(change: AuditFilter): void }) {
  const t = useOffice();
  const kinds = useQuery(kindsOptions);
  const data = [
    { value: 'incident', label: t.admin.audit.incidents },
    ...(kinds.data ?? [])
      .filter(({ kind }) => kind !== 'incident')
      .map((kind) => ({ value: kind.kind, label: t.admin.kinds[kind.kind] ?? kind.plural })),
  ];
  return (
    <div className={classes.filters}>
      <TextInput
        size="xs"
        label={t.admin.audit.subject}
        placeholder="INC0000042"
        value={filter.subject ?? ''}
        onChange={(event) => onChange({ subject: event.currentTarget.value.trim() || undefined })}
      />
      <Select
        size="xs"
        label={t.admin.audit.kind}
        searchable
        clearable
        data={data}
        value={filter.subject_kind ?? null}
        onChange={(kind) => onChange({ subject_kind: kind ?? undefined })}
      />
      <PersonPicker
        size="xs"
        label={t.admin.audit.person}
        value={filter.person ?? null}
        onChange={(person) => onChange({ person: person ?? undefined })}
      />
      <InstantInput
        size="xs"
        label={t.admin.audit.since}
        value={filter.since ?? null}
        onChange={(since) => onChange({ since: since ?? undefined })}
      />
      <InstantInput
        size="xs"
        label={t.admin.audit.until}
        value={filter.until ?? null}
        onChange={(until) => onChange({ until: until ?? undefined })}
      />
    </div>
  );
}

function Changes({ filter }: { filter: AuditFilter }) {
  const t = useOffice();
  const list = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) => fetchAudit(filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (old) => old,
  });
  if (list.isPending) return <SkeletonLines lines={8} />;
  if (list.isError) return <Failed error={list.error} retry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap((page) => page.items);
  return (
    <>
      {rows.length === 0 && <Empty title={t.admin.audit.empty} hint={list.hasNextPage ? t.admin.audit.emptyMore : undefined} />}
      {rows.length > 0 && (
        <ol className={classes.changes}>
          {rows.map((row) => (
            <Change key={row.seq} row={row} />
          ))}
        </ol>
      )}
      {list.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          className={classes.further}
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t.admin.audit.further}
        </Button>
      )}
    </>
  );
}

const isId = /^\d{15,}$/;
/** Facts that one line holds; more are folded. */
const shownMost = 3;

function Change({ row }: { row: AuditChange }) {
  const t = useOffice();
  const nameOf = useNames();
  const sayFact = useSayFact();
  const diff = (row.body?.diff ?? {}) as Record<string, unknown[]>;
  const set = (row.body?.set ?? {}) as Record<string, unknown>;
  const why = (row.body?.why ?? {}) as Record<string, unknown>;
  const lines = [
    ...Object.entries(diff).map(([field, [before, after]]) => sayFact(row.subject_kind, field, before, after)),
    ...Object.entries(set).map(([field, value]) => sayFact(row.subject_kind, field, null, value)),
  ].filter((line) => line !== '');
  const reasons = [...new Set(Object.values(why))]
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .map((value) => (t.linkKind as Record<string, string>)[value] ?? nameOf(value))
    .filter((text) => !isId.test(text));
  // What belongs to an incident has no name of its own.
  const incident = row.kind.startsWith('incident.') ? row.root : null;
  return (
    <li className={classes.change}>
      <span className={classes.changeTime}>
        <When at={row.at} />
      </span>
      <div className={classes.changeText}>
        <strong>{row.person ? nameOf(row.person) : row.actor}</strong> {changeSentence(t, row)}{' '}
        {incident ? (
          <Link to="/incidents/$number" params={{ number: incident }}>
            {nameOf(incident)}
          </Link>
        ) : (
          <span>{nameOf(row.subject)}</span>
        )}
        {row.hidden && <span className="dim"> {t.admin.audit.hidden}</span>}
        {row.erased && <span className="dim"> {t.admin.audit.erased}</span>}
        {lines.length > 0 && lines.length <= shownMost && <p className={classes.factLine}>{lines.join(' · ')}</p>}
        {lines.length > shownMost && (
          <details className={classes.facts}>
            <summary>{t.admin.audit.facts(lines.length)}</summary>
            <ul>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </details>
        )}
        {reasons.length > 0 && <p className={classes.why}>{reasons.join(' · ')}</p>}
      </div>
      <span className={classes.seq}>{row.seq}</span>
    </li>
  );
}
