// Records that lie in one another (categories, places, organisations) as what they are: a tree.
import { ActionIcon, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchAll, type AnyRecord, type Kind } from '../api/kinds';
import { useNames } from '../api/names';
import { useOffice } from '../i18n/office';
import { Empty, Failed, SkeletonLines } from '../ui/bits';
import { ChevronIcon, PlusIcon } from '../ui/icons';
import classes from './admin.module.css';

export const isTree = (kind: Kind): boolean => kind.fields.some(({ name, ref }) => name === 'parent' && ref === kind.kind);

interface Props {
  kind: Kind;
  onOpen(row: AnyRecord): void;
  onAddBelow(parent: AnyRecord): void;
}

export function Tree({ kind, onOpen, onAddBelow }: Props) {
  const t = useOffice();
  const all = useQuery({ queryKey: ['records', kind.path, 'all'], queryFn: () => fetchAll(kind.path) });
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  if (all.isPending) return <SkeletonLines lines={6} />;
  if (all.isError) return <Failed error={all.error} retry={() => void all.refetch()} />;
  if (all.data.length === 0) return <Empty title={t.admin.empty} hint={t.admin.emptyHint} />;

  const ids = new Set(all.data.map(({ id }) => id));
  const children = new Map<string, AnyRecord[]>();
  for (const row of all.data) {
    const parent = typeof row.parent === 'string' && ids.has(row.parent) ? row.parent : '';
    children.set(parent, [...(children.get(parent) ?? []), row]);
  }
  for (const rows of children.values()) rows.sort((a, b) => String(a.name).localeCompare(String(b.name)));
  const toggle = (id: string) => {
    const next = new Set(closed);
    if (!next.delete(id)) next.add(id);
    setClosed(next);
  };
  const branch = (parent: string, label?: string) => (
    <ul className={classes.tree} aria-label={label}>
      {(children.get(parent) ?? []).map((row) => (
        <li key={row.id}>
          <Line
            row={row}
            inner={children.get(row.id)?.length ?? 0}
            open={!closed.has(row.id)}
            onToggle={() => toggle(row.id)}
            onOpen={() => onOpen(row)}
            onAddBelow={() => onAddBelow(row)}
          />
          {children.has(row.id) && !closed.has(row.id) && branch(row.id, String(row.name))}
        </li>
      ))}
    </ul>
  );
  return <div className={classes.treeBox}>{branch('', t.admin.kinds[kind.kind] ?? kind.plural)}</div>;
}

interface LineProps {
  row: AnyRecord;
  inner: number;
  open: boolean;
  onToggle(): void;
  onOpen(): void;
  onAddBelow(): void;
}
function Line({ row, inner, open, onToggle, onOpen, onAddBelow }: LineProps) {
  const t = useOffice();
  const nameOf = useNames();
  const name = String(row.name);
  return (
    <div className={classes.treeLine} data-inactive={row.active === false || undefined}>
      {inner > 0 ? (
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-expanded={open}
          aria-label={t.admin.inside(name, inner)}
          onClick={onToggle}
        >
          <ChevronIcon size={14} className={classes.chevron} data-open={open || undefined} />
        </ActionIcon>
      ) : (
        <span className={classes.leaf} />
      )}
      <button type="button" className={classes.open} onClick={onOpen}>
        {name}
      </button>
      {row.active === false && <span className={classes.inactive}>{t.admin.inactive}</span>}
      {row.security === true && <span className={classes.inactive}>{t.admin.security}</span>}
      <span className="dim cut">{typeof row.team === 'string' ? nameOf(row.team) : ''}</span>
      <Tooltip label={t.admin.addBelow(name)}>
        <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t.admin.addBelow(name)} onClick={onAddBelow}>
          <PlusIcon size={14} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
