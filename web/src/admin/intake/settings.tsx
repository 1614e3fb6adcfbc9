// How the file as a whole is read: whose it is, one row or many an incident, how times look, which words mean nothing.
import { SegmentedControl, Select, TagsInput, TextInput } from '@mantine/core';
import { useOffice } from '../../i18n/office';
import { zones } from '../special';
import type { Mapping } from './mapping';
import classes from './intake.module.css';

const separators = [',', ';', '\t', '|'];
const list = (value: string | string[] | undefined) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

interface Props {
  mapping: Mapping;
  onChange(mapping: Mapping): void;
  onSeparator(separator: string): void;
}
export function Settings({ mapping, onChange, onSeparator }: Props) {
  const t = useOffice();
  const w = t.admin.intake;
  const set = (change: Partial<Mapping>) => onChange({ ...mapping, ...change });
  return (
    <div className={classes.settings}>
      <TextInput
        label={w.source}
        description={w.sourceHint}
        value={mapping.source}
        maxLength={60}
        onChange={(event) => set({ source: event.currentTarget.value })}
      />
      <div>
        <p className={classes.label} id="intake-rows">
          {w.rowsAre}
        </p>
        <SegmentedControl
          aria-labelledby="intake-rows"
          value={mapping.input ?? 'incidents'}
          onChange={(input) => set({ input: input as Mapping['input'] })}
          data={[
            { value: 'incidents', label: w.rowIsIncident },
            { value: 'log', label: w.rowIsMoment },
          ]}
        />
      </div>
      <Select
        label={w.separator}
        data={separators.map((value) => ({ value, label: w.separators[value] ?? value }))}
        value={mapping.separator ?? ','}
        allowDeselect={false}
        onChange={(value) => value && onSeparator(value)}
      />
      <TagsInput
        label={w.times}
        description={w.timesHint}
        value={list(mapping.times)}
        onChange={(times) => set({ times })}
        acceptValueOnBlur
      />
      <Select
        label={w.zone}
        searchable
        limit={100}
        data={zones}
        value={mapping.zone ?? 'UTC'}
        allowDeselect={false}
        onChange={(zone) => zone && set({ zone })}
      />
      <TagsInput
        label={w.missing}
        value={list(mapping.missing).filter((word) => word !== '')}
        onChange={(missing) => set({ missing })}
        acceptValueOnBlur
      />
    </div>
  );
}
