// Bringing records in from a spreadsheet: first it is said what would happen, line by line, then it is done.
import { Button, FileButton, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { importCsv, type ImportReport, type Kind } from '../api/kinds';
import { useOffice } from '../i18n/office';
import { toastDone, toastError } from '../ui/toast';
import classes from './admin.module.css';

/** Refused lines shown; who has more mends these first. */
const linesMost = 50;

export function CsvImport({ kind }: { kind: Kind }) {
  const t = useOffice();
  const client = useQueryClient();
  const [rehearsed, setRehearsed] = useState<{ text: string; report: ImportReport } | null>(null);
  const [busy, setBusy] = useState(false);

  const rehearse = async (file: File | null) => {
    if (!file) return;
    try {
      const text = await file.text();
      setRehearsed({ text, report: await importCsv(kind.path, text, true) });
    } catch (error) {
      toastError(t, error);
    }
  };
  const bringIn = async () => {
    if (!rehearsed) return;
    setBusy(true);
    try {
      const report = await importCsv(kind.path, rehearsed.text, false);
      toastDone(t, t.admin.imported(report.created, report.updated, report.refused.length));
      setRehearsed(null);
      void client.invalidateQueries({ queryKey: ['records', kind.path] });
      void client.invalidateQueries({ queryKey: ['catalogue'] });
    } catch (error) {
      toastError(t, error);
    }
    setBusy(false);
  };
  const report = rehearsed?.report;
  return (
    <>
      <FileButton onChange={(file) => void rehearse(file)} accept=".csv,text/csv" inputProps={{ 'aria-label': t.admin.import }}>
        {(props) => (
          <Button {...props} variant="default">
            {t.admin.import}
          </Button>
        )}
      </FileButton>
      {report && (
        <Modal
          opened
          onClose={() => setRehearsed(null)}
          title={t.admin.import}
          size="lg"
          closeButtonProps={{ 'aria-label': t.close }}
        >
          <p>{t.admin.wouldImport(report.created, report.updated, report.unchanged, report.refused.length)}</p>
          <ul className={classes.changes}>
            {report.refused.slice(0, linesMost).map(({ line, errors }) => (
              <li key={line}>
                {t.admin.line(
                  line,
                  errors.map(({ detail, pointer }) => `${(pointer ?? '').replace('/', '')} ${detail}`.trim()).join('; '),
                )}
              </li>
            ))}
          </ul>
          <div className={classes.buttons}>
            <Button variant="default" onClick={() => setRehearsed(null)} className={classes.right}>
              {t.cancel}
            </Button>
            <Button onClick={() => void bringIn()} loading={busy} disabled={report.created + report.updated === 0}>
              {t.admin.import}
            </Button>
          </div>
        </Modal>
      )}
    </>
  );
}
