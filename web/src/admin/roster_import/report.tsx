// What became, or would become, of each roster, layer and override, and of the people whom the file names.
import { useState } from 'react';
import { Button } from '@mantine/core';
import type { RosterImportReport } from '../../api/roster_import';
import type { Id } from '../../api/types';
import { useSpoken } from '../../i18n';
import { PersonPicker } from '../../ui/pickers';
import { PlanFoot } from '../plan_foot';
import { wordsOf } from './words';
import adminClasses from '../admin.module.css';
import classes from './roster_import.module.css';

/** What a dialog shows; the counts are of all. */
const shownMost = 200;

export function ReportTable({ report }: { report: RosterImportReport }) {
  const w = wordsOf(useSpoken().language);
  const [looked, setLooked] = useState<string | null>(null);
  const shown = report.objects.slice(0, shownMost);
  const left = report.objects.length + report.left_out - shown.length;
  const plan = report.objects.find(({ part, key }) => part === 'roster' && key === looked);
  return (
    <>
      <div className={classes.scroller} tabIndex={0} role="region" aria-label={report.preview ? w.preview : w.done}>
        <table className={adminClasses.table}>
          <thead>
            <tr>
              <th scope="col">{w.what}</th>
              <th scope="col">{w.became}</th>
              <th scope="col">{w.why}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one, i) => (
              <tr key={i} data-fate={one.fate}>
                <th scope="row" className={classes[one.part]}>
                  <span className="dim">{w.parts[one.part]}</span>{' '}
                  {one.plan ? (
                    <Button size="compact-xs" variant="subtle" onClick={() => setLooked(looked === one.key ? null : one.key)}>
                      {one.name}
                    </Button>
                  ) : (
                    one.name || one.key
                  )}
                </th>
                <td className="nowrap">{w.fates[one.fate]}</td>
                <td>{one.remarks.map(({ text }) => text).join(' ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {left > 0 && <p className="dim">{w.more(left)}</p>}
      </div>
      {plan?.plan && (
        <section aria-label={w.shows(plan.name)}>
          <PlanFoot values={{ plan: plan.plan, zone: plan.zone }} record={null} />
        </section>
      )}
    </>
  );
}

export function Unmatched({
  report,
  people,
  set,
}: {
  report: RosterImportReport;
  people: Record<string, Id>;
  set(people: Record<string, Id>): void;
}) {
  const w = wordsOf(useSpoken().language);
  const unknown = report.people.filter(({ key, person }) => !person || people[key]);
  const found = report.people.length - unknown.length;
  return (
    <>
      {found > 0 && <p className="dim">{w.matched(found)}</p>}
      {unknown.length > 0 && (
        <fieldset className={classes.people}>
          <legend>{w.unmatched(unknown.length)}</legend>
          <p className="dim">{w.unmatchedHint}</p>
          {unknown.slice(0, shownMost).map(({ key, name, mail, why_not }) => (
            <div key={key} className={classes.person}>
              <span>
                {name}
                {mail && <span className="dim"> {mail}</span>}
              </span>
              <PersonPicker
                size="xs"
                ariaLabel={w.who(name)}
                placeholder={why_not ?? undefined}
                value={people[key] ?? null}
                onChange={(id) => {
                  const next = { ...people };
                  if (id) next[key] = id;
                  else delete next[key];
                  set(next);
                }}
              />
            </div>
          ))}
        </fieldset>
      )}
    </>
  );
}
