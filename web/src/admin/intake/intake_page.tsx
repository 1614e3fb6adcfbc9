// Incidents out of a file: brought up, given a meaning column by column, looked at, rehearsed and brought in. It can be left at any
// step; what runs goes on.
import { ActionIcon, Alert, Button, FileButton, Progress } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { fileMostBytes, isBusy, removeUpload, upload, uploadsOptions, type Upload } from '../../api/imports';
import { useFormat } from '../../i18n';
import { useOffice } from '../../i18n/office';
import { Ago, Failed, SkeletonLines } from '../../ui/bits';
import { CloseIcon } from '../../ui/icons';
import { toastError } from '../../ui/toast';
import { useTitle } from '../../ui/use_title';
import { MappingStep } from './mapping_step';
import { Outcome } from './outcome';
import classes from './intake.module.css';

export function IntakePage() {
  const t = useOffice();
  const w = t.admin.intake;
  useTitle(w.title);
  const uploads = useQuery(uploadsOptions);
  const [chosen, setChosen] = useState<string | null>(null);
  if (uploads.isPending) return <SkeletonLines lines={6} />;
  if (!uploads.data) return <Failed error={uploads.error} retry={() => void uploads.refetch()} />;
  const current = uploads.data.find(({ id }) => id === chosen) ?? uploads.data.at(-1);
  return (
    <section className={classes.page} aria-labelledby="intake-title" tabIndex={0}>
      <header className={classes.head}>
        <h1 id="intake-title">{w.title}</h1>
      </header>
      <div className={classes.body}>
        <Bring onBrought={setChosen} first={uploads.data.length === 0} />
        {uploads.data.length > 0 && <Files files={uploads.data} current={current?.id} onChoose={setChosen} />}
        {current && <Work key={current.id} file={current} />}
      </div>
    </section>
  );
}

function Bring({ onBrought, first }: { onBrought(id: string): void; first: boolean }) {
  const t = useOffice();
  const w = t.admin.intake;
  const format = useFormat();
  const client = useQueryClient();
  const [share, setShare] = useState<number | null>(null);
  const stop = useRef<AbortController | null>(null);
  const bring = async (file: File | null) => {
    if (!file) return;
    if (file.size > fileMostBytes) return toastError(t, new Error(w.tooLarge(format.bytes(fileMostBytes))));
    stop.current = new AbortController();
    setShare(0);
    try {
      const id = await upload(file, setShare, stop.current.signal);
      onBrought(id);
    } catch (error) {
      if (!stop.current.signal.aborted) toastError(t, error);
    }
    setShare(null);
    await client.invalidateQueries({ queryKey: uploadsOptions.queryKey, exact: true });
  };
  return (
    <div className={classes.bring}>
      {first && <p>{w.intro}</p>}
      <div className={classes.line}>
        <FileButton
          onChange={(file) => void bring(file)}
          accept=".csv,.txt,.tsv,text/csv"
          inputProps={{ 'aria-label': w.choose }}
        >
          {(props) => (
            <Button {...props} loading={share !== null} variant={first ? 'filled' : 'default'}>
              {w.choose}
            </Button>
          )}
        </FileButton>
        <span className="dim">{w.limits(format.bytes(fileMostBytes))}</span>
      </div>
      {share !== null && (
        <div className={classes.line} role="status">
          <Progress value={share * 100} aria-label={w.bringing} className={classes.grow} />
          <span className="dim nowrap">{Math.round(share * 100)} %</span>
          <Button size="compact-sm" variant="default" onClick={() => stop.current?.abort()}>
            {t.cancel}
          </Button>
        </div>
      )}
    </div>
  );
}

function Files({ files, current, onChoose }: { files: Upload[]; current?: string; onChoose(id: string): void }) {
  const t = useOffice();
  const w = t.admin.intake;
  const format = useFormat();
  const client = useQueryClient();
  const remove = async (file: Upload) => {
    try {
      await removeUpload(file.id);
    } catch (error) {
      toastError(t, error);
    }
    await client.invalidateQueries({ queryKey: uploadsOptions.queryKey, exact: true });
  };
  return (
    <ul className={classes.files} aria-label={w.files}>
      {files.map((file) => (
        <li key={file.id} data-active={file.id === current || undefined}>
          <button
            type="button"
            className={classes.file}
            aria-current={file.id === current ? 'true' : undefined}
            onClick={() => onChoose(file.id)}
          >
            <span className={classes.fileName}>{file.name}</span>
            <span className="dim">
              {format.bytes(file.bytes)} · {w.states[file.state]} · <Ago at={file.ended_at ?? file.touched_at} />
            </span>
          </button>
          {!isBusy(file) && (
            <ActionIcon variant="subtle" color="gray" aria-label={t.admin.remove(file.name)} onClick={() => void remove(file)}>
              <CloseIcon size={14} />
            </ActionIcon>
          )}
        </li>
      ))}
    </ul>
  );
}

function Work({ file }: { file: Upload }) {
  const t = useOffice();
  const w = t.admin.intake;
  const client = useQueryClient();
  const share = file.bytes > 0 ? Math.min(1, file.bytes_read / file.bytes) : 0;
  const stop = async () => {
    await removeUpload(file.id).catch((error: unknown) => toastError(t, error));
    await client.invalidateQueries({ queryKey: uploadsOptions.queryKey, exact: true });
  };
  if (file.state === 'receiving')
    return (
      <Alert color="gray" variant="outline">
        {w.incomplete}
      </Alert>
    );
  return (
    <>
      {isBusy(file) && (
        <div className={classes.running} role="status">
          <div className={classes.line}>
            <strong>{file.dry_run ? w.rehearsing : w.importing}</strong>
            <Progress value={share * 100} aria-label={w.states.running} className={classes.grow} />
            <span className="dim nowrap">{Math.round(share * 100)} %</span>
            <Button size="compact-sm" variant="default" onClick={() => void stop()}>
              {w.stop}
            </Button>
          </div>
          <p className="dim">{w.goesOn}</p>
        </div>
      )}
      {!isBusy(file) && file.ended_at && <Outcome file={file} />}
      {!isBusy(file) && file.state !== 'done' && <MappingStep file={file} />}
    </>
  );
}
