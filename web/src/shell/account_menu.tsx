// Oneself: appearance, language, help and the way out. The portal shows the same.
import { Avatar, Menu, UnstyledButton, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { api, call, ifMatch } from '../api/client';
import { useSession, useSignOut } from '../api/session';
import { languages, useSpoken, type Language } from '../i18n';
import { HelpIcon } from '../ui/icons';
import { toastError } from '../ui/toast';
import classes from './account_menu.module.css';

const schemes: MantineColorScheme[] = ['light', 'dark', 'auto'];

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => Array.from(word ?? '')[0] ?? '');
  return letters.join('').toUpperCase();
}

export function AccountMenu({ onHelp }: { onHelp?: () => void }) {
  const { t, language, setLanguage } = useSpoken();
  const { person, limit } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  /** Kept with the person too, so that messages come in the same language; the screen does not wait for that. */
  const choose = (code: Language) => {
    setLanguage(code);
    const params = { path: { id: person.id }, header: ifMatch(null) };
    void call(api.PATCH('/api/v1/people/{id}', { params, body: { language: code } })).catch(() => undefined);
  };
  return (
    <Menu position="bottom-end" width={240} closeOnItemClick={false}>
      <Menu.Target>
        <UnstyledButton className={classes.target} aria-label={`${t.nav.me}: ${person.name}`}>
          <Avatar size={32} radius="xl" alt="" classNames={{ placeholder: classes.initials }}>
            {initials(person.name)}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <strong>{person.name}</strong>
          <span className="dim">{person.mail}</span>
        </div>
        <Menu.Divider />
        <Menu.Label>{t.nav.theme}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}>
          {schemes.map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {t.nav[scheme]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t.nav.language}</Menu.Label>
        <Menu.RadioGroup value={language} onChange={(code) => choose(code as Language)}>
          {languages.map(({ code, name }) => (
            <Menu.RadioItem key={code} value={code} lang={code}>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        {onHelp && (
          <Menu.Item closeMenuOnClick onClick={onHelp} leftSection={<HelpIcon size={16} />} rightSection={<kbd>?</kbd>}>
            {t.nav.help}
          </Menu.Item>
        )}
        {!limit && (
          <Menu.Item closeMenuOnClick component={Link} to="/account">
            {t.account.title}
          </Menu.Item>
        )}
        <Menu.Item component="a" href="/api" target="_blank" rel="noopener">
          {t.nav.api}
        </Menu.Item>
        <Menu.Item closeMenuOnClick onClick={() => void signOut().catch((error: unknown) => toastError(t, error))}>
          {t.signIn.out}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
