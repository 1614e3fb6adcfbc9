// Filters that somebody wants again: kept under a name in this browser, shown as tabs beside the others.
import { ActionIcon, Button, Popover, TextInput, Tooltip } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useSession } from '../api/session';
import { useT } from '../i18n';
import type { ListSearch } from '../router';
import { CloseIcon, PlusIcon } from '../ui/icons';
import classes from './queue.module.css';

interface OwnView {
  name: string;
  search: ListSearch;
}
/** More tabs than this nobody finds anything in. */
const viewsMost = 20;
const nameMost = 40;

export function useOwnViews() {
  const { person } = useSession();
  return useLocalStorage<OwnView[]>({ key: `evenkeel.views.${person.id}`, defaultValue: [], getInitialValueInEffect: false });
}
const sameSearch = (a: ListSearch, b: ListSearch) =>
  (['filter', 'q', 'order'] as const).every((key) => (a[key] ?? '') === (b[key] ?? ''));

export function OwnTabs({ current }: { current: ListSearch | null }) {
  const t = useT();
  const [views, setViews] = useOwnViews();
  return views.map((view) => {
    const active = current !== null && sameSearch(view.search, current);
    return (
      <span key={view.name} className={classes.ownTab}>
        <Link
          to="/incidents"
          search={view.search}
          className={classes.tab}
          data-active={active || undefined}
          aria-current={active ? 'page' : undefined}
        >
          {view.name}
        </Link>
        {active && (
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={t.queue.forgetView(view.name)}
            onClick={() => setViews((old) => old.filter(({ name }) => name !== view.name))}
          >
            <CloseIcon size={12} />
          </ActionIcon>
        )}
      </span>
    );
  });
}

/** `search` holds the whole condition, so that the view means the same wherever it is opened. */
export function KeepView({ search }: { search: ListSearch }) {
  const t = useT();
  const [views, setViews] = useOwnViews();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  if ((!search.filter && !search.q) || views.some((view) => sameSearch(view.search, search)) || views.length >= viewsMost)
    return null;
  const keep = (event: FormEvent) => {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted === '') return;
    setViews((old) => [...old.filter((view) => view.name !== wanted), { name: wanted, search }]);
    setOpened(false);
    setName('');
  };
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus position="bottom-end" withArrow={false}>
      <Popover.Target>
        <Tooltip label={t.queue.keepView}>
          <ActionIcon variant="subtle" color="gray" aria-label={t.queue.keepView} onClick={() => setOpened(!opened)}>
            <PlusIcon size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.queue.keepView}>
        <form onSubmit={keep} className={classes.keep}>
          <TextInput
            size="xs"
            label={t.queue.keepViewName}
            description={t.queue.keptHere}
            value={name}
            maxLength={nameMost}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" size="xs" disabled={name.trim() === ''}>
            {t.save}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
