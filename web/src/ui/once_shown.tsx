// Texts to carry somewhere else: copied at a press; and secrets, which are shown once.
import { Button, CopyButton } from '@mantine/core';
import { useT } from '../i18n';
import classes from './setup.module.css';

export function Copy({ text, name }: { text: string; name: string }) {
  const t = useT();
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button size="compact-xs" variant="default" onClick={copy} aria-label={copied ? t.copied : t.copyOne(name)}>
          {copied ? t.copied : t.copy}
        </Button>
      )}
    </CopyButton>
  );
}

export function OnceShown({ secret, name, hint }: { secret: string; name: string; hint: string }) {
  return (
    <div className={classes.once} role="status">
      <p>{hint}</p>
      <div className={classes.secret}>
        <code>{secret}</code>
        <Copy text={secret} name={name} />
      </div>
    </div>
  );
}
