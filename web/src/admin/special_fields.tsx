// Fields that deserve more than the input of their type: a matrix as a grid, names that another field gives, zones, presets.
import { NativeSelect, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AnyRecord, KindField } from '../api/kinds';
import { catalogueOptions } from '../api/incidents';
import { useOffice, type OfficeMessages } from '../i18n/office';
import { cellsFor, cellsText, leastPriority } from '../lib/cells';
import { ConditionInput } from './automation/condition_input';
import { DeedsInput } from './automation/deeds_input';
import { RuleFoot } from './automation/rule_foot';
import { AgreementFoot, warnOfOverlaps } from './agreement_foot';
import { CalendarDates } from './calendar_dates';
import { CalendarFoot } from './calendar_foot';
import { PlanFoot } from './plan_foot';
import { PlanInput } from './plan_input';
import { EscalationFoot } from './escalation_foot';
import { MessageInput, MessageTextFoot } from './message_text_foot';
import { ChoicesInput, CustomFoot, LabelInput, NameInput, TypeInput } from './custom_fields';
import { PeriodFoot, PeriodTime } from './periods';
import { PresetInput } from './preset_input';
import { sayName, zones, type SpecialProps } from './special';
import { Happenings, IncidentFields } from './webhook_fields';
import classes from './admin.module.css';

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const ofValues = (from: string) =>
  function OfValues({ label, error, values, field, set }: SpecialProps) {
    const t = useOffice();
    const data = texts(values[from]).map((value) => ({ value, label: sayName(t, value) }));
    const value = values[field.name];
    return (
      <Select label={label} error={error} clearable data={data} value={typeof value === 'string' ? value : null} onChange={set} />
    );
  };

function Impact({ label, error, values, field, set }: SpecialProps) {
  const t = useOffice();
  const catalogue = useQuery(catalogueOptions);
  const data = (catalogue.data?.matrix?.impacts ?? []).map((value) => ({ value, label: sayName(t, value) }));
  const value = values[field.name];
  return (
    <Select label={label} error={error} clearable data={data} value={typeof value === 'string' ? value : null} onChange={set} />
  );
}

function Zone({ label, error, values, field, set }: SpecialProps) {
  const t = useOffice();
  const value = typeof values[field.name] === 'string' ? (values[field.name] as string) : null;
  const data = value && !zones.includes(value) ? [value, ...zones] : zones;
  return (
    <Select
      label={label}
      error={error}
      searchable
      clearable
      limit={100}
      data={data}
      value={value}
      onChange={set}
      nothingFoundMessage={t.palette.nothing}
    />
  );
}

/** Rows are impacts, columns urgencies, both from the worst; each cell is chosen where it stands. */
function Matrix({ label, error, values, field, set }: SpecialProps) {
  const t = useOffice();
  const impacts = texts(values.impacts);
  const urgencies = texts(values.urgencies);
  if (impacts.length === 0 || urgencies.length === 0) return <p className="dim">{t.admin.matrixFirst}</p>;
  const cells = cellsFor(String(values[field.name] ?? ''), impacts.length, urgencies.length);
  const change = (row: number, column: number, priority: number) =>
    set(cellsText(cells.map((line, r) => line.map((old, c) => (r === row && c === column ? priority : old)))));
  const choices = Array.from({ length: leastPriority }, (_, i) => ({ value: String(i + 1), label: t.priority(i + 1) }));
  return (
    <div>
      <p className={classes.inputLabel} id="matrix-label">
        {label}
      </p>
      <div className={classes.matrixScroll}>
        <table className={classes.matrix} aria-labelledby="matrix-label">
          <thead>
            <tr>
              <td />
              <th colSpan={urgencies.length} scope="colgroup">
                {t.field.urgency}
              </th>
            </tr>
            <tr>
              <th scope="col">{t.field.impact}</th>
              {urgencies.map((urgency) => (
                <th key={urgency} scope="col">
                  {sayName(t, urgency)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {impacts.map((impact, row) => (
              <tr key={impact}>
                <th scope="row">{sayName(t, impact)}</th>
                {urgencies.map((urgency, column) => {
                  const value = cells[row]?.[column] ?? 1;
                  return (
                    <td key={urgency}>
                      <NativeSelect
                        size="xs"
                        aria-label={t.admin.cell(sayName(t, impact), sayName(t, urgency))}
                        data={choices}
                        value={String(value)}
                        onChange={(event) => change(row, column, Number(event.currentTarget.value))}
                        data-priority={Math.min(value, 4)}
                        className={classes.cell}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {error && <p className={classes.inputError}>{error}</p>}
    </div>
  );
}

const special: Record<string, (props: SpecialProps) => ReactNode> = {
  'calendar.exceptions': CalendarDates,
  'priority_matrix.cells': Matrix,
  'roster.plan': PlanInput,
  'priority_matrix.default_impact': ofValues('impacts'),
  'priority_matrix.default_urgency': ofValues('urgencies'),
  'critical_period.impact': Impact,
  'critical_period.starts_at': PeriodTime,
  'critical_period.ends_at': PeriodTime,
  'custom_field.name': NameInput,
  'custom_field.label': LabelInput,
  'custom_field.type': TypeInput,
  'custom_field.choices': ChoicesInput,
  'service.default_impact': Impact,
  'incident_template.preset': PresetInput,
  'message_text.message': MessageInput,
  'webhook.changes': Happenings,
  'webhook.fields': IncidentFields,
  'automation_rule.applies': ConditionInput,
  'automation_rule.was': ConditionInput,
  'automation_rule.deeds': DeedsInput,
};

export function specialFor(kind: string, field: KindField): ((props: SpecialProps) => ReactNode) | null {
  if (field.name === 'zone' && zones.length > 0) return Zone;
  return special[`${kind}.${field.name}`] ?? null;
}

/** Some fields make sense only beside others. */
export function isShown(kind: string, field: KindField, values: Record<string, unknown>): boolean {
  if (kind === 'custom_field' && field.name === 'choices') return values.type === 'choice';
  if (kind === 'escalation_policy' && field.name === 'point') return values.trigger === 'clock';
  if (kind === 'escalation_policy' && field.name === 'acknowledged_for') return values.stops === 'acknowledged';
  // By example, below the form.
  if (kind === 'alert_source' && field.name === 'mapping') return false;
  if (kind === 'automation_rule' && field.name === 'fields') return values.trigger === 'changed';
  if (kind === 'automation_rule' && field.name === 'was') return values.trigger !== 'opened';
  return true;
}

/** What the fields say together, below the form. */
export const feet: Record<string, (props: { values: Record<string, unknown>; record: AnyRecord | null }) => ReactNode> = {
  agreement: AgreementFoot,
  calendar: CalendarFoot,
  critical_period: PeriodFoot,
  custom_field: CustomFoot,
  roster: PlanFoot,
  escalation_policy: EscalationFoot,
  message_text: MessageTextFoot,
  automation_rule: RuleFoot,
};

/** What is said once a record was saved, beside that it was. */
export const afterSaving: Record<string, (t: OfficeMessages, id: string) => Promise<void>> = { agreement: warnOfOverlaps };

/** Fields that one fills in before the others. */
const first: Record<string, string[]> = {
  escalation_policy: [
    'name',
    'applies',
    'trigger',
    'point',
    'steps',
    'calendar',
    'repeat',
    'fallback',
    'stops',
    'acknowledged_for',
  ],
  automation_rule: ['name', 'trigger', 'fields', 'applies', 'was', 'deeds', 'position', 'stop_here', 'description'],
  custom_field: ['label', 'name', 'type', 'choices'],
  message_text: ['name', 'language', 'message', 'subject', 'text'],
  critical_period: ['name', 'service', 'recurrence', 'zone', 'starts_at', 'ends_at', 'impact', 'reason'],
};
export function inOrder(kind: string, fields: KindField[]): KindField[] {
  const names = first[kind] ?? [];
  const place = ({ name }: KindField) => (names.includes(name) ? names.indexOf(name) : names.length);
  return [...fields].sort((a, b) => place(a) - place(b));
}
