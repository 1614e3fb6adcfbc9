// Short answers at the edge of the screen: what was done, with its way back for ten seconds, or what failed and what was kept.
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Messages } from '../i18n/en';
import { sayError } from './say_error';

/** The server allows undo for ten seconds; the toast goes a little earlier so that it never offers what is too late. */
export const undoMs = 9_500;

interface Undo {
  until: number;
  run: () => void;
}
let last: Undo | null = null;

/** Runs what the newest toast offers to undo; false when there is nothing or it is too late. */
export function undoLast(): boolean {
  const undo = last;
  last = null;
  if (!undo || Date.now() > undo.until) return false;
  undo.run();
  return true;
}

export function toastDone(t: Messages, text: string, undo?: () => void): void {
  const id = `done-${Date.now()}`;
  const run =
    undo &&
    (() => {
      notifications.hide(id);
      last = null;
      undo();
    });
  last = run ? { until: Date.now() + undoMs, run } : null;
  notifications.show({
    id,
    autoClose: run ? undoMs : 4_000,
    withBorder: true,
    role: 'status',
    closeButtonProps: { 'aria-label': t.close },
    message: (
      <span className="toast">
        <span>{text}</span>
        {run && (
          <Button size="compact-sm" variant="light" onClick={run} aria-keyshortcuts="u">
            {t.shortcut(t.command.undo ?? '', 'u')}
          </Button>
        )}
      </span>
    ),
  });
}

/** Something to think about; it stays long enough to be read. */
export function toastWarning(t: Messages, text: string): void {
  notifications.show({
    autoClose: 15_000,
    withBorder: true,
    role: 'alert',
    closeButtonProps: { 'aria-label': t.close },
    message: text,
  });
}

export function toastError(t: Messages, error: unknown): void {
  notifications.show({
    autoClose: 9_000,
    withBorder: true,
    role: 'alert',
    closeButtonProps: { 'aria-label': t.close },
    title: t.error.title,
    message: <span className="toast-text">{sayError(t, error)}</span>,
  });
}
