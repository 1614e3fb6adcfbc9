// Administration: every kind of record that the server describes, as a list and a form. Nothing here knows a kind by name but people.
import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { fetchRecords, kindsOptions, recordsKey, type AnyRecord, type Kind, type KindField } from '../api/kinds';
import { useNames } from '../api/names';
import { useFormat, useT } from '../i18n';
import { Empty, Failed, SkeletonLines } from '../ui/bits';
import { DownloadIcon, SearchIcon } from '../ui/icons';
import { useTitle } from '../ui/use_title';
import { CsvImport } from './csv_import';
import { RecordForm } from './record_form';
import classes from './admin.module.css';

/** Columns that a list can show beside the name. */
const columnsMost = 5;

export function AdminPage({ path }: { path: string }) {
  const t = useT();
  const kinds = useQuery(kindsOptions);
  const kind = kinds.data?.find((one) => one.path === path) ?? kinds.data?.[0];
  useTitle(kind ? (t.admin.kinds[kind.kind] ?? kind.plural) : t.nav.admin);
  if (kinds.isPending) return <SkeletonLines lines={10} />;
  if (!kind) return <Failed error={kinds.error} retry={() => void kinds.refetch()} />;
  return (
    <div className={classes.page}>
      <nav className={classes.kinds} aria-label={t.nav.admin}>
        {kinds.data?.map((one) => (
          <Link
            key={one.path}
            to="/admin/$path"
            params={{ path: one.path }}
            className={classes.kind}
            data-active={one === kind || undefined}
            aria-current={one === kind ? 'page' : undefined}
          >
            {t.admin.kinds[one.kind] ?? one.plural}
          </Link>
        ))}
      </nav>
      <Records key={kind.path} kind={kind} kinds={kinds.data ?? []} />
    </div>
  );
}

function Records({ kind, kinds }: { kind: Kind; kinds: Kind[] }) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const [opened, setOpened] = useState<AnyRecord | 'new' | null>(null);
  const list = useInfiniteQuery({
    queryKey: recordsKey(kind.path, q),
    queryFn: ({ pageParam }) => fetchRecords(kind.path, q, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (old) => old,
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
        {kind.path !== 'people' && (
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
            <CsvImport kind={kind} />
          </>
        )}
        <Button onClick={() => setOpened('new')}>{t.add}</Button>
      </header>
      {list.isPending && <SkeletonLines lines={6} />}
      {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && (
        <Empty title={q ? t.palette.nothing : t.admin.empty} hint={q ? undefined : t.admin.emptyHint} />
      )}
      {rows.length > 0 && <Table kind={kind} rows={rows} onOpen={setOpened} />}
      {list.hasNextPage && (
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
          key={opened === 'new' ? 'new' : opened.id}
          kind={kind}
          kinds={kinds}
          record={opened === 'new' ? null : opened}
          onClose={() => setOpened(null)}
        />
      )}
    </section>
  );
}

function Table({ kind, rows, onOpen }: { kind: Kind; rows: AnyRecord[]; onOpen(row: AnyRecord): void }) {
  const t = useT();
  const say = useSayField();
  const title =
    kind.fields.find(({ name }) => name === 'name') ??
    kind.fields.find(({ access, type }) => access === 'input' && type === 'id');
  const columns = kind.fields.filter((field) => isColumn(field) && field !== title).slice(0, columnsMost);
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
  const t = useT();
  const format = useFormat();
  const nameOf = useNames();
  const one = (field: KindField, value: unknown): string => {
    if (value === null || value === undefined || value === '' || value === false) return '';
    if (Array.isArray(value)) return value.map((item) => one(field, item)).join(', ');
    if (field.ref) return nameOf(String(value));
    if (value === true) return t.yes;
    if (field.type === 'time') return format.brief(String(value));
    if (field.name === 'roles') return t.admin.roles[String(value)] ?? String(value);
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  return one;
}
