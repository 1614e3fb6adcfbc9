// Said where an incident is resolved or closed: what would be left undone.
import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { tasksOptions } from '../api/incidents';
import type { Id } from '../api/types';
import { useSpoken } from '../i18n';
import { deTasks } from '../i18n/de_tasks';
import { enTasks } from '../i18n/en_tasks';
import { inOrder } from '../lib/task_list';
import classes from './tasks.module.css';

const words = { en: enTasks, de: deTasks };
/** A warning, not the list. */
const named = 5;

export default function OpenTasks({ incident }: { incident: Id }) {
  const w = words[useSpoken().language];
  const open = inOrder(useQuery(tasksOptions(incident)).data ?? []).filter(({ state }) => state === 'open');
  if (open.length === 0) return null;
  return (
    <Alert role="status" color="gray" variant="outline" title={w.openOnes(open.length)} className={classes.openOnes}>
      <ul>
        {open.slice(0, named).map(({ id, title }) => (
          <li key={id}>{title}</li>
        ))}
        {open.length > named && <li>…</li>}
      </ul>
    </Alert>
  );
}
