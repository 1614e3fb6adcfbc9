// What would happen if something broke now: the exact order of who would be told, and for each service who is called first.
import { NativeSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { foresightOptions, type Question } from '../api/escalations';
import { catalogueOptions } from '../api/incidents';
import { useNames } from '../api/names';
import type { Foreseen, Foresight } from '../api/types';
import { useOffice } from '../i18n/office';
import { Notes, useWhom } from '../incident/escalations';
import { Empty, Failed, Priority, SkeletonLines, When } from '../ui/bits';
import { CategorySelect, InstantInput } from '../ui/pickers';
import { useTitle } from '../ui/use_title';
import { EscalationMatrixSection } from './escalation_matrix';
import oversight from './oversight.module.css';
import classes from './foresight.module.css';

const priorities = [1, 2, 3, 4, 5];

export function ForesightPage() {
  const t = useOffice();
  const w = t.escalation.foresight;
  useTitle(t.admin.foresight.title);
  const [asked, setAsked] = useState<Question>({ service: null, category: null, priority: 1, at: null });
  const [used] = useDebouncedValue(asked, 250);
  const found = useQuery({ ...foresightOptions(used), placeholderData: (old) => old });
  return (
    <section className={oversight.page} aria-labelledby="foresight-title">
      <header className={oversight.head}>
        <h1 id="foresight-title">{t.admin.foresight.title}</h1>
      </header>
      <p className={classes.intro}>{w.intro}</p>
      <Asked asked={asked} onChange={(change) => setAsked((old) => ({ ...old, ...change }))} />
      {found.isPending && <SkeletonLines lines={4} />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.data && <Found found={found.data} />}
      <EscalationMatrixSection asked={used} />
    </section>
  );
}

function Asked({ asked, onChange }: { asked: Question; onChange(change: Partial<Question>): void }) {
  const t = useOffice();
  const w = t.escalation.foresight;
  const catalogue = useQuery(catalogueOptions).data;
  const some = (list: { id: string; name: string }[]) => [
    { value: '', label: w.any },
    ...list.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div className={classes.asked}>
      <NativeSelect
        size="xs"
        label={w.service}
        data={some(catalogue?.services ?? [])}
        value={asked.service ?? ''}
        onChange={(event) => onChange({ service: event.currentTarget.value || null })}
      />
      {catalogue && (
        <CategorySelect
          size="xs"
          label={w.category}
          placeholder={w.any}
          catalogue={catalogue}
          value={asked.category}
          onChange={(category) => onChange({ category })}
        />
      )}
      <NativeSelect
        size="xs"
        label={w.priority}
        data={[{ value: '', label: w.byMatrix }, ...priorities.map((n) => ({ value: String(n), label: t.priorityLong(n) }))]}
        value={asked.priority === null ? '' : String(asked.priority)}
        onChange={(event) => onChange({ priority: event.currentTarget.value ? Number(event.currentTarget.value) : null })}
      />
      <InstantInput size="xs" label={w.at} description={w.atHelp} value={asked.at} onChange={(at) => onChange({ at })} />
    </div>
  );
}

function Found({ found }: { found: Foresight }) {
  const t = useOffice();
  const w = t.escalation.foresight;
  const nameOf = useNames();
  return (
    <div className={classes.found} aria-live="polite">
      <p>
        <Priority value={found.incident.priority} />{' '}
        {found.incident.team ? (
          <>
            {w.team} <strong>{nameOf(found.incident.team)}</strong>
          </>
        ) : (
          w.noTeam
        )}
        {found.incident.why.team && <span className="dim"> ({found.incident.why.team})</span>}
      </p>
      <h2 className={classes.title}>{w.sequence}</h2>
      {found.sequence.length === 0 ? (
        <Empty title={w.nothing} />
      ) : (
        <ol className={classes.sequence}>
          {found.sequence.map((step) => (
            <Line key={`${step.policy}-${step.round}-${step.step}`} step={step} />
          ))}
        </ol>
      )}
      {found.more && <p className="dim">{w.more}</p>}
      <details className={classes.help}>
        <summary>{w.policies}</summary>
        <ul className={classes.policies}>
          {found.policies.map((policy) => (
            <li key={policy.policy} data-applies={policy.applies || undefined}>
              <strong>{policy.policy_name}</strong>: {policy.applies ? w.applies : w.not}
              {policy.why && <span className="dim"> ({policy.why})</span>}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function Line({ step }: { step: Foreseen }) {
  const t = useOffice();
  const whom = useWhom();
  return (
    <li data-outcome={step.outcome}>
      <span className={classes.at}>{step.at && <When at={step.at} />}</span>
      <span>
        <strong>{whom(step)}</strong>
        <span className="dim">
          {' '}
          {step.policy_name}: {step.words}
          {step.round > 1 && `, ${t.escalation.foresight.round(step.round)}`}
        </span>
        <Notes notes={step.notes} />
      </span>
    </li>
  );
}
