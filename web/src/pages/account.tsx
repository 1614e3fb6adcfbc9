// One's own account: how one is reached, the password, and what acts in one's name. Callers have the same page.
import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, call, ifMatch } from '../api/client';
import { setPassword } from '../api/kinds';
import { ApiError } from '../api/problem';
import { sessionKey, useSession } from '../api/session';
import { ChatPart } from '../contact/chat_part';
import { Reached } from '../contact/reached';
import { useT } from '../i18n';
import { CoverRequests, OwnShifts } from '../on_call/cover';
import { Absences } from '../ui/absences';
import { sayError } from '../ui/say_error';
import { Tokens } from '../ui/tokens';
import { toastDone, toastError } from '../ui/toast';
import { useTitle } from '../ui/use_title';
import { Sessions } from '../ui/sessions';
import { SecondFactorPart } from './second_factor';
import { UrgentChoices } from './urgent_choices';
import classes from './account.module.css';

export function AccountPage() {
  const t = useT();
  const { person, may } = useSession();
  useTitle(t.account.title);
  return (
    <div className={classes.page}>
      <h1>{t.account.title}</h1>
      <Reach />
      {may('self.contact') && <Reached />}
      {may('self.contact') && <ChatPart />}
      <Password />
      {may('self.second_factor') && <SecondFactorPart />}
      {may('incident.read_all') && <UrgentChoices />}
      {may('people.read') && (
        <section className={classes.part}>
          <Absences person={person.id} />
        </section>
      )}
      {may('roster.read') && (
        <>
          <OwnShifts />
          <CoverRequests />
        </>
      )}
      <section className={classes.part}>
        <Sessions person={null} />
      </section>
      {may('self.token') && (
        <section className={classes.part}>
          <Tokens person={person.id} />
        </section>
      )}
    </div>
  );
}

function Reach() {
  const t = useT();
  const { person } = useSession();
  const client = useQueryClient();
  const [phone, setPhone] = useState(person.phone ?? '');
  const [zone, setZone] = useState(person.zone ?? null);
  const zones = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  const changed = phone !== (person.phone ?? '') || zone !== (person.zone ?? null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const params = { path: { id: person.id }, header: ifMatch(null) };
      await call(api.PATCH('/api/v1/people/{id}', { params, body: { phone, zone } }));
      void client.invalidateQueries({ queryKey: sessionKey });
      toastDone(t, t.incident.saved(t.account.reach));
    } catch (error) {
      toastError(t, error);
    }
  };
  return (
    <form className={classes.part} onSubmit={(event) => void save(event)}>
      <h2>{t.account.reach}</h2>
      <p className="dim">
        {person.name} · {person.mail || person.login}
      </p>
      <div className={classes.pair}>
        <TextInput label={t.account.phone} type="tel" value={phone} onChange={(event) => setPhone(event.currentTarget.value)} />
        <Select
          label={t.account.zone}
          searchable
          limit={100}
          data={zone && !zones.includes(zone) ? [zone, ...zones] : zones}
          value={zone}
          onChange={setZone}
          nothingFoundMessage={t.palette.nothing}
        />
      </div>
      <Button type="submit" variant="default" disabled={!changed}>
        {t.save}
      </Button>
    </form>
  );
}

function Password() {
  const t = useT();
  const { person } = useSession();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setErrors({});
    try {
      await setPassword(person.id, next, current);
      setCurrent('');
      setNext('');
      toastDone(t, t.account.passwordChanged);
    } catch (error) {
      const found = error instanceof ApiError ? error.byField() : {};
      setErrors(found.current || found.password ? found : { password: sayError(t, error) });
    }
  };
  const toggle = { 'aria-label': t.signIn.password, tabIndex: -1 };
  return (
    <form className={classes.part} onSubmit={(event) => void save(event)}>
      <h2>{t.account.password}</h2>
      <div className={classes.pair}>
        <PasswordInput
          label={t.account.currentPassword}
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          error={errors.current}
          visibilityToggleButtonProps={toggle}
        />
        <PasswordInput
          label={t.account.newPassword}
          description={t.setup.passwordHelp}
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          error={errors.password}
          visibilityToggleButtonProps={toggle}
        />
      </div>
      <Button type="submit" variant="default" disabled={current === '' || next === ''}>
        {t.account.changePassword}
      </Button>
    </form>
  );
}
