// /answer/...#...: answers a message of an escalation in the middle of the night, on a telephone, without signing in. Opening it only asks
// what the link would do; the button does it.
import { Alert, Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, call } from '../api/client';
import { ApiError, isStatus } from '../api/problem';
import type { EscalationAnswer } from '../api/types';
import { useSpoken } from '../i18n';
import { deAnswer } from '../i18n/de_answer';
import { enAnswer } from '../i18n/en_answer';
import { Priority, SkeletonLines, When } from '../ui/bits';
import { sayError } from '../ui/say_error';
import { Frame, takeSecret } from './outside_frame';
import classes from './outside.module.css';

const words = { en: enAnswer, de: deAnswer };
type Words = typeof enAnswer;

export function AnswerPage() {
  const { t, language } = useSpoken();
  const w = words[language];
  const [token] = useState(takeSecret);
  const look = useQuery({
    queryKey: ['answer', token] as const,
    queryFn: () => call(api.POST('/api/v1/answers/look', { body: { token } })),
    retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
    staleTime: 0,
    gcTime: 0,
  });
  const give = useMutation({
    mutationFn: () => call(api.POST('/api/v1/answers', { body: { token } })),
    // Somebody was faster: the page says who.
    onError: (error) => isStatus(error, 409) && void look.refetch(),
  });
  const view = give.data ?? look.data;
  return (
    <Frame title={view ? w.title[view.answer] : t.product}>
      {look.isPending && <SkeletonLines lines={4} />}
      {look.isError && <Refused w={w} error={look.error} retry={() => void look.refetch()} />}
      {view && <About view={view} />}
      {view?.state === 'ready' && (
        <div className={classes.form}>
          <p>
            {w.ask[view.answer]} <span className="dim">{w.as(view.person)}</span>
          </p>
          {give.isError && (
            <Alert role="alert" color="red" variant="outline">
              {w.failed} {sayError(t, give.error)}
            </Alert>
          )}
          <Button size="lg" fullWidth onClick={() => give.mutate()} loading={give.isPending}>
            {w.title[view.answer]}
          </Button>
        </div>
      )}
      {view && view.state !== 'ready' && (
        <>
          <p role="status" className={classes.outcome} data-done={give.isSuccess || undefined}>
            {give.isSuccess ? w.done[view.answer] : say(w, view)} {view.at && <When at={view.at} />}
          </p>
          {view.number && (
            <Button component="a" href={`/incidents/${view.number}`} variant="default" fullWidth>
              {w.open}
            </Button>
          )}
        </>
      )}
    </Frame>
  );
}

function About({ view }: { view: EscalationAnswer }) {
  if (!view.number) return null;
  return (
    <p className={classes.about}>
      {view.priority !== null && <Priority value={view.priority} size="lg" />} <span className="dim nowrap">{view.number}</span>{' '}
      <strong>{view.title}</strong>
    </p>
  );
}

function Refused({ w, error, retry }: { w: Words; error: unknown; retry(): void }) {
  const { t } = useSpoken();
  const invalid = isStatus(error, 401) || isStatus(error, 422);
  return (
    <div className={classes.form}>
      <Alert role="alert" color="gray" variant="outline">
        {invalid ? w.invalid : sayError(t, error)}
      </Alert>
      {invalid ? (
        <a href="/">{t.signIn.submit}</a>
      ) : (
        <Button onClick={retry} variant="default">
          {w.again}
        </Button>
      )}
    </div>
  );
}

/** Why there is nothing to press, in a sentence. */
function say(w: Words, view: EscalationAnswer): string {
  switch (view.state) {
    case 'used':
      return w.used[view.answer];
    case 'acknowledged':
      return view.by ? w.acknowledgedBy(view.by) : w.acknowledged;
    case 'moved_on':
      return w.movedOn;
    case 'last':
      return w.last;
    case 'resolved':
      return w.resolved;
    case 'over':
      return w.over;
    case 'expired':
      return w.expired;
    default:
      return w.refused;
  }
}
