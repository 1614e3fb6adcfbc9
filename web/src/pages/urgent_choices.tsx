// How this browser makes itself heard when something urgent waits.
import { Button, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useSpoken } from '../i18n';
import { deUrgent } from '../i18n/de_urgent';
import { enUrgent } from '../i18n/en_urgent';
import { allowSound, playUrgent } from '../live/sound';
import { keepChoice, readChoice, type UrgentChoice } from '../live/urgent_choice';
import { askSystem, showSystem, systemAllowed } from '../live/urgent_system';
import classes from './account.module.css';

const words = { en: enUrgent, de: deUrgent };

export function UrgentChoices() {
  const { t, language } = useSpoken();
  const w = words[language];
  const [choice, setChoice] = useState<UrgentChoice>(readChoice);
  const [allowed, setAllowed] = useState(systemAllowed);
  const choose = (next: Partial<UrgentChoice>) => {
    const merged = { ...choice, ...next };
    setChoice(merged);
    keepChoice(merged);
  };
  const system = async (wanted: boolean) => {
    if (!wanted) return choose({ system: false });
    const answer = await askSystem();
    setAllowed(answer);
    choose({ system: answer === 'yes' });
  };
  const sound = (wanted: boolean) => {
    if (wanted) allowSound();
    choose({ sound: wanted });
  };
  const tryIt = () => {
    if (choice.note)
      notifications.show({
        withBorder: true,
        color: 'red',
        role: 'status',
        closeButtonProps: { 'aria-label': t.close },
        message: w.example,
      });
    if (choice.sound) {
      allowSound();
      playUrgent();
    }
    if (choice.system) showSystem(w.example, 'urgent-example', () => undefined);
  };
  const systemHelp = allowed === 'no' ? w.blocked : allowed === 'unable' ? w.unable : w.systemHelp;
  return (
    <section className={classes.part} aria-labelledby="urgent-title">
      <h2 id="urgent-title">{w.title}</h2>
      <p className="dim">{w.intro}</p>
      <div className={classes.narrow}>
        <Switch label={w.note} checked={choice.note} onChange={(event) => choose({ note: event.currentTarget.checked })} />
        <Switch
          label={w.sound}
          description={w.soundHelp}
          checked={choice.sound}
          onChange={(event) => sound(event.currentTarget.checked)}
        />
        <Switch
          label={w.system}
          description={systemHelp}
          checked={choice.system && allowed === 'yes'}
          disabled={allowed === 'unable' || allowed === 'no'}
          onChange={(event) => void system(event.currentTarget.checked)}
        />
        <Button variant="default" onClick={tryIt} disabled={!choice.note && !choice.sound && !choice.system}>
          {w.tryIt}
        </Button>
      </div>
    </section>
  );
}
