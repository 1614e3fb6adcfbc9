// The facts at the right, in groups. Each says what it is; what can be changed is a button that becomes its editor in place.
import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { catalogueOptions, incidentOptions } from '../api/incidents';
import { whyOf, type Catalogue, type CustomField, type Incident, type IncidentPatch } from '../api/types';
import { useCommands } from '../commands/provider';
import { useFormat, useT } from '../i18n';
import { Priority, When } from '../ui/bits';
import { askedFor } from '../ui/custom_input';
import { PlusIcon } from '../ui/icons';
import { FactEditor } from './fact_editor';
import { groups, type FactSpec } from './fact_spec';
import { isInstant, useSay } from './say_value';
import classes from './incident.module.css';

interface Props {
  incident: Incident;
  onEdit(patch: IncidentPatch): Promise<boolean>;
}

export function Facts({ incident, onEdit }: Props) {
  const t = useT();
  const catalogue = useQuery(catalogueOptions);
  const [opened, setOpened] = useState<string | null>(null);
  const mayEdit = incident.may?.includes('edit') ?? false;
  const mine = askedFor(catalogue.data?.custom_fields ?? [], incident.category);
  const offered: { field: string; label: string }[] = [];

  const shownGroups = groups.map((group) => {
    const shown = group.facts.filter((fact) => {
      if (fact.onlyIf && !fact.onlyIf(incident)) return false;
      const says = hasValue(incident[fact.field]);
      if (says || !fact.silent || opened === fact.field) return true;
      if (fact.editor && mayEdit) offered.push({ field: fact.field, label: t.field[fact.field] ?? fact.field });
      return false;
    });
    return { ...group, shown };
  });
  return (
    <aside className={classes.facts} aria-label={t.incident.facts}>
      {shownGroups
        .filter(({ shown }) => shown.length > 0)
        .map(({ name, shown }) => (
          <section key={name} className={classes.group}>
            <h3 className={classes.groupTitle}>{t.incident.groups[name]}</h3>
            <dl className={classes.factList}>
              {shown.map((fact) => (
                <Fact
                  key={fact.field}
                  fact={fact}
                  incident={incident}
                  catalogue={catalogue.data}
                  mayEdit={mayEdit}
                  opened={opened === fact.field}
                  onOpen={() => setOpened(fact.field)}
                  onDone={() => setOpened(null)}
                  onEdit={onEdit}
                />
              ))}
            </dl>
          </section>
        ))}
      {mine.length > 0 && (
        <section className={classes.group}>
          <h3 className={classes.groupTitle}>{t.incident.groups.custom}</h3>
          <dl className={classes.factList}>
            {mine.map((field) => (
              <CustomFact
                key={field.id}
                field={field}
                incident={incident}
                mayEdit={mayEdit}
                opened={opened === `custom.${field.name}`}
                onOpen={() => setOpened(`custom.${field.name}`)}
                onDone={() => setOpened(null)}
                onEdit={onEdit}
              />
            ))}
          </dl>
        </section>
      )}
      {offered.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              leftSection={<PlusIcon size={15} />}
              className={classes.addFact}
            >
              {t.add}
            </Button>
          </Menu.Target>
          <Menu.Dropdown className={classes.scrollMenu}>
            {offered.map(({ field, label }) => (
              <Menu.Item key={field} onClick={() => setOpened(field)}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </aside>
  );
}

function hasValue(value: unknown): boolean {
  return !(
    value === null ||
    value === undefined ||
    value === '' ||
    value === 0 ||
    value === false ||
    (Array.isArray(value) && value.length === 0) ||
    value === 'none' ||
    value === 'incident'
  );
}

interface FactProps extends Props {
  fact: FactSpec;
  catalogue: Catalogue | undefined;
  mayEdit: boolean;
  opened: boolean;
  onOpen(): void;
  onDone(): void;
}
function Fact({ fact, incident, catalogue, mayEdit, opened, onOpen, onDone, onEdit }: FactProps) {
  const t = useT();
  const say = useSay();
  const { give } = useCommands();
  const label = t.field[fact.field] ?? fact.field;
  const value = incident[fact.field];
  const text = say(fact.field, value);
  const save = (next: unknown) => {
    onDone();
    void onEdit({ [fact.field]: next } as IncidentPatch);
  };
  if (opened && fact.editor && catalogue)
    return (
      <div className={classes.fact} data-editing>
        <dt>{label}</dt>
        <dd>
          <FactEditor editor={fact.editor} label={label} value={value} catalogue={catalogue} onSave={save} onCancel={onDone} />
        </dd>
      </div>
    );
  const command = fact.command && incident.may?.includes(fact.command) ? fact.command : null;
  const change = fact.editor && mayEdit ? onOpen : command ? () => give(command) : null;
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <dd>
        {change ? (
          <button
            type="button"
            className={classes.factButton}
            data-empty={!hasValue(value) || undefined}
            onClick={change}
            aria-label={hasValue(value) ? t.incident.changeField(label, text) : t.incident.setField(label)}
          >
            <FactValue fact={fact} incident={incident} text={text} />
          </button>
        ) : (
          <span className={classes.factText}>
            <FactValue fact={fact} incident={incident} text={text} />
          </span>
        )}
      </dd>
    </div>
  );
}

function FactValue({ fact, incident, text }: { fact: FactSpec; incident: Incident; text: string }) {
  const t = useT();
  const format = useFormat();
  const value = incident[fact.field];
  if (fact.field === 'parent' && typeof value === 'string') return <ParentLink id={value} name={text} />;
  if (fact.field === 'priority')
    return (
      <>
        <Priority value={incident.priority} />{' '}
        {incident.priority_overridden ? <span className="dim">{t.incident.byHand}</span> : null}
      </>
    );
  if (typeof value === 'string' && isInstant(fact.field)) return <When at={value} />;
  if (fact.field === 'assignee' && incident.assignee_absent_until)
    return (
      <>
        {text} <span className="dim">{t.absence.awayUntil(format.brief(incident.assignee_absent_until))}</span>
      </>
    );
  if (!hasValue(value) && fact.field === 'assignee') return <span className="dim">{t.incident.unassigned}</span>;
  if (!hasValue(value) && fact.field === 'team') return <span className="dim">{t.incident.noTeam}</span>;
  if (!hasValue(value)) return <span className="dim">{t.add}</span>;
  return <span title={fact.field === 'team' ? whyOf(incident, 'team') : undefined}>{text}</span>;
}

function ParentLink({ id, name }: { id: string; name: string }) {
  const parent = useQuery(incidentOptions(id));
  if (!parent.data) return <span>{name}</span>;
  return (
    <Link to="/incidents/$number" params={{ number: parent.data.number }} title={parent.data.title}>
      {parent.data.number}
    </Link>
  );
}

function CustomFact({
  field,
  incident,
  mayEdit,
  opened,
  onOpen,
  onDone,
  onEdit,
}: Props & { field: CustomField; mayEdit: boolean; opened: boolean; onOpen(): void; onDone(): void }) {
  const t = useT();
  const value = incident.custom?.[field.name];
  const label = field.label || field.name;
  const text =
    value === undefined || value === null || value === ''
      ? t.none
      : typeof value === 'boolean'
        ? value
          ? t.yes
          : t.no
        : String(value);
  const save = (next: unknown) => {
    onDone();
    void onEdit({ custom: { ...incident.custom, [field.name]: next } });
  };
  return (
    <div className={classes.fact} data-editing={opened || undefined}>
      <dt title={field.help ?? undefined}>{label}</dt>
      <dd>
        {opened ? (
          <FactEditor
            editor={
              field.type === 'integer' || field.type === 'real'
                ? 'number'
                : field.type === 'boolean'
                  ? 'check'
                  : field.type === 'time'
                    ? 'instant'
                    : 'text'
            }
            choices={field.choices ?? undefined}
            label={label}
            value={value}
            catalogue={null}
            onSave={save}
            onCancel={onDone}
          />
        ) : mayEdit ? (
          <button type="button" className={classes.factButton} onClick={onOpen} aria-label={t.incident.changeField(label, text)}>
            <span className={text === t.none ? 'dim' : undefined}>{text === t.none ? t.add : text}</span>
          </button>
        ) : (
          <span className={classes.factText}>{text}</span>
        )}
      </dd>
    </div>
  );
}
