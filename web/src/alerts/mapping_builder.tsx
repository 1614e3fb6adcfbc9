// Below a generic source: what its messages mean, said by pressing the values of one that came or that is pasted; and what would become
// of it, at once.
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { receivedOptions, tryMapping, type Example, type Received } from '../api/alerts';
import { changeRecord, type AnyRecord } from '../api/kinds';
import { ApiError, isStatus } from '../api/problem';
import { useSession } from '../api/session';
import { useFormat, useT } from '../i18n';
import { same, squash } from '../lib/conflict';
import { sayError } from '../ui/say_error';
import { toastDone } from '../ui/toast';
import { parsed, tidy, use, type Mapping } from './mapping';
import { MappingFields } from './mapping_fields';
import { MappingPreview } from './mapping_preview';
import { MappingTree } from './mapping_tree';
import { useAlertWords } from './words';
import classes from './mapping.module.css';
import setup from '../ui/setup.module.css';

const pause = 300;
const isMapping = (value: unknown): value is Mapping => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is wrong with each member of a mapping, by its name. */
function problemsOf(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  return Object.fromEntries(error.errors.map(({ pointer, detail }) => [(pointer ?? '').split('/')[2] ?? '', detail]));
}

export function MappingBuilder({ record }: { record: AnyRecord }) {
  const w = useAlertWords().mapping;
  const { may } = useSession();
  const received = useQuery({ ...receivedOptions(record.id), enabled: may('alert.key') }).data ?? [];
  const begun = isMapping(record.mapping) ? record.mapping : {};
  // Others are read by their protocol; of CloudEvents that they send, too, a mapping says where things stand.
  const isMapped = record.kind === 'generic' || received.length > 0 || Object.keys(begun).length > 0;
  if (!isMapped || !may('alert.key')) return null;
  return (
    <div role="group" aria-label={w.title}>
      <h4>{w.title}</h4>
      <Builder record={record} begun={begun} received={received} />
    </div>
  );
}

interface BuilderProps {
  record: AnyRecord;
  begun: Mapping;
  received: Received[];
}
function Builder({ record, begun, received }: BuilderProps) {
  const t = useT();
  const w = useAlertWords().mapping;
  const client = useQueryClient();
  const [saved, setSaved] = useState({ mapping: begun, version: record.version });
  const [mapping, setMapping] = useState(begun);
  const [chosen, setChosen] = useState<Example | null>(null);
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  // What came first stays under the pointer while more comes.
  const newest = received[0];
  if (!chosen && newest) setChosen({ body: newest.body, content_type: newest.content_type });
  const [asked] = useDebouncedValue({ example: chosen, mapping: tidy(mapping) }, pause);
  const tried = useQuery({
    queryKey: ['alert_source', record.id, 'try_mapping', asked],
    queryFn: ({ signal }) => tryMapping(record.id, asked.example ?? { body: '', content_type: '' }, asked.mapping, signal),
    enabled: Boolean(asked.example?.body.trim()),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const example = chosen ? parsed(chosen.body) : null;
  const dirty = !same(tidy(mapping), tidy(saved.mapping));
  const save = async () => {
    const change = { mapping: tidy(mapping) };
    setBusy(true);
    setFailure('');
    try {
      const after = await changeRecord('alert_sources', record.id, change, saved.version).catch((error: unknown) => {
        // What somebody else changed beside it stands in nobody's way.
        if (!isStatus(error, 412) || squash(error.changes).some(({ field }) => field === 'mapping')) throw error;
        return changeRecord('alert_sources', record.id, change, error.current?.version ?? null);
      });
      setSaved({ mapping: change.mapping, version: after.version });
      toastDone(t, w.saved);
      void client.invalidateQueries({ queryKey: ['records', 'alert_sources'] });
    } catch (error) {
      setFailure(sayError(t, error));
    }
    setBusy(false);
  };
  return (
    <>
      <p className="dim">{w.hint}</p>
      <Examples received={received} chosen={chosen} onChoose={setChosen} />
      {example?.error && <p role="alert">{w.notJson(example.error)}</p>}
      {example && !example.error && (
        <>
          <MappingTree
            root={example.json}
            mapping={mapping}
            onUse={(path, as) => setMapping((old) => use(example.json, old, path, as))}
          />
          <MappingPreview tried={tried.data ?? null} failed={tried.error} />
        </>
      )}
      <MappingFields mapping={mapping} problems={problemsOf(tried.error)} onChange={setMapping} />
      {failure && <p role="alert">{failure}</p>}
      <div className={setup.acts}>
        <Button size="compact-sm" disabled={!dirty} loading={busy} onClick={() => void save()}>
          {w.save}
        </Button>
        <Button size="compact-sm" variant="default" disabled={!dirty || busy} onClick={() => setMapping(saved.mapping)}>
          {w.back}
        </Button>
        {dirty && <span className="dim">{w.unsaved}</span>}
      </div>
    </>
  );
}

interface ExamplesProps {
  received: Received[];
  chosen: Example | null;
  onChoose(example: Example): void;
}
/** Those that came, the newest first, or one that is pasted. */
function Examples({ received, chosen, onChoose }: ExamplesProps) {
  const w = useAlertWords().mapping;
  const format = useFormat();
  const [pasted, setPasted] = useState<string | null>(null);
  const isPasted = pasted !== null || received.length === 0;
  const at = received.findIndex(({ body }) => body === chosen?.body);
  const choose = (value: string) => {
    const one = received[Number(value)];
    setPasted(one ? null : '');
    onChoose(one ? { body: one.body, content_type: one.content_type } : { body: '', content_type: '' });
  };
  return (
    <div className={classes.examples}>
      {received.length > 0 ? (
        <NativeSelect
          label={w.example}
          value={isPasted ? 'pasted' : String(at < 0 ? 'gone' : at)}
          onChange={(event) => choose(event.currentTarget.value)}
          data={[
            ...(at < 0 && !isPasted ? [{ value: 'gone', label: w.example }] : []),
            ...received.map((one, i) => ({
              value: String(i),
              label: one.refusal ? w.refusedBecause(format.brief(one.at), one.refusal) : w.taken(format.brief(one.at)),
            })),
            { value: 'pasted', label: w.pasted },
          ]}
        />
      ) : (
        <p className="dim">{w.none}</p>
      )}
      {isPasted && (
        <Textarea
          label={w.paste}
          description={w.pasteHelp}
          autosize
          minRows={3}
          maxRows={8}
          spellCheck={false}
          autoCapitalize="none"
          classNames={{ input: classes.code }}
          value={pasted ?? ''}
          onChange={(event) => {
            setPasted(event.currentTarget.value);
            onChoose({ body: event.currentTarget.value, content_type: '' });
          }}
        />
      )}
    </div>
  );
}
