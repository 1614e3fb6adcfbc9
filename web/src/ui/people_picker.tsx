// Several people: those chosen as pills, one search field to add.
import { Pill } from '@mantine/core';
import { useNames } from '../api/names';
import type { Id } from '../api/types';
import { useT } from '../i18n';
import { PersonPicker } from './pickers';
import classes from './bits.module.css';

export function PeoplePicker({
  label,
  value,
  onChange,
  onBlur,
}: {
  label: string;
  value: Id[];
  onChange(ids: Id[]): void;
  onBlur?: () => void;
}) {
  const t = useT();
  const nameOf = useNames();
  return (
    <div className={classes.people}>
      {value.length > 0 && (
        <Pill.Group>
          {value.map((id) => (
            <Pill
              key={id}
              withRemoveButton
              onRemove={() => onChange(value.filter((other) => other !== id))}
              removeButtonProps={{ 'aria-label': `${t.remove}: ${nameOf(id)}` }}
            >
              {nameOf(id)}
            </Pill>
          ))}
        </Pill.Group>
      )}
      <PersonPicker
        key={value.length}
        ariaLabel={label}
        autoFocus
        value={null}
        onChange={(id) => id && !value.includes(id) && onChange([...value, id])}
        onBlur={onBlur}
      />
    </div>
  );
}
