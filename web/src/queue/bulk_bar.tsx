// What can be done to all selected incidents at once.
import { Button, Menu } from '@mantine/core';
import type { Incident } from '../api/types';
import { useCommands } from '../commands/provider';
import { commands } from '../commands/spec';
import { useT } from '../i18n';
import classes from './queue.module.css';

const nearest = ['take', 'assign', 'resolve'];

export function BulkBar({ incidents, onClear }: { incidents: Incident[]; onClear(): void }) {
  const t = useT();
  const { give } = useCommands();
  const others = commands.filter(({ bulk, name }) => bulk && !nearest.includes(name));
  return (
    <div className={classes.bulk} role="region" aria-label={t.queue.selected(incidents.length)}>
      <strong>{t.queue.selected(incidents.length)}</strong>
      {nearest.map((name) => (
        <Button key={name} size="compact-sm" variant="default" onClick={() => give(name)}>
          {t.command[name]}
        </Button>
      ))}
      <Menu>
        <Menu.Target>
          <Button size="compact-sm" variant="default">
            {t.more}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {others.map(({ name }) => (
            <Menu.Item key={name} onClick={() => give(name)}>
              {t.command[name]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onClear}>
        {t.queue.clearSelection}
      </Button>
    </div>
  );
}
