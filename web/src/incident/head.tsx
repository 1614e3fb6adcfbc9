// The head of an incident: number, title, priority with its why, state, what is special about it, and the next sensible step.
import { ActionIcon, Button, CopyButton, Menu, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tasksOptions } from '../api/incidents';
import { useSession } from '../api/session';
import { whyOf, type Incident, type IncidentPatch } from '../api/types';
import { useCommands } from '../commands/provider';
import { commandByName, offered, primaryOf } from '../commands/spec';
import { useT } from '../i18n';
import { Ago, Priority, StateMark } from '../ui/bits';
import { Due, hasDue } from '../ui/due';
import { AlertIcon, AskedIcon, CheckIcon, CopyIcon, DotsIcon, EscalatedIcon, LockIcon } from '../ui/icons';
import { clocksId } from './clocks';
import classes from './incident.module.css';

interface Props {
  incident: Incident;
  onEdit(patch: IncidentPatch): Promise<boolean>;
}

export function Head({ incident, onEdit }: Props) {
  const t = useT();
  const why = [t.incident.why, whyOf(incident, 'priority'), incident.priority_overridden ? t.incident.byHand : '']
    .filter(Boolean)
    .join(': ');
  return (
    <header className={classes.head}>
      <div className={classes.headLine}>
        <CopyButton value={incident.number} timeout={1_500}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? t.copied : t.copyNumber(incident.number)}>
              <button type="button" className={classes.number} onClick={copy} aria-label={t.copyNumber(incident.number)}>
                {incident.number} <CopyIcon size={14} />
              </button>
            </Tooltip>
          )}
        </CopyButton>
        <span className={classes.marks}>
          <StateMark incident={incident} />
          <span className="dim">
            <Ago at={incident.opened_at} />
          </span>
          {hasDue(incident) && (
            <button type="button" className={classes.promised} onClick={lookAtClocks} title={t.clocks.title}>
              <Due row={incident} named />
            </button>
          )}
          <Marks incident={incident} />
        </span>
      </div>
      <div className={classes.titleLine}>
        <Priority value={incident.priority} why={why} size="lg" />
        <Title incident={incident} onEdit={onEdit} />
        <Actions incident={incident} />
      </div>
    </header>
  );
}

/** On a phone they lie below the whole story. */
function lookAtClocks() {
  const clocks = document.getElementById(clocksId);
  clocks?.scrollIntoView({ block: 'center' });
  clocks?.querySelector('summary')?.focus({ preventScroll: true });
}

function Marks({ incident }: { incident: Incident }) {
  const t = useT();
  const tasks = useQuery({ ...tasksOptions(incident.id), enabled: incident.may?.includes('task') ?? false });
  const openTasks = (tasks.data ?? []).filter(({ state }) => state === 'open').length;
  const marks: [string, typeof AlertIcon][] = [];
  if (incident.escalated) marks.push([t.queue.escalatedHint, EscalatedIcon]);
  if (incident.caller_waits_since) marks.push([t.queue.callerWaits, AskedIcon]);
  if (incident.confidential) marks.push([t.incident.confidential, LockIcon]);
  if (incident.mark === 'service_request') marks.push([t.incident.serviceRequest, AlertIcon]);
  if (incident.workaround) marks.push([t.incident.workaroundMark, AlertIcon]);
  if ((incident.reopenings ?? 0) > 0) marks.push([t.incident.reopenedTimes(incident.reopenings ?? 0), AlertIcon]);
  if (openTasks > 0) marks.push([t.incident.openTasks(openTasks), CheckIcon]);
  if (incident.missing && incident.open !== false) {
    const fields = incident.missing
      .split(' ')
      .filter(Boolean)
      .map((field) => t.field[field] ?? field);
    if (fields.length > 0) marks.push([t.incident.missing(fields.join(', ')), AlertIcon]);
  }
  return marks.map(([text, Icon]) => (
    <span key={text} className={classes.mark}>
      <Icon size={14} /> {text}
    </span>
  ));
}

function Title({ incident, onEdit }: Props) {
  const t = useT();
  const [draft, setDraft] = useState<string | null>(null);
  if (draft === null) {
    const mayEdit = incident.may?.includes('edit');
    return (
      <h1 className={classes.title}>
        {mayEdit ? (
          <button
            type="button"
            className={classes.titleButton}
            onClick={() => setDraft(incident.title)}
            title={t.incident.editField(t.field.title ?? '')}
          >
            {incident.title}
          </button>
        ) : (
          incident.title
        )}
      </h1>
    );
  }
  const save = () => {
    const next = draft.trim();
    setDraft(null);
    if (next !== '' && next !== incident.title) void onEdit({ title: next }).then((saved) => !saved && setDraft(next));
  };
  return (
    <textarea
      className={classes.titleInput}
      aria-label={t.field.title}
      autoFocus
      rows={Math.ceil((draft.length + 1) / 60)}
      value={draft}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setDraft(event.currentTarget.value.replace(/\n/g, ' '))}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
        else if (event.key === 'Escape') {
          event.stopPropagation();
          setDraft(null);
        }
      }}
    />
  );
}

/** One button for the next step; everything else is in the menu, with its key. */
export function Actions({ incident }: { incident: Incident }) {
  const t = useT();
  const { person } = useSession();
  const { give } = useCommands();
  const primary = primaryOf(incident, person.id);
  const others = offered([incident]).filter(({ name }) => name !== primary);
  const about = { incidents: [incident] };
  const key = primary ? commandByName.get(primary)?.key : undefined;
  return (
    <div className={classes.actions}>
      {primary && (
        <Tooltip label={key ? t.shortcut(t.command[primary] ?? primary, key) : t.command[primary]}>
          <Button onClick={() => give(primary, about)} aria-keyshortcuts={key}>
            {t.command[primary]}
          </Button>
        </Tooltip>
      )}
      {others.length > 0 && (
        <Menu position="bottom-end" width={280}>
          <Menu.Target>
            <Tooltip label={t.shortcut(t.incident.actions, '.')}>
              <ActionIcon variant="default" size={36} aria-label={t.incident.actions} aria-keyshortcuts=".">
                <DotsIcon />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown className={classes.scrollMenu}>
            {others.map(({ name, key: hint }) => (
              <Menu.Item key={name} onClick={() => give(name, about)} rightSection={hint && <kbd>{hint}</kbd>}>
                {t.command[name]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
