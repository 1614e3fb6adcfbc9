// An agreement tried out on incidents that were, before it is saved; and what it shares with others, said when it is.
import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { agreementTemplatesOptions, overlapsOf, previewAgreement, type AgreementPreview, type Overlap } from '../api/agreements';
import type { AnyRecord } from '../api/kinds';
import { useFormat } from '../i18n';
import { useOffice, type OfficeMessages } from '../i18n/office';
import { sayError } from '../ui/say_error';
import { toastWarning } from '../ui/toast';
import classes from './periods.module.css';

type Verdict = 'met' | 'breached' | 'open' | 'cancelled';
/** Overlaps told after saving; the preview lists all. */
const saidMost = 3;
const verdicts: Verdict[] = ['met', 'breached', 'open', 'cancelled'];

export function AgreementFoot({ values, record }: { values: Record<string, unknown>; record: AnyRecord | null }) {
  const t = useOffice();
  const w = t.admin.agreement;
  const [answer, setAnswer] = useState<{ preview?: AgreementPreview; failure?: string; of: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const said = JSON.stringify(values);
  const ask = async () => {
    setBusy(true);
    try {
      const draft = Object.fromEntries(
        Object.entries(values).filter(([, value]) => record !== null || (value !== null && value !== '')),
      );
      setAnswer({ preview: await previewAgreement(draft, record?.id ?? null), of: said });
    } catch (error) {
      setAnswer({ failure: sayError(t, error), of: said });
    }
    setBusy(false);
  };
  return (
    <div className={classes.foot}>
      <p className={classes.footTitle}>{w.tried}</p>
      <p className="dim">{w.hint}</p>
      <Button size="xs" variant="default" loading={busy} onClick={() => void ask()}>
        {w.preview}
      </Button>
      <div role="status">
        {answer?.failure && <p>{answer.failure}</p>}
        {answer?.preview && answer.of !== said && <p className="dim">{w.older}</p>}
        {answer?.preview && <Outcome preview={answer.preview} />}
      </div>
    </div>
  );
}

function Outcome({ preview }: { preview: AgreementPreview }) {
  const t = useOffice();
  const format = useFormat();
  const w = t.admin.agreement;
  if (preview.incidents === 0) return <p>{w.noIncidents}</p>;
  return (
    <>
      <p>{w.looked(preview.incidents, preview.since ? format.brief(preview.since) : '')}</p>
      <table className={classes.tallies}>
        <thead>
          <tr>
            <th scope="col">{w.target}</th>
            {verdicts.map((verdict) => (
              <th key={verdict} scope="col">
                {w.verdict[verdict]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.targets.map(({ target, draft, present }) => (
            <tr key={target}>
              <th scope="row">{t.clocks.target[target] ?? target}</th>
              {verdicts.map((verdict) => (
                <td key={verdict}>
                  {draft[verdict]}{' '}
                  {present[verdict] !== draft[verdict] && <span className="dim">{w.before(present[verdict])}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {preview.overlaps.map((overlap) => (
        <p key={`${overlap.agreement} ${overlap.target}`}>
          <strong>{sayOverlap(t, overlap)}</strong>
        </p>
      ))}
      {preview.otherwise.length > 0 && (
        <details>
          <summary>{w.otherwise(preview.otherwise.length + preview.otherwise_left_out)}</summary>
          <ul>
            {preview.otherwise.map((one) => (
              <li key={`${one.incident} ${one.target} ${one.draft ?? ''}`}>
                <Link to="/incidents/$number" params={{ number: one.number }} target="_blank">
                  {one.number}
                </Link>{' '}
                {t.clocks.target[one.target] ?? one.target}: {one.draft ? w.verdict[one.draft] : w.none}
                <span className="dim"> {w.instead(one.present ? w.verdict[one.present] : w.none)}</span>
              </li>
            ))}
          </ul>
          {preview.otherwise_left_out > 0 && <p className="dim">{w.more(preview.otherwise_left_out)}</p>}
        </details>
      )}
    </>
  );
}

const sayOverlap = (t: OfficeMessages, { name, target, incidents, examples }: Overlap): string =>
  t.admin.agreement.overlap(name, t.clocks.target[target] ?? target, incidents, examples.join(', '));

/** After one was saved: it holds, and whoever saved it hears what else promises the same. */
export async function warnOfOverlaps(t: OfficeMessages, id: string): Promise<void> {
  const found = await overlapsOf(id).catch(() => []);
  for (const overlap of found.slice(0, saidMost)) toastWarning(t, sayOverlap(t, overlap));
}

/** What a new one may begin with. */
export function AgreementTemplates({ onChoose }: { onChoose(begin: Record<string, unknown>): void }) {
  const t = useOffice();
  const templates = useQuery(agreementTemplatesOptions).data ?? [];
  if (templates.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default">{t.admin.agreement.template}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {templates.map(({ key, source, agreement }) => (
          <Menu.Item key={key} onClick={() => onChoose(agreement)}>
            {String(agreement.name)}
            {source && <span className="dim"> {source}</span>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
