// Everything that can be said of a task. Sends only what was changed, so that what others changed meanwhile stays.
import { Alert, Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, call, ifMatch } from '../api/client';
import { catalogueOptions } from '../api/incidents';
import { ApiError, isStatus } from '../api/problem';
import type { RemoteChange, Task } from '../api/types';
import { useT } from '../i18n';
import type { enTasks } from '../i18n/en_tasks';
import { squash } from '../lib/conflict';
import { draftOf, itemsOf, patchOf, type TaskDraft } from '../lib/task_list';
import { InstantInput, PersonPicker } from '../ui/pickers';
import { sayError } from '../ui/say_error';
import { ChangeLines } from './change_lines';
import classes from './tasks.module.css';

interface Props {
  task: Task;
  words: typeof enTasks;
  onClose(): void;
  onSaved(): void;
}

export function TaskDialog({ task, words: w, onClose, onSaved }: Props) {
  const t = useT();
  const catalogue = useQuery(catalogueOptions);
  const [draft, setDraft] = useState(() => draftOf(task));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState('');
  const [changes, setChanges] = useState<RemoteChange[] | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<TaskDraft>) => {
    setDraft((old) => ({ ...old, ...part }));
    setErrors({});
  };
  const mistakes = (): Record<string, string> => {
    const found: Record<string, string> = {};
    if (draft.title.trim() === '') found.title = w.required;
    const items = itemsOf(draft.items);
    if (new Set(items).size < items.length) found.items = w.repeated;
    return found;
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const found = mistakes();
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const patch = patchOf(task, draft);
    if (Object.keys(patch).length === 0) return onClose();
    setBusy(true);
    setFailure('');
    try {
      const params = { path: { id: task.id }, header: ifMatch(changes ? null : task.version) };
      await call(api.PATCH('/api/v1/tasks/{id}', { params, body: patch }));
      onSaved();
    } catch (error) {
      if (isStatus(error, 412)) setChanges(squash(error.changes));
      else {
        const byField = error instanceof ApiError ? error.byField() : {};
        setErrors(byField);
        if (!Object.keys(draft).some((field) => byField[field])) setFailure(sayError(t, error));
      }
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={w.dialog} size="lg" closeButtonProps={{ 'aria-label': t.close }}>
      <form
        className={classes.form}
        onSubmit={(event) => void submit(event)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
        }}
      >
        {failure && (
          <Alert role="alert" color="gray" variant="outline">
            {failure}
          </Alert>
        )}
        {changes && (
          <Alert role="alert" color="gray" variant="outline" title={w.stale}>
            <ChangeLines changes={changes} />
          </Alert>
        )}
        <TextInput
          data-autofocus
          label={w.name}
          maxLength={200}
          value={draft.title}
          error={errors.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <div className={classes.two}>
          <Select
            label={w.team}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t.remove }}
            data={(catalogue.data?.teams ?? []).map((team) => ({ value: team.id, label: team.name }))}
            value={draft.team}
            error={errors.team}
            onChange={(team) => set({ team })}
            nothingFoundMessage={t.palette.nothing}
          />
          <PersonPicker
            label={w.assignee}
            offerMe
            value={draft.assignee}
            error={errors.assignee}
            onChange={(assignee) => set({ assignee })}
          />
        </div>
        <InstantInput
          label={w.dueAt}
          description={w.dueHelp}
          value={draft.due_at}
          error={errors.due_at}
          onChange={(due_at) => set({ due_at })}
        />
        <Textarea
          label={w.notes}
          autosize
          minRows={3}
          maxRows={12}
          value={draft.description}
          error={errors.description}
          onChange={(event) => set({ description: event.currentTarget.value })}
        />
        <Textarea
          label={w.checklist}
          description={w.checklistHelp}
          autosize
          minRows={2}
          maxRows={12}
          value={draft.items}
          error={errors.items}
          onChange={(event) => set({ items: event.currentTarget.value })}
        />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button type="submit" loading={busy}>
            {t.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
