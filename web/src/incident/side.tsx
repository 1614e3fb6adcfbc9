// What hangs on an incident: its links to other incidents, its files. Its tasks are a part of their own.
import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link as RouteLink } from '@tanstack/react-router';
import { useRef, useState, type DragEvent } from 'react';
import { filesOptions, incidentOptions, linksOptions } from '../api/incidents';
import type { Incident, Link } from '../api/types';
import { useActions } from '../commands/actions';
import { useCommands } from '../commands/provider';
import { useFormat, useT } from '../i18n';
import { CloseIcon, EyeIcon, LockIcon, PlusIcon } from '../ui/icons';
import { toastError } from '../ui/toast';
import { useUpload } from './use_upload';
import classes from './incident.module.css';

export function SideHead({ title, children }: { title: string; children?: React.ReactNode }) {
  return (
    <div className={classes.sideHead}>
      <h3 className={classes.groupTitle}>{title}</h3>
      {children}
    </div>
  );
}

export function Links({ incident }: { incident: Incident }) {
  const t = useT();
  const { give } = useCommands();
  const links = useQuery(linksOptions(incident.id));
  const may = incident.may?.includes('link') ?? false;
  const list = links.data ?? [];
  if (!may && list.length === 0) return null;
  return (
    <section className={classes.group}>
      <SideHead title={t.links.title}>
        {may && (
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={t.command.link}
            onClick={() => give('link', { incidents: [incident] })}
          >
            <PlusIcon size={15} />
          </ActionIcon>
        )}
      </SideHead>
      {list.length === 0 && <p className={classes.nothing}>{t.links.empty}</p>}
      <ul className={classes.plainList}>
        {list.map((link) => (
          <LinkLine key={link.id} link={link} incident={incident} />
        ))}
      </ul>
    </section>
  );
}

function LinkLine({ link, incident }: { link: Link; incident: Incident }) {
  const t = useT();
  const { run } = useActions();
  const away = link.incident === incident.id;
  const other = useQuery(incidentOptions(away ? link.other : link.incident));
  const kinds = away ? t.linkKind : t.linkKindBack;
  const number = other.data?.number ?? '';
  return (
    <li className={classes.linkLine}>
      <span className="dim">{kinds[link.kind]}</span>
      {other.data && (
        <RouteLink to="/incidents/$number" params={{ number }} title={other.data.title} className="cut">
          {number} {other.data.title}
        </RouteLink>
      )}
      {incident.may?.includes('unlink') && (
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={t.links.unlink(number)}
          onClick={() => void run(incident, 'unlink', { link: link.id }, null).catch((error: unknown) => toastError(t, error))}
        >
          <CloseIcon size={13} />
        </ActionIcon>
      )}
    </li>
  );
}

export function Files({ incident }: { incident: Incident }) {
  const t = useT();
  const format = useFormat();
  const files = useQuery(filesOptions(incident.id));
  const { upload, progress } = useUpload(incident);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const may = incident.may?.includes('attach') ?? false;
  const list = files.data ?? [];
  if (!may && list.length === 0) return null;

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void upload(Array.from(event.dataTransfer.files), 'note');
  };
  return (
    <section
      className={classes.group}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(may);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={may ? drop : undefined}
    >
      <SideHead title={t.files.title}>
        {may && (
          <>
            <input
              ref={input}
              type="file"
              multiple
              hidden
              onChange={(event) => {
                void upload(Array.from(event.currentTarget.files ?? []), 'note');
                event.currentTarget.value = '';
              }}
            />
            <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t.files.add} onClick={() => input.current?.click()}>
              <PlusIcon size={15} />
            </ActionIcon>
          </>
        )}
      </SideHead>
      {list.length === 0 && !progress && <p className={classes.nothing}>{over ? t.files.drop : t.files.empty}</p>}
      <ul className={classes.plainList}>
        {list.map((file) => (
          <li key={file.id} className={classes.fileLine}>
            <Tooltip label={file.visibility === 'comment' ? t.files.callerSees : t.files.staffOnly}>
              <span
                className="dim"
                role="img"
                aria-label={file.visibility === 'comment' ? t.files.callerSees : t.files.staffOnly}
              >
                {file.visibility === 'comment' ? <EyeIcon size={15} /> : <LockIcon size={15} />}
              </span>
            </Tooltip>
            <a
              href={`/api/v1/attachments/${file.id}/content`}
              download={file.name}
              className="cut"
              title={file.name}
              aria-label={t.files.download(file.name)}
            >
              {file.name}
            </a>
            <span className="dim nowrap">{format.bytes(file.size_bytes)}</span>
          </li>
        ))}
      </ul>
      {progress && (
        <div role="status">
          <span className="dim">{t.files.uploading(progress.name, progress.percent)}</span>
          <Progress size="sm" value={progress.percent} aria-label={progress.name} />
        </div>
      )}
      {over && list.length > 0 && (
        <Button size="compact-sm" variant="default" fullWidth>
          {t.files.drop}
        </Button>
      )}
    </section>
  );
}
