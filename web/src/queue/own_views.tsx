// Filters that somebody wants again: kept under a name, for oneself or for a team, shown as tabs beside the others.
import { ActionIcon, Button, Menu, Popover, Select, TextInput, Tooltip } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { keepsPart } from '../admin/places';
import { catalogueOptions } from '../api/incidents';
import { useNames } from '../api/names';
import { useSession } from '../api/session';
import type { Id } from '../api/types';
import { changeView, forgetView, keepView, searchOf, viewsOptions, type SavedView } from '../api/views';
import { useT } from '../i18n';
import type { ListSearch } from '../router';
import { ChevronIcon, PlusIcon, TeamIcon } from '../ui/icons';
import { toastDone, toastError } from '../ui/toast';
import classes from './queue.module.css';

const nameMost = 60;

export function useOwnViews(): SavedView[] {
  const { person, may } = useSession();
  return useQuery({ ...viewsOptions(person.id), enabled: may('self.view') }).data ?? [];
}
const sameSearch = (a: ListSearch, b: ListSearch) =>
  (['filter', 'q', 'order'] as const).every((key) => (a[key] ?? '') === (b[key] ?? ''));

/** Teams that one may share with. */
function useOwnTeams(): { value: Id; label: string }[] {
  const { person } = useSession();
  const catalogue = useQuery(catalogueOptions).data;
  const own = new Set(person.teams ?? []);
  return (catalogue?.teams ?? []).filter(({ id }) => own.has(id)).map(({ id, name }) => ({ value: id, label: name }));
}

/** Runs a change of the views and shows what is there then. */
function useAttempt() {
  const t = useT();
  const client = useQueryClient();
  return async (work: () => Promise<unknown>, said?: string): Promise<boolean> => {
    try {
      await work();
      if (said) toastDone(t, said);
      return true;
    } catch (error) {
      toastError(t, error);
      return false;
    } finally {
      await client.invalidateQueries({ queryKey: ['views'] });
    }
  };
}

export function OwnTabs({ current }: { current: ListSearch | null }) {
  const t = useT();
  const nameOf = useNames();
  return useOwnViews().map((view) => {
    const active = current !== null && sameSearch(searchOf(view), current);
    return (
      <span key={view.id} className={classes.ownTab}>
        <Link
          to="/incidents"
          search={searchOf(view)}
          className={classes.tab}
          data-active={active || undefined}
          aria-current={active ? 'page' : undefined}
        >
          {view.name}
          {view.team && (
            <Tooltip label={t.queue.sharedWith(nameOf(view.team))}>
              <span role="img" aria-label={t.queue.sharedWith(nameOf(view.team))} className={classes.sharedMark}>
                <TeamIcon size={14} />
              </span>
            </Tooltip>
          )}
        </Link>
        {active && <ViewMenu view={view} />}
      </span>
    );
  });
}

function ViewMenu({ view }: { view: SavedView }) {
  const t = useT();
  const { person, may } = useSession();
  const teams = useOwnTeams();
  const attempt = useAttempt();
  if (view.person !== person.id && (!may('catalogue.edit') || keepsPart(may))) return null;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t.queue.viewMenu(view.name)}>
          <ChevronIcon size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {teams
          .filter(({ value }) => value !== view.team)
          .map(({ value, label }) => (
            <Menu.Item
              key={value}
              onClick={() => void attempt(() => changeView(view, { team: value }), t.queue.sharedWith(label))}
            >
              {t.queue.shareWith(label)}
            </Menu.Item>
          ))}
        {view.team && (
          <Menu.Item onClick={() => void attempt(() => changeView(view, { team: null }))}>{t.queue.unshare}</Menu.Item>
        )}
        <Menu.Item onClick={() => void attempt(() => forgetView(view))}>{t.queue.forgetView(view.name)}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** `search` holds the whole condition, so that the view means the same wherever it is opened. */
export function KeepView({ search }: { search: ListSearch }) {
  const t = useT();
  const { may } = useSession();
  const views = useOwnViews();
  const teams = useOwnTeams();
  const attempt = useAttempt();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const [team, setTeam] = useState<Id | null>(null);
  if (!may('self.view') || (!search.filter && !search.q) || views.some((view) => sameSearch(searchOf(view), search))) return null;
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted === '' || !(await attempt(() => keepView({ name: wanted, search, team })))) return;
    setOpened(false);
    setName('');
    setTeam(null);
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
        <form onSubmit={(event) => void keep(event)} className={classes.keep}>
          <TextInput
            size="xs"
            label={t.queue.keepViewName}
            value={name}
            maxLength={nameMost}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {teams.length > 0 && (
            <Select
              size="xs"
              label={t.queue.whoSees}
              placeholder={t.queue.onlyMe}
              clearable
              data={teams}
              value={team}
              onChange={setTeam}
              comboboxProps={{ withinPortal: false }}
            />
          )}
          <Button type="submit" size="xs" disabled={name.trim() === ''}>
            {t.save}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
