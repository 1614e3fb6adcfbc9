// Several people, or several records of another kind: those chosen as pills, one search field to add.
import { Pill } from '@mantine/core';
import type { ReactNode } from 'react';
import { useNames } from '../api/names';
import type { Id } from '../api/types';
import { useT } from '../i18n';
import { PersonPicker, RecordPicker, type Found } from './pickers';
import classes from './bits.module.css';

interface ManyProps {
  value: Id[];
  onChange(ids: Id[]): void;
}

function Many({ value, onChange, children }: ManyProps & { children: ReactNode }) {
  const t = useT();
  const nameOf = useNames();
  const removeProps = (id: Id) => ({ 'aria-label': `${t.remove}: ${nameOf(id)}` });
  return (
    <div className={classes.people}>
      {children}
      {value.length > 0 && (
        <Pill.Group>
          {value.map((id) => (
            <Pill
              key={id}
              withRemoveButton
              onRemove={() => onChange(value.filter((other) => other !== id))}
              removeButtonProps={removeProps(id)}
            >
              {nameOf(id)}
            </Pill>
          ))}
        </Pill.Group>
      )}
    </div>
  );
}

const added = (value: Id[], id: Id | null): Id[] => (id && !value.includes(id) ? [...value, id] : value);

export function PeoplePicker({ label, value, onChange, onBlur }: ManyProps & { label: string; onBlur?: () => void }) {
  return (
    <Many value={value} onChange={onChange}>
      <PersonPicker
        key={value.length}
        ariaLabel={label}
        autoFocus
        value={null}
        onChange={(id) => onChange(added(value, id))}
        onBlur={onBlur}
      />
    </Many>
  );
}

interface RecordsProps extends ManyProps {
  kind: string;
  label: string;
  description?: string;
  error?: string;
  find(q: string, signal: AbortSignal): Promise<Found[]>;
}
export function RecordsPicker({ value, onChange, ...props }: RecordsProps) {
  return (
    <Many value={value} onChange={onChange}>
      <RecordPicker key={value.length} {...props} value={null} onChange={(id) => onChange(added(value, id))} />
    </Many>
  );
}
