// The order of an incident's tasks, and what a person changed of one. Pure.
import type { Task, TaskPatch } from '../api/types';

/** In the order that people gave them; equal positions by age, since ids grow. */
export function inOrder(tasks: readonly Task[]): Task[] {
  return [...tasks].sort((a, b) => a.position - b.position || a.id.length - b.id.length || a.id.localeCompare(b.id));
}

/**
 * The positions to write so that `task` changes places with its neighbour among the `shown` ones (in their order). Two as a rule; all that
 * differ where positions were equal, for then no exchange would show.
 */
export function moved(shown: readonly Task[], task: Task, by: -1 | 1): { task: Task; position: number }[] {
  const from = shown.findIndex(({ id }) => id === task.id);
  const other = shown[from + by];
  if (from < 0 || !other) return [];
  if (new Set(shown.map(({ position }) => position)).size === shown.length)
    return [
      { task, position: other.position },
      { task: other, position: task.position },
    ];
  const order = shown.filter(({ id }) => id !== task.id);
  order.splice(from + by, 0, task);
  return order.map((one, i) => ({ task: one, position: i + 1 })).filter(({ task: one, position }) => one.position !== position);
}

/** What was typed into the form of a task. */
export interface TaskDraft {
  title: string;
  description: string;
  team: string | null;
  assignee: string | null;
  due_at: string | null;
  /** One item a line. */
  items: string;
}

export const draftOf = (task: Task): TaskDraft => ({
  title: task.title,
  description: task.description ?? '',
  team: task.team,
  assignee: task.assignee,
  due_at: task.due_at,
  items: (task.items ?? []).join('\n'),
});

export const itemsOf = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The fields that the draft changes, and nothing else: what others changed meanwhile stays. A tick goes with its item. */
export function patchOf(task: Task, draft: TaskDraft): TaskPatch {
  const patch: TaskPatch = {};
  const title = draft.title.trim();
  if (title !== task.title) patch.title = title;
  const description = draft.description.trim();
  if (description !== (task.description ?? '')) patch.description = description || null;
  if (draft.team !== task.team) patch.team = draft.team;
  if (draft.assignee !== task.assignee) patch.assignee = draft.assignee;
  if (draft.due_at !== task.due_at) patch.due_at = draft.due_at;
  const items = itemsOf(draft.items);
  const before = task.items ?? [];
  if (items.length !== before.length || items.some((item, i) => item !== before[i])) {
    patch.items = items;
    const done = task.items_done ?? [];
    const kept = done.filter((item) => items.includes(item));
    if (kept.length !== done.length) patch.items_done = kept;
  }
  return patch;
}
