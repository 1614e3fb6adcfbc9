// The choice of language before anybody is signed in.
import { UnstyledButton } from '@mantine/core';
import { languages, useSpoken } from '../i18n';
import classes from './bits.module.css';

export function LanguageLinks() {
  const { language, setLanguage, t } = useSpoken();
  return (
    <div className={classes.languages} role="group" aria-label={t.nav.language}>
      {languages.map(({ code, name }) => (
        <UnstyledButton
          key={code}
          lang={code}
          aria-pressed={code === language}
          className={classes.language}
          onClick={() => setLanguage(code)}
        >
          {name}
        </UnstyledButton>
      ))}
    </div>
  );
}
