// The first incidents of a file as they would be, and what could not be taken of it.
import { useNames } from '../../api/names';
import type { Preview } from '../../api/imports';
import type { Incident } from '../../api/types';
import { useOffice } from '../../i18n/office';
import { Priority, StateMark, When } from '../../ui/bits';
import { FigureList } from './outcome';
import classes from './intake.module.css';

export function PreviewTable({ preview }: { preview: Preview }) {
  const t = useOffice();
  const w = t.admin.intake;
  const nameOf = useNames();
  const fresh = new Set(preview.new);
  const named = (id: string | null | undefined) =>
    id ? (
      <>
        {nameOf(id)} {fresh.has(id) && <span className={classes.fresh}>{w.isNew}</span>}
      </>
    ) : null;
  return (
    <section className={classes.step} aria-labelledby="preview-title">
      <h2 id="preview-title">{w.previewTitle}</h2>
      <FigureList figures={preview} />
      <div className={classes.scroller} tabIndex={0} role="group" aria-label={w.previewTitle}>
        <table className={classes.preview}>
          <thead>
            <tr>
              <th scope="col">{t.field.priority}</th>
              <th scope="col">{w.theirNumber}</th>
              <th scope="col">{t.field.title}</th>
              <th scope="col">{t.field.state}</th>
              <th scope="col">{t.field.opened_at}</th>
              <th scope="col">{t.field.resolved_at}</th>
              <th scope="col">{t.field.team}</th>
              <th scope="col">{t.field.assignee}</th>
              <th scope="col">{t.field.caller}</th>
              <th scope="col">{t.field.category}</th>
              <th scope="col">{w.steps}</th>
            </tr>
          </thead>
          <tbody>
            {preview.incidents.map((row) => {
              const incident = row.incident as Partial<Incident> | null;
              return (
                <tr key={row.ref}>
                  <td>{incident && <Priority value={incident.priority ?? 0} />}</td>
                  <th scope="row">
                    {row.ref} {row.continued && <span className={classes.fresh}>{w.continued}</span>}
                  </th>
                  {incident ? (
                    <>
                      <td>{incident.title}</td>
                      <td>
                        {incident.state && <StateMark incident={{ state: incident.state, hold_kind: incident.hold_kind }} />}
                      </td>
                      <td>{incident.opened_at && <When at={incident.opened_at} />}</td>
                      <td>{incident.resolved_at && <When at={incident.resolved_at} />}</td>
                      <td>{named(incident.team)}</td>
                      <td>{named(incident.assignee)}</td>
                      <td>{named(incident.caller)}</td>
                      <td>
                        {named(incident.category)} {incident.subcategory && <>› {named(incident.subcategory)}</>}
                      </td>
                    </>
                  ) : (
                    <td colSpan={8} className="dim">
                      {w.hidden}
                    </td>
                  )}
                  <td>{row.steps}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {preview.incidents.length === 0 && <p className="dim">{w.previewNone}</p>}
      {preview.findings.length > 0 && (
        <>
          <h3>{w.findings}</h3>
          <ul className={classes.found} aria-label={w.findings} tabIndex={0}>
            {preview.findings.map(({ line, number, fate, code, why }, i) => (
              <li key={i} data-fate={fate}>
                <span className="nowrap">{w.atLine(line)}</span>
                <span>
                  {number && <strong>{number} </strong>}
                  {why} <span className="dim">{w.codes[code] ?? code}</span>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
