// The API tokens of a person: what each is for, when it was used last, and the way to end it. A new one is shown once.
import { Button, MultiSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, call } from '../api/client';
import { useSession } from '../api/session';
import { useT } from '../i18n';
import { Ago, When } from './bits';
import { OnceShown } from './once_shown';
import { toastError } from './toast';
import classes from './tokens.module.css';

export function Tokens({ person }: { person: string }) {
  const t = useT();
  const me = useSession().person.id;
  const client = useQueryClient();
  const key = ['tokens', person];
  const tokens = useQuery({ queryKey: key, queryFn: () => call(api.GET('/api/v1/tokens', { params: { query: { person } } })) });
  const [made, setMade] = useState('');

  const revoke = async (id: string) => {
    try {
      await call(api.DELETE('/api/v1/tokens/{id}', { params: { path: { id } } }));
    } catch (error) {
      toastError(t, error);
    }
    void client.invalidateQueries({ queryKey: key });
  };
  const live = (tokens.data?.items ?? []).filter(({ revoked }) => !revoked);
  return (
    <section>
      <h3 className={classes.title}>{t.account.tokens}</h3>
      {live.length === 0 && <p className="dim">{person === me ? t.account.tokensNone : t.none}</p>}
      <ul className={classes.list}>
        {live.map((token) => (
          <li key={token.id}>
            <span className={classes.name}>{token.name || token.id}</span>
            <span className="dim">
              {token.expires_at && (
                <>
                  {t.account.until} <When at={token.expires_at} />
                </>
              )}{' '}
              {token.used_at ? (
                <>
                  {t.account.used} <Ago at={token.used_at} />
                </>
              ) : (
                t.account.unused
              )}
            </span>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => void revoke(token.id)}
              aria-label={t.account.revokeOne(token.name)}
            >
              {t.account.revoke}
            </Button>
          </li>
        ))}
      </ul>
      {person === me && (
        <NewToken
          onMade={(secret) => {
            setMade(secret);
            void client.invalidateQueries({ queryKey: key });
          }}
        />
      )}
      {made && <OnceShown secret={made} name={t.account.tokens} hint={t.account.tokenOnce} />}
    </section>
  );
}

/** The scope that stands for all that the person may. */
const everything = 'everything';

function NewToken({ onMade }: { onMade(secret: string): void }) {
  const t = useT();
  const { permissions } = useSession();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>([]);
  const described = useQuery({
    queryKey: ['permissions'],
    queryFn: () => call(api.GET('/api/v1/permissions')),
    staleTime: Infinity,
  });
  const textOf = new Map((described.data ?? []).map((one) => [one.name, one.text]));
  const choices = [
    { value: everything, label: t.account.everything },
    ...permissions.map((value) => ({ value, label: `${textOf.get(value) ?? ''} (${value})`.trim() })),
  ];
  const ready = name.trim() !== '' && scopes.length > 0;
  const make = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    try {
      const token = await call(api.POST('/api/v1/tokens', { body: { name: name.trim(), scopes } }));
      setName('');
      setScopes([]);
      onMade(token.token ?? '');
    } catch (error) {
      toastError(t, error);
    }
  };
  return (
    <form onSubmit={(event) => void make(event)} className={classes.form}>
      <TextInput
        size="sm"
        label={t.account.tokenFor}
        placeholder={t.account.tokenHint}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={100}
      />
      <MultiSelect
        size="sm"
        label={t.account.scopes}
        data={choices}
        value={scopes}
        onChange={(next) => setScopes(next.at(-1) === everything ? [everything] : next.filter((one) => one !== everything))}
        searchable
        clearable
        nothingFoundMessage={t.palette.nothing}
      />
      <Button type="submit" variant="default" disabled={!ready}>
        {t.account.tokenMake}
      </Button>
    </form>
  );
}
