// What the columns mean: begun from a mapping that comes with the program or guessed from the names, changed column by column, and
// looked at before anything happens.
import { Alert, Button, Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import {
  fetchColumns,
  mappingsOptions,
  previewOf,
  startImport,
  uploadsOptions,
  type Columns,
  type Preview,
  type Upload,
} from '../../api/imports';
import { ApiError } from '../../api/problem';
import { useOffice } from '../../i18n/office';
import { Failed, SkeletonLines } from '../../ui/bits';
import { toastError } from '../../ui/toast';
import { ColumnTable } from './column_table';
import { fit, guess, recognise, type Mapping } from './mapping';
import { PreviewTable } from './preview_table';
import { Settings } from './settings';
import classes from './intake.module.css';

/** The mapping that a plain table begins with. */
const plainName = 'plain';
/** What was done to the mapping of each file, also while it runs and this part of the screen is away. */
const begun = new Map<string, { kind: string; mapping: Mapping }>();

export function MappingStep({ file }: { file: Upload }) {
  const t = useOffice();
  const [separator, setSeparator] = useState<string | null>(begun.get(file.id)?.mapping.separator ?? null);
  const columns = useQuery({
    queryKey: ['imports', file.id, 'columns', separator],
    queryFn: () => fetchColumns(file.id, separator),
    staleTime: Infinity,
    retry: false,
  });
  const shipped = useQuery(mappingsOptions);
  if (columns.isError) return <Failed error={columns.error} retry={() => setSeparator(null)} />;
  if (shipped.isError) return <Failed error={shipped.error} retry={() => void shipped.refetch()} />;
  if (!columns.data || !shipped.data) return <SkeletonLines lines={8} />;
  return (
    <>
      {columns.data.broken > 0 && columns.data.broken === columns.data.rows && (
        <Alert color="gray" variant="outline" role="alert">
          {t.admin.intake.noRows}
        </Alert>
      )}
      <Editor
        key={columns.data.separator}
        file={file}
        columns={columns.data}
        shipped={shipped.data}
        onSeparator={(next) => setSeparator(next)}
      />
    </>
  );
}

interface EditorProps {
  file: Upload;
  columns: Columns;
  shipped: Record<string, Mapping>;
  onSeparator(separator: string): void;
}
function Editor({ file, columns, shipped, onSeparator }: EditorProps) {
  const t = useOffice();
  const w = t.admin.intake;
  const client = useQueryClient();
  const names = columns.columns.map(({ name }) => name);
  const begin = (name: string): Mapping => {
    const from = shipped[name] ?? { source: 'table', fields: {} };
    const made = name === plainName ? guess(from, names) : fit(from, names);
    return { ...made, separator: columns.separator };
  };
  const [{ kind, mapping }, setWork] = useState(() => {
    const kept = begun.get(file.id);
    if (kept && kept.mapping.separator === columns.separator) return kept;
    const likely = recognise(shipped, names) ?? plainName;
    return { kind: likely, mapping: begin(likely) };
  });
  const setMapping = (next: Mapping) => setWork((old) => ({ ...old, mapping: next }));
  const [preview, setPreview] = useState<Preview | null>(null);
  const [errors, setErrors] = useState<ApiError['errors']>([]);
  const [busy, setBusy] = useState<'preview' | 'rehearse' | 'import' | null>(null);
  useEffect(() => {
    setPreview(null);
    begun.set(file.id, { kind, mapping });
  }, [file.id, kind, mapping]);

  const attempt = async (what: 'preview' | 'rehearse' | 'import') => {
    setBusy(what);
    setErrors([]);
    try {
      if (what === 'preview') setPreview(await previewOf(file.id, mapping));
      else {
        await startImport(file.id, mapping, what === 'rehearse');
        await client.invalidateQueries({ queryKey: uploadsOptions.queryKey, exact: true });
      }
    } catch (error) {
      if (error instanceof ApiError && error.errors.length > 0) setErrors(error.errors);
      else toastError(t, error);
    }
    setBusy(null);
  };
  return (
    <>
      <section className={classes.step} aria-labelledby="mapping-title">
        <h2 id="mapping-title">{w.mapping}</h2>
        <Select
          label={w.beginFrom}
          description={w.beginHint}
          data={Object.keys(shipped).map((name) => ({ value: name, label: w.shipped[name] ?? name }))}
          value={kind}
          allowDeselect={false}
          onChange={(name) => name && setWork({ kind: name, mapping: begin(name) })}
          className={classes.narrow}
        />
        <Settings mapping={mapping} onChange={setMapping} onSeparator={onSeparator} />
        <ColumnTable
          columns={columns}
          mapping={mapping}
          fields={Object.keys(shipped[plainName]?.fields ?? {})}
          onChange={setMapping}
        />
      </section>
      {errors.length > 0 && (
        <Alert color="gray" variant="outline" role="alert" title={w.mappingWrong}>
          <ul className={classes.problems}>
            {errors.map(({ detail, code }) => (
              <li key={code + detail}>{detail}</li>
            ))}
          </ul>
        </Alert>
      )}
      <div className={classes.actions}>
        <Button variant="default" loading={busy === 'preview'} onClick={() => void attempt('preview')}>
          {w.preview}
        </Button>
        <Button variant="default" loading={busy === 'rehearse'} onClick={() => void attempt('rehearse')}>
          {w.rehearse}
        </Button>
        <Button
          loading={busy === 'import'}
          onClick={() => void attempt('import')}
          disabled={!preview && file.state !== 'rehearsed'}
        >
          {w.bringIn}
        </Button>
        <span className="dim">{preview || file.state === 'rehearsed' ? w.again : w.previewFirst}</span>
      </div>
      {preview && <PreviewTable preview={preview} />}
    </>
  );
}
