// One report as its caller sees it: how far it is, the conversation, and what is asked of the caller now.
import { Button, Rating, Textarea } from '@mantine/core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { catalogueOptions, filesOptions, incidentOptions, refreshAround, spread, storyOptions } from '../api/incidents';
import { isStatus } from '../api/problem';
import { useSession } from '../api/session';
import type { Incident, StoryItem } from '../api/types';
import { post } from '../commands/actions';
import type { Values } from '../commands/spec';
import { useFormat, useT } from '../i18n';
import { Written } from '../ui/written';
import { newestFirst } from '../incident/story_order';
import { useUpload } from '../incident/use_upload';
import { Ago, Empty, Failed, SkeletonLines, When } from '../ui/bits';
import { BackIcon, ClipIcon } from '../ui/icons';
import { toastDone, toastError } from '../ui/toast';
import { useTitle } from '../ui/use_title';
import { Progress } from './progress';
import classes from './portal.module.css';

export function PortalIncident({ number }: { number: string }) {
  const t = useT();
  const incident = useQuery(incidentOptions(number));
  useTitle(incident.data?.title ?? number);
  const back = (
    <Link to="/" className={classes.back}>
      <BackIcon size={16} /> {t.portal.back}
    </Link>
  );
  if (incident.isPending) return <SkeletonLines lines={8} />;
  if (isStatus(incident.error, 404)) return <Empty title={t.incident.notFound}>{back}</Empty>;
  if (!incident.data) return <Failed error={incident.error} retry={() => void incident.refetch()} />;
  return <Opened incident={incident.data} back={back} />;
}

/** Gives a command and shows the answer; false when it was refused, with the reason said. */
function useGive(incident: Incident) {
  const t = useT();
  const client = useQueryClient();
  return async (command: string, body: Values, said: string): Promise<boolean> => {
    try {
      spread(client, await post(incident, command, body, null));
      refreshAround(client, incident);
      void client.invalidateQueries({ queryKey: ['incidents'] });
      if (said) toastDone(t, said);
      return true;
    } catch (error) {
      toastError(t, error);
      return false;
    }
  };
}

function Opened({ incident, back }: { incident: Incident; back: React.ReactNode }) {
  const t = useT();
  const { person } = useSession();
  const give = useGive(incident);
  const may = (name: string) => incident.may?.includes(name) ?? false;
  const concerned = incident.caller === person.id || incident.reporter === person.id;
  return (
    <article>
      {back}
      <header className={classes.incidentHead}>
        <h1>{incident.title}</h1>
        <Progress incident={incident} />
        <Waiting incident={incident} />
        {incident.open && incident.promised_for && (
          <p>
            {t.portal.promised} <When at={incident.promised_for} />
          </p>
        )}
        <p className="dim">
          {incident.number} · {t.portal.reported} <When at={incident.opened_at} />
        </p>
      </header>
      {incident.state === 'resolved' && may('confirm') && <WorksAgain incident={incident} />}
      {(incident.state === 'closed' || incident.state === 'resolved') &&
        !may('confirm') &&
        may('rate') &&
        !(incident.rating ?? 0) && <RateIt incident={incident} />}
      {incident.resolution_notes && (
        <section className={classes.solution}>
          <h2>{t.portal.what}</h2>
          <Written html={incident.html?.resolution_notes} text={incident.resolution_notes} />
        </section>
      )}
      {incident.description && <Written html={incident.html?.description} text={incident.description} className={classes.said} />}
      {may('comment') && <Answer incident={incident} />}
      <Conversation incident={incident} />
      <FileList incident={incident} />
      <p className={classes.lesser}>
        {!concerned && may('unwatch') && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void give('unwatch', {}, '')}>
            {t.portal.unfollow}
          </Button>
        )}
      </p>
    </article>
  );
}

/** Why work waits, as the administrators word it for callers. A question to the caller stands in the conversation. */
function Waiting({ incident }: { incident: Incident }) {
  const catalogue = useQuery(catalogueOptions);
  if (incident.state !== 'on_hold' || incident.hold_kind === 'caller') return null;
  const text = catalogue.data?.hold_reasons.find(({ kind }) => kind === incident.hold_kind)?.text_for_caller;
  return text ? <p>{text}</p> : null;
}

function WorksAgain({ incident }: { incident: Incident }) {
  const t = useT();
  const format = useFormat();
  const give = useGive(incident);
  const [notYet, setNotYet] = useState(false);
  const [reason, setReason] = useState('');
  return (
    <section className={classes.ask} aria-labelledby="works">
      <h2 id="works">{t.portal.worksAgain}</h2>
      {incident.confirmed_until && <p className="dim">{t.portal.autoClose(format.brief(incident.confirmed_until))}</p>}
      {notYet ? (
        <>
          <Textarea
            label={t.portal.whatStill}
            autosize
            minRows={2}
            autoFocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <div className={classes.askButtons}>
            <Button disabled={reason.trim() === ''} onClick={() => void give('reject', { reason: reason.trim() }, t.portal.sent)}>
              {t.portal.send}
            </Button>
            <Button variant="default" onClick={() => setNotYet(false)}>
              {t.cancel}
            </Button>
          </div>
        </>
      ) : (
        <div className={classes.askButtons}>
          <Button onClick={() => void give('confirm', {}, t.portal.rateThanks)}>{t.portal.yesWorks}</Button>
          <Button variant="default" onClick={() => setNotYet(true)}>
            {t.portal.notYet}
          </Button>
        </div>
      )}
    </section>
  );
}

function RateIt({ incident }: { incident: Incident }) {
  const t = useT();
  const give = useGive(incident);
  const [rating, setRating] = useState(0);
  const [words, setWords] = useState('');
  return (
    <section className={classes.ask} aria-labelledby="how">
      <h2 id="how">{t.portal.howWas}</h2>
      <Rating size="lg" color="var(--ek-accent)" value={rating} onChange={setRating} getSymbolLabel={(n) => t.portal.stars(n)} />
      {rating > 0 && (
        <>
          <Textarea
            label={t.portal.rateComment}
            autosize
            minRows={2}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            mt="sm"
          />
          <div className={classes.askButtons}>
            <Button
              onClick={() => void give('rate', { rating, ...(words.trim() && { comment: words.trim() }) }, t.portal.rateThanks)}
            >
              {t.portal.send}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function Answer({ incident }: { incident: Incident }) {
  const t = useT();
  const { drafts } = useSession();
  const give = useGive(incident);
  const draft = `comment.${incident.id}`;
  const [text, setText] = useState(() => drafts.read<string>(draft) ?? '');
  const [busy, setBusy] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const { upload, progress } = useUpload(incident);
  const asked = incident.state === 'on_hold' && incident.hold_kind === 'caller';

  const send = async () => {
    setBusy(true);
    if (await give('comment', { text: text.trim() }, t.portal.sent)) {
      drafts.drop(draft);
      setText('');
    }
    setBusy(false);
  };
  return (
    <section className={asked ? classes.ask : classes.write}>
      {asked && <h2>{t.portal.question}</h2>}
      <Textarea
        label={asked ? t.portal.answer : t.portal.write}
        autosize
        minRows={2}
        maxRows={12}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          drafts.write(draft, event.currentTarget.value);
        }}
      />
      <div className={classes.askButtons}>
        <Button onClick={() => void send()} loading={busy} disabled={text.trim() === ''}>
          {t.portal.send}
        </Button>
        {incident.may?.includes('attach') && (
          <>
            <input
              ref={file}
              type="file"
              multiple
              hidden
              onChange={(event) => {
                void upload(Array.from(event.currentTarget.files ?? []), 'comment');
                event.currentTarget.value = '';
              }}
            />
            <Button variant="subtle" color="gray" leftSection={<ClipIcon size={16} />} onClick={() => file.current?.click()}>
              {t.portal.attach}
            </Button>
          </>
        )}
        {progress && <span role="status">{t.files.uploading(progress.name, progress.percent)}</span>}
      </div>
    </section>
  );
}

function Conversation({ incident }: { incident: Incident }) {
  const t = useT();
  const story = useInfiniteQuery(storyOptions(incident.id));
  if (story.isError) return <Failed error={story.error} retry={() => void story.refetch()} />;
  const said = newestFirst(story.data?.pages.flatMap((page) => page.items) ?? []).filter(({ kind }) => kind === 'comment');
  return (
    <>
      <ol className={classes.talk}>
        {said.map((item) => (
          <Said key={String(item.id ?? item.seq)} item={item} />
        ))}
      </ol>
      {story.hasNextPage && (
        <Button variant="default" size="xs" onClick={() => void story.fetchNextPage()}>
          {t.story.older}
        </Button>
      )}
    </>
  );
}

function Said({ item }: { item: StoryItem }) {
  const t = useT();
  const { person } = useSession();
  const mine = item.by === person.id;
  return (
    <li className={classes.bubble} data-mine={mine || undefined}>
      <div className={classes.bubbleHead}>
        <strong>{mine ? person.name : item.by_name || t.portal.us}</strong> <Ago at={item.at} />
      </div>
      <Written html={item.html} text={item.text} />
    </li>
  );
}

function FileList({ incident }: { incident: Incident }) {
  const t = useT();
  const format = useFormat();
  const files = useQuery(filesOptions(incident.id));
  if (!files.data?.length) return null;
  return (
    <section>
      <h2 className={classes.small}>{t.files.title}</h2>
      <ul className={classes.files}>
        {files.data.map((file) => (
          <li key={file.id}>
            <a href={`/api/v1/attachments/${file.id}/content`} download={file.name}>
              {file.name}
            </a>{' '}
            <span className="dim">{format.bytes(file.size_bytes)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
