// Logging an incident: a title is enough, everything else may follow. What is typed is kept until it is logged.
import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { api, call, randomKey } from '../api/client';
import { catalogueOptions, spread } from '../api/incidents';
import { useNames } from '../api/names';
import { ApiError } from '../api/problem';
import { useSession } from '../api/session';
import { whyOf, type Catalogue, type Channel, type Incident, type IncidentPatch } from '../api/types';
import { useT } from '../i18n';
import { useKeys } from '../lib/keys';
import { priorityOf } from '../lib/matrix';
import { Priority } from '../ui/bits';
import { askedFor, CustomInput } from '../ui/custom_input';
import { CategorySelect, CiPicker, InstantInput, PersonPicker } from '../ui/pickers';
import { sayError } from '../ui/say_error';
import { useTitle } from '../ui/use_title';
import classes from './log.module.css';

const draftName = 'log';
const channels: Channel[] = ['phone', 'mail', 'chat', 'walk_in', 'portal', 'monitoring'];
/** People who log here are usually on the telephone. */
const blank: IncidentPatch = { title: '', channel: 'phone' };

export function LogPage() {
  const t = useT();
  const [logged, setLogged] = useState<Incident | null>(null);
  useTitle(t.log.title);
  useKeys({ Escape: () => history.back(), ...(logged && { l: () => setLogged(null) }) });
  return (
    <div className={classes.page}>
      <h1>{t.log.title}</h1>
      {logged ? <Logged incident={logged} onAnother={() => setLogged(null)} /> : <LogForm onLogged={setLogged} />}
    </div>
  );
}

function LogForm({ onLogged }: { onLogged(incident: Incident): void }) {
  const t = useT();
  const client = useQueryClient();
  const { drafts } = useSession();
  const catalogue = useQuery(catalogueOptions);
  const [values, setValues] = useState<IncidentPatch>(() => ({ ...blank, ...drafts.read<IncidentPatch>(draftName) }));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const key = useRef(randomKey());

  const set = (change: IncidentPatch) => {
    const next = { ...values, ...change };
    setValues(next);
    const { channel: _, ...written } = next;
    drafts.write(draftName, written);
    setErrors((old) => Object.fromEntries(Object.entries(old).filter(([field]) => !(field in change))));
    key.current = randomKey();
  };
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (busy) return;
    if (!values.title?.trim()) return setErrors({ title: t.log.titleNeeded });
    setBusy(true);
    setFailure('');
    try {
      const given = Object.entries(values).filter(([, value]) => value !== null && value !== '' && value !== undefined);
      const body = { ...Object.fromEntries(given), title: values.title };
      const answer = await call(api.POST('/api/v1/incidents', { params: { header: { 'Idempotency-Key': key.current } }, body }));
      drafts.drop(draftName);
      spread(client, answer);
      onLogged(answer);
    } catch (error) {
      const found = error instanceof ApiError ? error.byField() : {};
      setErrors(found);
      if (!Object.keys(found).some((field) => field in values || field.startsWith('custom.')))
        setFailure(`${sayError(t, error)} ${t.error.kept}`);
      setBusy(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
  };
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)} onKeyDown={onKeyDown} noValidate>
      <p className="dim">{t.log.intro}</p>
      <TextInput
        size="lg"
        label={t.log.what}
        value={values.title ?? ''}
        onChange={(event) => set({ title: event.currentTarget.value })}
        error={errors.title}
        autoFocus
        maxLength={200}
        required
        withAsterisk={false}
      />
      <Textarea
        label={t.field.description}
        placeholder={t.log.description}
        autosize
        minRows={3}
        maxRows={14}
        value={values.description ?? ''}
        onChange={(event) => set({ description: event.currentTarget.value })}
        error={errors.description}
      />
      {catalogue.data && <LogDetails catalogue={catalogue.data} values={values} errors={errors} set={set} />}
      {failure && (
        <p role="alert" className={classes.failure}>
          {failure}
        </p>
      )}
      <div className={classes.buttons}>
        <Button type="submit" loading={busy} size="md" rightSection={<kbd className={classes.kbd}>{t.log.keys}</kbd>}>
          {t.log.submit}
        </Button>
      </div>
    </form>
  );
}

/** Without empty members; null when nothing is left. */
function withCustom(custom: IncidentPatch['custom'], name: string, value: unknown): IncidentPatch['custom'] {
  const kept = Object.entries({ ...custom, [name]: value }).filter(([, one]) => one !== null && one !== '');
  return kept.length > 0 ? Object.fromEntries(kept) : null;
}

interface DetailsProps {
  catalogue: Catalogue;
  values: IncidentPatch;
  errors: Record<string, string>;
  set(change: IncidentPatch): void;
}
function LogDetails({ catalogue, values, errors, set }: DetailsProps) {
  const t = useT();
  const levels = (names: string[] | undefined) => (names ?? []).map((name) => ({ value: name, label: t.level[name] ?? name }));
  const parentOf = new Map(catalogue.categories.map(({ id, parent }) => [id, parent ?? null]));
  const own = askedFor(catalogue.custom_fields, values.category);
  const expected = priorityOf(catalogue.matrix, values.impact, values.urgency);
  const category = (id: string | null) => {
    const parent = id ? parentOf.get(id) : null;
    set(parent ? { category: parent, subcategory: id } : { category: id, subcategory: null });
  };
  return (
    <>
      <div className={classes.pair}>
        <PersonPicker
          label={t.field.caller}
          value={values.caller ?? null}
          onChange={(caller) => set({ caller })}
          error={errors.caller}
          placeholder={t.log.callerHint}
          offerMe
        />
        <Select
          label={t.field.service}
          searchable
          clearable
          data={catalogue.services.map(({ id, name }) => ({ value: id, label: name }))}
          value={values.service ?? null}
          onChange={(service) => set({ service })}
          error={errors.service}
          nothingFoundMessage={t.palette.nothing}
        />
      </div>
      <div className={classes.pair}>
        <CategorySelect
          catalogue={catalogue}
          label={t.field.category}
          value={values.subcategory ?? values.category ?? null}
          onChange={category}
          error={errors.category ?? errors.subcategory}
        />
        <Select
          label={t.log.channel}
          data={channels.map((value) => ({ value, label: t.channel[value] }))}
          value={values.channel ?? null}
          onChange={(channel) => set({ channel: channel as Channel | null })}
          error={errors.channel}
          allowDeselect={false}
        />
      </div>
      <div className={classes.pair}>
        <CiPicker label={t.field.ci} value={values.ci ?? null} onChange={(ci) => set({ ci })} error={errors.ci} />
        {own.map((field) => (
          <CustomInput
            key={field.id}
            field={field}
            value={values.custom?.[field.name]}
            error={errors[`custom.${field.name}`]}
            onChange={(value) => set({ custom: withCustom(values.custom, field.name, value) })}
          />
        ))}
      </div>
      <div className={classes.weight}>
        <Select
          label={t.field.impact}
          data={levels(catalogue.matrix?.impacts)}
          value={values.impact ?? null}
          onChange={(impact) => set({ impact })}
          error={errors.impact}
          clearable
        />
        <Select
          label={t.field.urgency}
          data={levels(catalogue.matrix?.urgencies)}
          value={values.urgency ?? null}
          onChange={(urgency) => set({ urgency })}
          error={errors.urgency}
          clearable
        />
        <div className={classes.expected} role="status">
          <span className={classes.expectedLabel}>{t.log.expect}</span>
          {expected === null ? <span className="dim">{t.log.expectUnknown}</span> : <Priority value={expected} size="lg" />}
        </div>
      </div>
      <div className={classes.pair}>
        <InstantInput
          label={t.log.began}
          value={values.began_at ?? null}
          onChange={(began_at) => set({ began_at })}
          error={errors.began_at}
        />
        {catalogue.templates.length > 0 && (
          <Select
            label={t.log.template}
            clearable
            searchable
            data={catalogue.templates.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => set(catalogue.templates.find((template) => template.id === id)?.preset ?? {})}
          />
        )}
      </div>
    </>
  );
}

function Logged({ incident, onAnother }: { incident: Incident; onAnother(): void }) {
  const t = useT();
  const nameOf = useNames();
  return (
    <section className={classes.logged} role="status">
      <h2>{t.log.logged(incident.number)}</h2>
      <p>{incident.title}</p>
      <dl>
        <div>
          <dt>{t.field.priority}</dt>
          <dd>
            <Priority value={incident.priority} /> <span className="dim">{whyOf(incident, 'priority')}</span>
          </dd>
        </div>
        <div>
          <dt>{t.field.team}</dt>
          <dd>
            {incident.team ? nameOf(incident.team) : t.log.noTeam}{' '}
            <span className="dim">{incident.team && whyOf(incident, 'team')}</span>
          </dd>
        </div>
      </dl>
      <div className={classes.buttons}>
        <Button component={Link} to={`/incidents/${incident.number}`} data-autofocus autoFocus>
          {t.log.openIt}
        </Button>
        <Button variant="default" onClick={onAnother} aria-keyshortcuts="l">
          {t.shortcut(t.log.another, 'l')}
        </Button>
      </div>
    </section>
  );
}
