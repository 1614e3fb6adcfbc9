// Two people changed the same field: what it was, what the other wrote and what one wrote oneself, side by side. Whatever is
// chosen, one's own words stay on the screen until they are saved or put away on purpose.
import { Button, Modal, Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Incident, IncidentPatch } from '../api/types';
import { useT } from '../i18n';
import { settle, type Choice, type Merge } from '../lib/conflict';
import { ChangeLines } from './change_lines';
import { isLong, useSay } from './say_value';
import classes from './incident.module.css';

interface Props {
  merge: Merge;
  current: Incident;
  onSettle(patch: IncidentPatch): void;
  onClose(): void;
}

export function ConflictDialog({ merge, current, onSettle, onClose }: Props) {
  const t = useT();
  const [choices, setChoices] = useState<Record<string, Choice>>({});

  const save = () => {
    const patch = settle(merge, choices);
    if (Object.keys(patch).length > 0) onSettle(patch);
    else onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${t.conflict.title}: ${current.number}`}
      size="xl"
      closeButtonProps={{ 'aria-label': t.close }}
    >
      <p className="dim">{t.conflict.intro}</p>
      {merge.contested.map((one) => (
        <Contested
          key={one.field}
          {...one}
          choice={choices[one.field] ?? 'mine'}
          onChoose={(choice) => setChoices((old) => ({ ...old, [one.field]: choice }))}
        />
      ))}
      {merge.elsewhere.length > 0 && (
        <section>
          <h3 className={classes.sideTitle}>{t.conflict.also}</h3>
          <ChangeLines changes={merge.elsewhere} />
        </section>
      )}
      <div className={classes.dialogButtons}>
        <Button variant="default" onClick={onClose}>
          {t.conflict.discard}
        </Button>
        <Button onClick={save}>{t.conflict.save}</Button>
      </div>
    </Modal>
  );
}

interface ContestedProps {
  field: string;
  before: unknown;
  theirs: unknown;
  mine: unknown;
  by: string | null;
  choice: Choice;
  onChoose(choice: Choice): void;
}
function Contested({ field, before, theirs, mine, by, choice, onChoose }: ContestedProps) {
  const t = useT();
  const say = useSay();
  const name = t.field[field] ?? field;
  const isText = isLong(field) || field === 'title';
  const kind = typeof choice === 'object' ? 'both' : choice;
  return (
    <Radio.Group
      label={name}
      value={kind}
      onChange={(next) =>
        onChoose(
          next === 'both' ? { text: `${String(theirs ?? '')}\n${String(mine ?? '')}`.trim() } : (next as 'mine' | 'theirs'),
        )
      }
      className={classes.contested}
    >
      <p className="dim">
        {t.conflict.before}: {say(field, before)}
      </p>
      <div className={classes.sides}>
        <Side
          value="theirs"
          title={t.conflict.theirs(by ?? t.conflict.somebody)}
          label={t.conflict.keepTheirs}
          text={say(field, theirs)}
        />
        <Side value="mine" title={t.conflict.mine} label={t.conflict.keepMine} text={say(field, mine)} />
      </div>
      {isText && <Radio value="both" label={t.conflict.both} />}
      {typeof choice === 'object' && (
        <Textarea
          aria-label={t.conflict.both}
          autosize
          minRows={field === 'title' ? 1 : 4}
          maxRows={16}
          value={choice.text}
          onChange={(event) => onChoose({ text: event.currentTarget.value })}
          mt="sm"
        />
      )}
    </Radio.Group>
  );
}

function Side({ value, title, label, text }: { value: string; title: string; label: string; text: string }) {
  return (
    <div className={classes.sideBySide}>
      <p className={classes.sideTitle}>{title}</p>
      <div className={`plain ${classes.sideText}`}>{text}</div>
      <Radio value={value} label={label} />
    </div>
  );
}
