// Rosters of another tool: a file is chosen, what would become of it is shown at once and anew with each choice, then it is brought in.
import { Button, Checkbox, FileButton, Modal, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { importRosters, rosterFileMostBytes, type RosterFormat, type RosterImportReport } from '../../api/roster_import';
import { onCallChanged } from '../../api/on_call';
import type { Id } from '../../api/types';
import { useSpoken } from '../../i18n';
import { toastDone, toastError } from '../../ui/toast';
import { zones } from '../special';
import { ReportTable, Unmatched } from './report';
import { wordsOf } from './words';
import adminClasses from '../admin.module.css';
import classes from './roster_import.module.css';

const formats: RosterFormat[] = ['pagerduty', 'opsgenie', 'grafana', 'icalendar'];
/** What the name of a file tells of it. */
const formatOf = (name: string): RosterFormat | null =>
  /\.ics$/i.test(name) ? 'icalendar' : (formats.find((one) => name.toLowerCase().includes(one)) ?? null);

export function RosterImport() {
  const w = wordsOf(useSpoken().language);
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {w.open}
      </Button>
      {opened && <Bring onClose={() => setOpened(false)} />}
    </>
  );
}

function Bring({ onClose }: { onClose(): void }) {
  const { t, language, format: say } = useSpoken();
  const w = wordsOf(language);
  const client = useQueryClient();
  const [format, setFormat] = useState<RosterFormat>('pagerduty');
  const [file, setFile] = useState<{ name: string; text: string } | null>(null);
  const [name, setName] = useState('');
  const [zone, setZone] = useState<string | null>(null);
  const [people, setPeople] = useState<Record<string, Id>>({});
  const [vacant, setVacant] = useState(false);
  const [overwrite, setOverwrite] = useState(false);
  const [report, setReport] = useState<RosterImportReport | null>(null);
  const [busy, setBusy] = useState(false);

  const choose = async (chosen: File | null) => {
    if (!chosen) return;
    if (chosen.size > rosterFileMostBytes) return toastError(t, new Error(w.tooLarge(say.bytes(rosterFileMostBytes))));
    setFormat(formatOf(chosen.name) ?? format);
    setFile({ name: chosen.name, text: await chosen.text() });
    setPeople({});
  };
  const ask = (preview: boolean) =>
    importRosters({
      format,
      file: file?.text ?? '',
      preview,
      people,
      unmatched: vacant ? 'vacant' : 'refuse',
      changed_here: overwrite ? 'overwrite' : 'keep',
      ...(format === 'icalendar' && { name: name.trim() || null, zone }),
    });
  useEffect(() => {
    if (!file) return;
    let live = true;
    const later = setTimeout(() => {
      ask(true)
        .then((answer) => live && setReport(answer))
        .catch((error: unknown) => {
          if (!live) return;
          setReport(null);
          toastError(t, error);
        });
    }, 250);
    return () => {
      live = false;
      clearTimeout(later);
    };
    // Each of these asks anew; `ask` and `t` are made of them.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [file, format, name, zone, people, vacant, overwrite]);
  const bringIn = async () => {
    setBusy(true);
    try {
      const answer = await ask(false);
      setReport(answer);
      toastDone(t, w.broughtIn(answer.counts.roster.made, answer.counts.roster.changed));
      void client.invalidateQueries({ queryKey: ['records', 'rosters'] });
      void client.invalidateQueries({ queryKey: ['catalogue'] });
      void onCallChanged(client);
    } catch (error) {
      toastError(t, error);
    }
    setBusy(false);
  };
  const counts = report?.counts;
  const some = counts && [counts.roster, counts.override].some((one) => one.made + one.changed + one.withdrawn > 0);
  return (
    <Modal opened onClose={onClose} title={w.title} size="xl" closeButtonProps={{ 'aria-label': t.close }}>
      <p className="dim">{w.intro}</p>
      <div className={classes.choices}>
        <Select
          size="xs"
          label={w.format}
          allowDeselect={false}
          data={formats.map((value) => ({ value, label: w.formats[value] }))}
          value={format}
          onChange={(value) => setFormat(formats.find((one) => one === value) ?? 'pagerduty')}
        />
        <FileButton onChange={(chosen) => void choose(chosen)} accept=".json,.ics,.txt" inputProps={{ 'aria-label': w.choose }}>
          {(props) => (
            <Button {...props} size="xs" variant={file ? 'default' : 'filled'}>
              {w.choose}
            </Button>
          )}
        </FileButton>
        {file && <span className="dim">{w.chosen(file.name)}</span>}
        {format === 'icalendar' && (
          <>
            <TextInput
              size="xs"
              label={w.name}
              placeholder={w.nameHelp}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Select size="xs" label={w.zone} searchable clearable limit={100} data={zones} value={zone} onChange={setZone} />
          </>
        )}
      </div>
      {report && (
        <>
          <Unmatched report={report} people={people} set={setPeople} />
          <Checkbox size="xs" label={w.vacant} checked={vacant} onChange={(event) => setVacant(event.currentTarget.checked)} />
          <Checkbox
            size="xs"
            label={w.overwrite}
            checked={overwrite}
            onChange={(event) => setOverwrite(event.currentTarget.checked)}
          />
          <ReportTable report={report} />
        </>
      )}
      <div className={adminClasses.buttons}>
        {report?.preview && <span className="dim">{w.nothing}</span>}
        <Button variant="default" onClick={onClose} className={adminClasses.right}>
          {t.close}
        </Button>
        <Button onClick={() => void bringIn()} loading={busy} disabled={!some || !report?.preview}>
          {w.bringIn}
        </Button>
      </div>
    </Modal>
  );
}
