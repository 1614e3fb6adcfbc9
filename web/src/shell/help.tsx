// All keys on one page.
import { Kbd, Modal } from '@mantine/core';
import { commands } from '../commands/spec';
import { useT } from '../i18n';
import classes from '../commands/commands.module.css';

export function Help({ onClose }: { onClose(): void }) {
  const t = useT();
  const lists: [string[], string][] = [
    [['j', 'k'], t.help.move],
    [['Enter'], t.help.open],
    [['x'], t.help.select],
    [['f'], t.help.filter],
  ];
  const things: [string[], string][] = [
    ...commands.flatMap(({ key, name }): [string[], string][] => (key ? [[[key], t.command[name] ?? name]] : [])),
    [['.'], t.help.actions],
    [['u'], t.help.undo],
    [['Ctrl', 'Enter'], t.help.send],
  ];
  const everywhere: [string[], string][] = [
    [['l'], t.nav.log],
    [['/'], t.help.search],
    [['Ctrl', 'K'], t.help.palette],
    [['g', 'q'], `${t.help.goto}: ${t.nav.queue}`],
    [['g', 'i'], `${t.help.goto}: ${t.nav.incidents}`],
    [['g', 'a'], `${t.help.goto}: ${t.nav.alerts}`],
    [['g', 'o'], `${t.help.goto}: ${t.nav.onCall}`],
    [['?'], t.help.help],
    [['Esc'], t.help.escape],
  ];
  const section = (title: string, rows: [string[], string][]) => (
    <section>
      <h3 className={classes.keyTitle}>{title}</h3>
      <dl className={classes.keys}>
        {rows.map(([keys, text]) => (
          <div key={keys.join(' ')} style={{ display: 'contents' }}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key} size="sm">
                  {key}
                </Kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
  return (
    <Modal opened onClose={onClose} title={t.help.title} size="lg" closeButtonProps={{ 'aria-label': t.close }}>
      <div className={classes.keyColumns}>
        {section(t.help.things, things)}
        <div>
          {section(t.help.lists, lists)}
          {section(t.help.everywhere, everywhere)}
        </div>
      </div>
    </Modal>
  );
}
