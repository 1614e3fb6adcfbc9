// The tasks of an incident: ticked where they stand, edited in a dialog, moved, removed and put back. A part of its own, for most
// incidents have none.
import { ActionIcon, Button, Checkbox, Menu, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { api, call, ifMatch } from '../api/client';
import { refreshAround, tasksOptions } from '../api/incidents';
import { useNames } from '../api/names';
import type { Incident, Task, TaskPatch } from '../api/types';
import { useFormat, useSpoken } from '../i18n';
import { deTasks } from '../i18n/de_tasks';
import { enTasks } from '../i18n/en_tasks';
import { useNow } from '../lib/now';
import { inOrder, moved } from '../lib/task_list';
import { When } from '../ui/bits';
import { ClockIcon, DotsIcon, PersonIcon, TeamIcon } from '../ui/icons';
import { toastDone, toastError } from '../ui/toast';
import { SideHead } from './side';
import { TaskDialog } from './task_dialog';
import incidentClasses from './incident.module.css';
import classes from './tasks.module.css';

const words = { en: enTasks, de: deTasks };

export function Tasks({ incident }: { incident: Incident }) {
  const { t, language } = useSpoken();
  const w = words[language];
  const client = useQueryClient();
  const options = tasksOptions(incident.id);
  const tasks = useQuery(options);
  const [title, setTitle] = useState('');
  const [edited, setEdited] = useState<Task | null>(null);
  const adding = useRef<HTMLInputElement>(null);
  const may = incident.may?.includes('task') ?? false;
  const list = inOrder(tasks.data ?? []);
  if (!may && list.length === 0) return null;
  const shown = list.filter(({ state }) => state !== 'cancelled');
  const removed = list.filter(({ state }) => state === 'cancelled');
  const done = shown.filter(({ state }) => state === 'done').length;

  const settle = async () => {
    refreshAround(client, incident);
    await client.invalidateQueries({ queryKey: options.queryKey });
  };
  /** Shows it at once; a refusal says why, and what is true comes back. */
  const change = async (changes: { task: Task; patch: TaskPatch }[], checked = true): Promise<boolean> => {
    await client.cancelQueries({ queryKey: options.queryKey });
    client.setQueryData(options.queryKey, (before) =>
      before?.map((one) => ({ ...one, ...changes.find(({ task }) => task.id === one.id)?.patch }) as Task),
    );
    let taken = true;
    try {
      for (const { task, patch } of changes) {
        const params = { path: { id: task.id }, header: ifMatch(checked ? task.version : null) };
        await call(api.PATCH('/api/v1/tasks/{id}', { params, body: patch }));
      }
    } catch (error) {
      taken = false;
      toastError(t, error);
    }
    await settle();
    return taken;
  };
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = title.trim();
    if (wanted === '') return;
    setTitle('');
    try {
      await call(api.POST('/api/v1/incidents/{id}/tasks', { params: { path: { id: incident.id } }, body: { title: wanted } }));
    } catch (error) {
      toastError(t, error);
      setTitle((typed) => typed || wanted);
    }
    await settle();
  };
  const remove = async (task: Task) => {
    adding.current?.focus();
    const back = () => void change([{ task, patch: { state: task.state } }], false);
    if (await change([{ task, patch: { state: 'cancelled' } }])) toastDone(t, w.removed(task.title), back);
  };
  const move = (task: Task, by: -1 | 1) => {
    const changes = moved(shown, task, by);
    // The order is nobody's words: it is written over whatever else of them changed.
    if (changes.length > 0)
      void change(
        changes.map(({ task: one, position }) => ({ task: one, patch: { position } })),
        false,
      );
  };
  return (
    <section className={incidentClasses.group} aria-label={w.title}>
      <SideHead title={w.title}>{shown.length > 0 && <span className="dim">{w.done(done, shown.length)}</span>}</SideHead>
      <ul className={incidentClasses.plainList}>
        {shown.map((task, i) => (
          <TaskLine
            key={task.id}
            task={task}
            may={may}
            first={i === 0}
            last={i === shown.length - 1}
            onChange={(patch) => void change([{ task, patch }])}
            onEdit={() => setEdited(task)}
            onMove={(by) => move(task, by)}
            onRemove={() => void remove(task)}
          />
        ))}
      </ul>
      {may && (
        <form onSubmit={(event) => void add(event)}>
          <TextInput
            ref={adding}
            size="xs"
            placeholder={w.add}
            aria-label={w.add}
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
        </form>
      )}
      {removed.length > 0 && (
        <details className={classes.removed}>
          <summary>{w.removedOnes(removed.length)}</summary>
          <ul className={incidentClasses.plainList}>
            {removed.map((task) => (
              <li key={task.id} className={classes.line}>
                <span className={classes.gone}>{task.title}</span>
                {may && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`${w.putBack}: ${task.title}`}
                    onClick={() => void change([{ task, patch: { state: 'open' } }])}
                  >
                    {w.putBack}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      {edited && (
        <TaskDialog
          task={edited}
          words={w}
          onClose={() => setEdited(null)}
          onSaved={() => {
            setEdited(null);
            void settle();
          }}
        />
      )}
    </section>
  );
}

interface LineProps {
  task: Task;
  may: boolean;
  first: boolean;
  last: boolean;
  onChange(patch: TaskPatch): void;
  onEdit(): void;
  onMove(by: -1 | 1): void;
  onRemove(): void;
}

function TaskLine({ task, may, first, last, onChange, onEdit, onMove, onRemove }: LineProps) {
  const w = words[useSpoken().language];
  const items = task.items ?? [];
  const ticked = task.items_done ?? [];
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Delete') onRemove();
    else if (event.altKey && event.key === 'ArrowUp') onMove(-1);
    else if (event.altKey && event.key === 'ArrowDown') onMove(1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const tick = (item: string) =>
    onChange({ items_done: ticked.includes(item) ? ticked.filter((one) => one !== item) : [...ticked, item] });
  return (
    <li className={classes.task} data-done={task.state === 'done' || undefined}>
      <div className={classes.line}>
        <Checkbox
          size="xs"
          aria-label={task.title}
          checked={task.state === 'done'}
          disabled={!may}
          onChange={() => onChange({ state: task.state === 'done' ? 'open' : 'done' })}
        />
        {may ? (
          <button
            type="button"
            className={classes.title}
            title={w.edit(task.title)}
            aria-label={w.edit(task.title)}
            aria-keyshortcuts="Enter Delete Alt+ArrowUp Alt+ArrowDown"
            onClick={onEdit}
            onKeyDown={keys}
          >
            {task.title}
          </button>
        ) : (
          <span className={classes.title}>{task.title}</span>
        )}
        {may && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size="sm" variant="subtle" color="gray" aria-label={w.more(task.title)} title={w.moreShort}>
                <DotsIcon size={15} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item disabled={first} onClick={() => onMove(-1)} rightSection={<kbd>Alt ↑</kbd>}>
                {w.moveUp}
              </Menu.Item>
              <Menu.Item disabled={last} onClick={() => onMove(1)} rightSection={<kbd>Alt ↓</kbd>}>
                {w.moveDown}
              </Menu.Item>
              <Menu.Item onClick={onRemove} rightSection={<kbd>Del</kbd>}>
                {w.remove}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <About task={task} />
      {task.description && <p className={classes.notes}>{task.description}</p>}
      {items.length > 0 && (
        <ul className={classes.items}>
          {items.map((item) => (
            <li key={item}>
              <Checkbox
                size="xs"
                label={item}
                checked={ticked.includes(item)}
                disabled={!may || task.state === 'done'}
                onChange={() => tick(item)}
              />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** Who has it, and until when. */
function About({ task }: { task: Task }) {
  const w = words[useSpoken().language];
  const nameOf = useNames();
  const format = useFormat();
  const now = useNow();
  const late = task.due_at !== null && task.state === 'open' ? (now - Date.parse(task.due_at)) / 1_000 : -1;
  if (!task.team && !task.assignee && !task.due_at) return null;
  return (
    <p className={classes.about}>
      {task.assignee && (
        <span>
          <PersonIcon size={13} /> {nameOf(task.assignee)}
        </span>
      )}
      {task.team && (
        <span>
          <TeamIcon size={13} /> {nameOf(task.team)}
        </span>
      )}
      {task.due_at && (
        <span data-late={late > 0 || undefined}>
          <ClockIcon size={13} /> {w.due} <When at={task.due_at} />
          {late > 0 && `, ${w.late} ${format.short(late)}`}
        </span>
      )}
    </p>
  );
}
