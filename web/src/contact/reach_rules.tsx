// Which message goes where and when: two lists of ways with their delays, quiet hours, and times at which the rest comes together.
import { Button, Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { contactKey, saveRules, wholeRules, type OwnContact } from '../api/contact';
import { useT } from '../i18n';
import { toastDone, toastError } from '../ui/toast';
import { added, mailWay, moved, readRung, readTimes, timed, writeRung } from './rungs';
import { nameOfPoint, useContactWords } from './words';
import classes from './contact.module.css';

interface Way {
  way: string;
  name: string;
}

export function ReachRules({ contact }: { contact: OwnContact }) {
  const t = useT();
  const w = useContactWords();
  const client = useQueryClient();
  const [rules, setRules] = useState(() => wholeRules(contact.rules));
  const [digest, setDigest] = useState(rules.digest_at.join(', '));
  const ways = [
    { way: mailWay, name: w.mail },
    ...contact.points.filter(({ usable }) => usable).map((point) => ({ way: point.id, name: nameOfPoint(w, point) })),
  ];
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const whole = { ...rules, digest_at: readTimes(digest) };
    try {
      await saveRules({ ...whole, quiet_from: whole.quiet_from || null, quiet_until: whole.quiet_until || null });
      setDigest(whole.digest_at.join(', '));
      toastDone(t, w.saved);
    } catch (error) {
      toastError(t, error);
    }
    await client.invalidateQueries({ queryKey: contactKey });
  };
  return (
    <form onSubmit={(event) => void save(event)}>
      <h3 className={classes.rules}>{w.rules}</h3>
      <Ladder
        title={w.urgent}
        usual={w.usualUrgent}
        ways={ways}
        lines={rules.urgent}
        set={(urgent) => setRules({ ...rules, urgent })}
      />
      <Ladder
        title={w.normal}
        usual={w.usualNormal}
        ways={ways}
        lines={rules.normal}
        set={(normal) => setRules({ ...rules, normal })}
      />
      <fieldset className={classes.field}>
        <legend>{w.quiet}</legend>
        <p className="dim">{w.quietHint}</p>
        <div className={classes.pair}>
          <TextInput
            type="time"
            label={w.quietFrom}
            value={rules.quiet_from ?? ''}
            onChange={(event) => setRules({ ...rules, quiet_from: event.currentTarget.value || null })}
          />
          <TextInput
            type="time"
            label={w.quietUntil}
            value={rules.quiet_until ?? ''}
            onChange={(event) => setRules({ ...rules, quiet_until: event.currentTarget.value || null })}
          />
        </div>
        <Checkbox
          label={w.quietUrgent}
          checked={rules.quiet_urgent}
          onChange={(event) => setRules({ ...rules, quiet_urgent: event.currentTarget.checked })}
        />
      </fieldset>
      <TextInput
        className={classes.digest}
        label={w.digest}
        description={w.digestHelp}
        value={digest}
        onChange={(event) => setDigest(event.currentTarget.value)}
        maxLength={60}
      />
      <Button type="submit" variant="default">
        {t.save}
      </Button>
    </form>
  );
}

function Ladder({
  title,
  usual,
  ways,
  lines,
  set,
}: {
  title: string;
  usual: string;
  ways: Way[];
  lines: string[];
  set(lines: string[]): void;
}) {
  const w = useContactWords();
  const rungs = lines.map(readRung);
  const nameFor = (way: string) => ways.find((one) => one.way === way)?.name ?? w.unproven;
  const left = ways.filter(({ way }) => !rungs.some((rung) => rung.way === way));
  const [choice, setChoice] = useState('');
  const chosen = left.find(({ way }) => way === choice) ?? left[0];
  const put = (next: typeof rungs) => set(next.map(writeRung));
  return (
    <fieldset className={classes.field}>
      <legend>{title}</legend>
      {rungs.length === 0 && <p className="dim">{usual}</p>}
      <ol className={classes.ladder}>
        {rungs.map(({ way, after }, at) => {
          const name = nameFor(way);
          return (
            <li key={way}>
              <NumberInput
                size="xs"
                className={classes.minutes}
                aria-label={w.after(name)}
                min={0}
                max={24 * 60}
                value={after}
                onChange={(value) => put(timed(rungs, at, Number(value)))}
                suffix={` ${w.minutes}`}
                hideControls
              />
              <span className={classes.name}>{name}</span>
              <span className={classes.acts}>
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={w.up(name)}
                  disabled={at === 0}
                  onClick={() => put(moved(rungs, at, -1))}
                >
                  ↑
                </Button>
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={w.down(name)}
                  disabled={at === rungs.length - 1}
                  onClick={() => put(moved(rungs, at, 1))}
                >
                  ↓
                </Button>
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={w.takeOut(name)}
                  onClick={() => put(rungs.filter((_, i) => i !== at))}
                >
                  ×
                </Button>
              </span>
            </li>
          );
        })}
      </ol>
      {chosen && (
        <div className={classes.addRung}>
          <NativeSelect
            size="xs"
            aria-label={w.addRungTo(title)}
            data={left.map(({ way, name }) => ({ value: way, label: name }))}
            value={chosen.way}
            onChange={(event) => setChoice(event.currentTarget.value)}
          />
          <Button size="xs" variant="default" onClick={() => put(added(rungs, chosen.way))}>
            {w.addRung}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
