// How a person gets in: password and tokens, set and revoked by an administrator, and which other system keeps the account. And who
// belongs to a team.
import { Button, PasswordInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { accountsOptions, endLinks, resetSecondFactor, secondFactorOptions } from '../api/access';
import { fetchRecords, setPassword, type AnyRecord } from '../api/kinds';
import { ApiError } from '../api/problem';
import { useSession } from '../api/session';
import { useOffice } from '../i18n/office';
import { Absences } from '../ui/absences';
import { Sessions } from '../ui/sessions';
import { Tokens } from '../ui/tokens';
import { toastDone, toastError } from '../ui/toast';
import { PersonalData } from './personal_data';
import classes from './admin.module.css';

export function PersonAccess({ person, onErased }: { person: AnyRecord; onErased(): void }) {
  const { may } = useSession();
  return (
    <div className={classes.access}>
      <KeptBy person={person} />
      <PasswordForm person={person} />
      <SecondFactorOf person={person} />
      <Absences person={person.id} />
      <Sessions person={person.id} />
      {may('token.read') && <Tokens person={person.id} />}
      <PersonalData person={person} onErased={onErased} />
    </div>
  );
}

/** What another system keeps is changed there; here one should know that it will come back. */
function KeptBy({ person }: { person: AnyRecord }) {
  const t = useOffice();
  const { data } = useQuery(accountsOptions(person.id));
  if (!data || data.items.length === 0) return null;
  return (
    <section>
      <h3 className={classes.accessTitle}>{t.admin.keptBy}</h3>
      <ul className={classes.members}>
        {data.items.map(({ source, subject, active }) => (
          <li key={`${source} ${subject}`}>
            {t.admin.keeper(source)}
            {subject !== null && <span className="dim"> · {subject}</span>}
            {!active && <span className="dim"> · {t.admin.keptInactive}</span>}
          </li>
        ))}
      </ul>
      {data.groups.length > 0 && <p className="dim">{t.admin.keptGroups(data.groups.join(', '))}</p>}
    </section>
  );
}

function PasswordForm({ person }: { person: AnyRecord }) {
  const t = useOffice();
  const [password, setPasswordText] = useState('');
  const [failure, setFailure] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await setPassword(person.id, password);
      setPasswordText('');
      setFailure('');
      toastDone(t, t.admin.passwordSet(String(person.name)));
    } catch (error) {
      const found = error instanceof ApiError ? error.byField().password : '';
      if (found) setFailure(found);
      else toastError(t, error);
    }
  };
  return (
    <form className={classes.password} onSubmit={(event) => void submit(event)}>
      <PasswordInput
        label={t.account.newPassword}
        description={t.setup.passwordHelp}
        value={password}
        onChange={(event) => setPasswordText(event.currentTarget.value)}
        error={failure || undefined}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t.signIn.password, tabIndex: -1 }}
      />
      <Button type="submit" variant="default" disabled={password === ''}>
        {t.account.setPassword}
      </Button>
    </form>
  );
}

/** Somebody lost the telephone, or a mail went to the wrong person. */
function SecondFactorOf({ person }: { person: AnyRecord }) {
  const t = useOffice();
  const client = useQueryClient();
  const state = useQuery(secondFactorOptions(person.id));
  const attempt = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work();
      toastDone(t, done);
    } catch (error) {
      toastError(t, error);
    }
    for (const kind of ['second-factor', 'sessions']) void client.invalidateQueries({ queryKey: [kind, person.id] });
  };
  const name = String(person.name);
  return (
    <section>
      <h3 className={classes.accessTitle}>{t.account.second}</h3>
      <p className="dim">{state.data?.active ? t.account.codesLeft(state.data.recovery_codes_left) : t.account.secondNone}</p>
      <div className={classes.buttons}>
        {state.data?.active && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void attempt(() => resetSecondFactor(person.id), t.account.secondReset(name))}
          >
            {t.account.secondResetIt}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => void attempt(() => endLinks(person.id), t.account.linksEnded(name))}
        >
          {t.account.endLinks}
        </Button>
      </div>
    </section>
  );
}

/** A person names the teams; here it is seen from the other side. */
export function Members({ team }: { team: AnyRecord }) {
  const t = useOffice();
  const members = useQuery({
    queryKey: ['records', 'people', 'of', team.id],
    queryFn: () => fetchRecords('people', '', null, 200, `teams has ${team.id}`),
  });
  if (!members.data) return null;
  return (
    <section className={classes.access}>
      <h3 className={classes.accessTitle}>{t.admin.members}</h3>
      {members.data.items.length === 0 && <p className="dim">{t.admin.membersNone}</p>}
      <ul className={classes.members}>
        {members.data.items.map((person) => (
          <li key={person.id}>{String(person.name)}</li>
        ))}
      </ul>
    </section>
  );
}
