// What came of a rehearsal or an import: figures, what was not taken by its kind, and the report to take away.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Upload } from '../../api/imports';
import { useSpoken } from '../../i18n';
import { useOffice } from '../../i18n/office';
import classes from './intake.module.css';

type Figures = Pick<
  Upload,
  'rows' | 'rows_known' | 'incidents_new' | 'incidents_continued' | 'incidents_known' | 'rows_refused' | 'cells_refused' | 'notes'
> & { records_created: number; counts: Upload['counts'] };

export function useNumber() {
  const { language } = useSpoken();
  return (n: number) => n.toLocaleString(language === 'en' ? 'en-GB' : language);
}

export function FigureList({ figures }: { figures: Figures }) {
  const t = useOffice();
  const w = t.admin.intake;
  const number = useNumber();
  const rows: [string, number][] = [
    [w.figures.rows, figures.rows],
    [w.figures.fresh, figures.incidents_new],
    [w.figures.continued, figures.incidents_continued],
    [w.figures.known, figures.incidents_known],
    [w.figures.made, figures.records_created],
    [w.figures.rowsRefused, figures.rows_refused],
    [w.figures.cellsRefused, figures.cells_refused],
  ];
  return (
    <dl className={classes.figures}>
      {rows.map(([name, value]) => (
        <div
          key={name}
          data-trouble={(name === w.figures.rowsRefused || name === w.figures.cellsRefused) && value > 0 ? true : undefined}
        >
          <dt>{name}</dt>
          <dd>{number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Outcome({ file }: { file: Upload }) {
  const t = useOffice();
  const w = t.admin.intake;
  const number = useNumber();
  return (
    <section className={classes.outcome} data-state={file.state} aria-labelledby="outcome-title">
      <div role="status">
        <h2 id="outcome-title">{w.ended[file.state] ?? w.states[file.state]}</h2>
      </div>
      {file.errors.map(({ code, detail }) => (
        <p key={detail} className={classes.trouble}>
          {detail} <span className="dim">{code}</span>
        </p>
      ))}
      <FigureList figures={file} />
      {file.counts.length > 0 && (
        <ul className={classes.counts} aria-label={w.findings}>
          {file.counts.map(({ fate, code, count }) => (
            <li key={fate + code} data-fate={fate}>
              <strong>{number(count)}</strong> {w.codes[code] ?? code} <span className="dim">{w.fates[fate]}</span>
            </li>
          ))}
        </ul>
      )}
      <div className={classes.line}>
        {file.report_lines > 0 && (
          <Button component="a" href={`/api/v1/imports/${file.id}/report.csv`} download variant="default" size="xs">
            {w.report(number(file.report_lines))}
          </Button>
        )}
        {file.state === 'done' && (
          <Button
            renderRoot={(props) => <Link to="/incidents" search={{ order: '-updated_at' }} {...props} />}
            variant="default"
            size="xs"
          >
            {w.toIncidents}
          </Button>
        )}
      </div>
    </section>
  );
}
