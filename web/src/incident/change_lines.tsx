// What changed, one line a field: before and after.
import type { RemoteChange } from '../api/types';
import { useT } from '../i18n';
import { Ago } from '../ui/bits';
import { isLong, isQuiet, useSay, type Say } from './say_value';
import type { Messages } from '../i18n/en';
import classes from './incident.module.css';

export function changeText(t: Messages, say: Say, field: string, before: unknown, after: unknown): string {
  const name = t.field[field] ?? field;
  if (isLong(field)) return `${name}: ${t.story.longText}`;
  const was = say(field, before);
  const is = say(field, after);
  if (was === t.none) return t.story.set(name, is);
  if (is === t.none) return t.story.removed(name, was);
  return t.story.changed(name, was, is);
}

export function ChangeLines({ changes }: { changes: RemoteChange[] }) {
  const t = useT();
  const say = useSay();
  const told = changes.filter(({ field }) => !isQuiet(field));
  if (told.length === 0) return null;
  return (
    <ul className={classes.changeLines}>
      {told.map((change) => (
        <li key={change.field}>
          {changeText(t, say, change.field, change.before, change.after)}{' '}
          <span className="dim">
            {change.by} {change.at && <Ago at={change.at} />}
          </span>
        </li>
      ))}
    </ul>
  );
}
