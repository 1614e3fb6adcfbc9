// Administration: every kind of record that the server describes, as a list or a tree and a form, and the places beside them.
import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { fetchRecords, kindsOptions, recordsKey, type AnyRecord, type Kind, type KindField } from '../api/kinds';
import { useNames } from '../api/names';
import { useFormat } from '../i18n';
import { useOffice } from '../i18n/office';
import { Empty, Failed, SkeletonLines } from '../ui/bits';
import { DownloadIcon, SearchIcon } from '../ui/icons';
import { useTitle } from '../ui/use_title';
import { useSession } from '../api/session';
import { AgreementTemplates } from './agreement_foot';
import { RuleList } from './automation/rule_list';
import { AuditPage } from './audit_page';
import { CsvImport } from './csv_import';
import { ForesightPage } from './foresight';
import { IntakePage } from './intake/intake_page';
import { Periods } from './periods';
import { adminPlaces, beginning, groupsOf, isKept, isSpecial, kindsFor, type Special } from './places';
import { RecordForm } from './record_form';
import { ServiceMap } from './service_map';
import { sayName } from './special';
import { SystemPage } from './system_page';
import { isTree, Tree } from './tree';
import classes from './admin.module.css';

const RosterImport = lazy(() =>
  import('./roster_import/roster_import').then(({ RosterImport: component }) => ({ default: component })),
);

/** Where the first fields of a description are not what one looks for. */
const columnsOf: Record<string, string[]> = {
  person: ['roles', 'teams', 'mail', 'login', 'organisation'],
  webhook: ['url', 'condition'],
};
/** Columns that a list can show beside the name. */
const columnsMost = 5;

export function AdminPage({ path }: { path: string }) {
  const t = useOffice();
  const { may } = useSession();
  const kinds = useQuery({ ...kindsOptions, enabled: may('catalogue.read') });
  const places = adminPlaces(may);
  const special = isSpecial(path) && places.includes(path) ? path : null;
  const shown = kindsFor(may, (kinds.data ?? []).filter(isKept(may)));
  const kind = special ? undefined : (shown.find((one) => one.path === path) ?? shown[0]);
  useTitle(kind ? (t.admin.kinds[kind.kind] ?? kind.plural) : t.nav.admin);
  if (!special && kinds.isPending && may('catalogue.read')) return <SkeletonLines lines={10} />;
  if (!special && !kind) return <Failed error={kinds.error} retry={() => void kinds.refetch()} />;
  const SpecialPage = special ? specialPages[special] : null;
  return (
    <div className={classes.page}>
      <AdminNav
        kinds={may('catalogue.edit') ? shown : []}
        specials={places.filter(isSpecial)}
        current={special ?? kind?.path ?? ''}
      />
      {SpecialPage ? <SpecialPage /> : kind && <Records key={kind.path} kind={kind} kinds={kinds.data ?? []} />}
    </div>
  );
}

function AdminNav({ kinds, specials, current }: { kinds: Kind[]; specials: Special[]; current: string }) {
  const t = useOffice();
  const active = useRef<HTMLAnchorElement>(null);
  useEffect(() => void active.current?.scrollIntoView({ inline: 'center', block: 'nearest' }), [current, kinds.length]);
  const item = (path: string, label: string) => (
    <Link
      key={path}
      to="/admin/$path"
      params={{ path }}
      ref={path === current ? active : undefined}
      className={classes.kind}
      data-active={path === current || undefined}
      aria-current={path === current ? 'page' : undefined}
    >
      {label}
    </Link>
  );
  const placed = groupsOf(kinds, specials);
  return (
    <nav className={classes.kinds} aria-label={t.nav.admin}>
      {placed.map(({ group, kinds: inGroup, specials: alsoInGroup }) => (
        <div key={group} className={classes.group} role="group" aria-label={t.admin.groups[group]}>
          <span className={classes.groupTitle} aria-hidden="true">
            {t.admin.groups[group]}
          </span>
          {inGroup.map((one) => item(one.path, t.admin.kinds[one.kind] ?? one.plural))}
          {alsoInGroup.map((one) => item(one, t.admin[one].title))}
        </div>
      ))}
    </nav>
  );
}

export { ForesightPage };
const specialPages: Record<Special, () => React.ReactNode> = {
  map: ServiceMap,
  foresight: ForesightPage,
  intake: IntakePage,
  audit: AuditPage,
  system: SystemPage,
};

function Records({ kind, kinds }: { kind: Kind; kinds: Kind[] }) {
  const t = useOffice();
  const session = useSession();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const [opened, setOpened] = useState<{ record?: AnyRecord; begin?: Record<string, unknown> } | null>(null);
  const tree = isTree(kind) && q === '';
  const list = useInfiniteQuery({
    queryKey: recordsKey(kind.path, q),
    queryFn: ({ pageParam }) => fetchRecords(kind.path, q, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (old) => old,
    enabled: !tree,
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={classes.records} aria-labelledby="kind-title">
      <header className={classes.head}>
        <h1 id="kind-title">{t.admin.kinds[kind.kind] ?? kind.plural}</h1>
        <TextInput
          size="xs"
          aria-label={t.help.search}
          placeholder={t.help.search}
          leftSection={<SearchIcon size={14} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          className={classes.search}
        />
        {kind.catalogue && (
          <>
            <Tooltip label={t.queue.export}>
              <ActionIcon
                component="a"
                href={`/api/v1/${kind.path}.csv`}
                download
                variant="subtle"
                color="gray"
                aria-label={t.queue.export}
              >
                <DownloadIcon />
              </ActionIcon>
            </Tooltip>
            {session.may('catalogue.import') && <CsvImport kind={kind} />}
            {session.may('catalogue.import') && kind.kind === 'roster' && (
              <Suspense>
                <RosterImport />
              </Suspense>
            )}
          </>
        )}
        {kind.kind === 'agreement' && <AgreementTemplates onChoose={(begin) => setOpened({ begin })} />}
        <Button onClick={() => setOpened({ begin: beginning(session, kind.kind) })}>{t.add}</Button>
      </header>
      {tree && (
        <Tree
          kind={kind}
          onOpen={(row) => setOpened({ record: row })}
          onAddBelow={(row) => setOpened({ begin: { ...beginning(session, kind.kind), parent: row.id } })}
        />
      )}
      {!tree && list.isPending && <SkeletonLines lines={6} />}
      {!tree && list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
      {!tree && list.isSuccess && rows.length === 0 && (
        <Empty title={q ? t.palette.nothing : t.admin.empty} hint={q ? undefined : t.admin.emptyHint} />
      )}
      {!tree && rows.length > 0 && kind.kind === 'critical_period' && (
        <Periods rows={rows} onOpen={(row) => setOpened({ record: row })} />
      )}
      {!tree && rows.length > 0 && kind.kind === 'automation_rule' && (
        <RuleList rows={rows} onOpen={(row) => setOpened({ record: row })} />
      )}
      {!tree && rows.length > 0 && kind.kind !== 'critical_period' && kind.kind !== 'automation_rule' && (
        <Table kind={kind} rows={rows} onOpen={(row) => setOpened({ record: row })} />
      )}
      {!tree && list.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
          className={classes.more}
        >
          {t.story.older}
        </Button>
      )}
      {opened !== null && (
        <RecordForm
          key={opened.record?.id ?? 'new'}
          kind={kind}
          kinds={kinds}
          record={opened.record ?? null}
          begin={opened.begin}
          onClose={() => setOpened(null)}
          onMade={(record) => setOpened({ record })}
        />
      )}
    </section>
  );
}

function Table({ kind, rows, onOpen }: { kind: Kind; rows: AnyRecord[]; onOpen(row: AnyRecord): void }) {
  const t = useOffice();
  const say = useSayField();
  const title =
    kind.fields.find(({ name }) => name === 'name') ??
    kind.fields.find(({ access, type }) => access === 'input' && type === 'id');
  const named = columnsOf[kind.kind];
  const wanted = named
    ? named.flatMap((name) => kind.fields.filter((field) => field.name === name))
    : kind.fields.filter((field) => isColumn(field) && field !== title);
  const columns = wanted.slice(0, columnsMost);
  return (
    <div className={classes.scroller}>
      <table className={classes.table}>
        <thead>
          <tr>
            {[title, ...columns].map(
              (field) =>
                field && (
                  <th key={field.name} scope="col">
                    {t.admin.labels[field.label] ?? field.label}
                  </th>
                ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-inactive={row.active === false || undefined} onClick={() => onOpen(row)}>
              <th scope="row">
                <button type="button" className={classes.open} onClick={() => onOpen(row)}>
                  {(title && say(title, row[title.name])) || row.id}
                </button>
                {row.active === false && <span className={classes.inactive}>{t.admin.inactive}</span>}
              </th>
              {columns.map((field) => (
                <td key={field.name}>{say(field, row[field.name])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function isColumn(field: KindField): boolean {
  return (
    field.access === 'input' &&
    field.name !== 'active' &&
    field.name !== 'external_ref' &&
    !field.markdown &&
    field.type !== 'object'
  );
}

/** A value of a described field, as people say it. */
export function useSayField(): (field: KindField, value: unknown) => string {
  const t = useOffice();
  const format = useFormat();
  const nameOf = useNames();
  const one = (field: KindField, value: unknown): string => {
    if (value === null || value === undefined || value === '' || value === false) return '';
    if (Array.isArray(value)) return value.map((item) => one(field, item)).join(', ');
    if (field.ref) return nameOf(String(value));
    if (value === true) return t.yes;
    if (field.names && field.names.length > 0) return sayName(t, String(value));
    if (field.type === 'time') return format.brief(String(value));
    if (field.name === 'roles') return t.admin.roles[String(value)] ?? String(value);
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  return one;
}
