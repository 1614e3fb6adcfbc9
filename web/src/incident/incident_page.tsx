// One incident: the head, the story with the place to write at the left, the facts at the right. Edits show at once; when two
// people changed the same thing, the conflict is shown and nothing typed is lost.
import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { incidentAlertsOptions } from '../api/incident_alerts';
import { incidentOptions } from '../api/incidents';
import { isStatus } from '../api/problem';
import { useSession } from '../api/session';
import type { Incident, IncidentPatch } from '../api/types';
import { useActions } from '../commands/actions';
import { useThing } from '../commands/provider';
import { useT } from '../i18n';
import type { Merge } from '../lib/conflict';
import { useKeys } from '../lib/keys';
import { Empty, Failed, SkeletonLines } from '../ui/bits';
import { toastError } from '../ui/toast';
import { useTitle } from '../ui/use_title';
import { Written } from '../ui/written';
import { Clocks } from './clocks';
import { Composer } from './composer';
import { ConflictDialog } from './conflict_dialog';
import { Description } from './description';
import { Escalations } from './escalations';
import { Facts } from './facts';
import { Head } from './head';
import { Files, Links } from './side';
import { Story } from './story';
import classes from './incident.module.css';

const Tasks = lazy(() => import('./tasks').then(({ Tasks: component }) => ({ default: component })));
const AlertsPanel = lazy(() => import('../alerts/pages').then(({ AlertsPanel: component }) => ({ default: component })));

export function IncidentPage({ number }: { number: string }) {
  const t = useT();
  const incident = useQuery(incidentOptions(number));
  useTitle(incident.data ? `${incident.data.number} ${incident.data.title}` : number);
  if (incident.isPending) return <SkeletonLines lines={10} />;
  if (isStatus(incident.error, 404))
    return (
      <Empty title={t.incident.notFound}>
        <Link to="/">{t.error.home}</Link>
      </Empty>
    );
  if (!incident.data) return <Failed error={incident.error} retry={() => void incident.refetch()} />;
  return <Opened incident={incident.data} />;
}

interface Conflict {
  merge: Merge;
  current: Incident;
  finish(saved: boolean): void;
}

function Opened({ incident }: { incident: Incident }) {
  const t = useT();
  const { edit } = useActions();
  const [conflict, setConflict] = useState<Conflict | null>(null);
  useThing(useMemo(() => ({ incidents: [incident] }), [incident]));
  useKeys({ Escape: () => history.back() });

  /** True when it was saved, if need be after a conflict was settled; false leaves what was typed where it is. */
  const change = async (patch: IncidentPatch, on: Incident = incident): Promise<boolean> => {
    try {
      const { conflict: found } = await edit(on, patch);
      if (!found) return true;
      return await new Promise<boolean>((finish) => setConflict({ ...found, finish }));
    } catch (error) {
      toastError(t, error);
      return false;
    }
  };
  const settle = async (patch: IncidentPatch): Promise<void> => {
    if (!conflict) return;
    setConflict(null);
    conflict.finish(await change(patch, conflict.current));
  };
  const leave = () => {
    conflict?.finish(false);
    setConflict(null);
  };
  return (
    <article className={classes.page}>
      <Head incident={incident} onEdit={change} />
      <div className={classes.columns}>
        <div className={classes.left}>
          {incident.merged_into && <MergedNotice into={incident.merged_into} />}
          <Description incident={incident} onEdit={change} />
          {incident.resolution_notes && <Resolution incident={incident} />}
          <Composer incident={incident} />
          <Story incident={incident} />
        </div>
        <div className={classes.right}>
          <Escalations incident={incident} />
          <Alerts incident={incident} />
          <Clocks incident={incident} />
          <Facts incident={incident} onEdit={change} />
          <Suspense fallback={null}>
            <Tasks incident={incident} />
          </Suspense>
          <Links incident={incident} />
          <Files incident={incident} />
        </div>
      </div>
      {conflict && (
        <ConflictDialog
          merge={conflict.merge}
          current={conflict.current}
          onSettle={(patch) => void settle(patch)}
          onClose={leave}
        />
      )}
    </article>
  );
}

/** Most incidents have none: what shows them is not even loaded then. */
function Alerts({ incident }: { incident: Incident }) {
  const { may } = useSession();
  const alerts = useQuery({ ...incidentAlertsOptions(incident.id), enabled: may('alert.read') }).data ?? [];
  if (alerts.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <AlertsPanel incident={incident.id} alerts={alerts} />
    </Suspense>
  );
}

function MergedNotice({ into }: { into: string }) {
  const t = useT();
  const other = useQuery(incidentOptions(into));
  if (!other.data) return null;
  return (
    <Alert color="gray" variant="outline">
      <Link to="/incidents/$number" params={{ number: other.data.number }}>
        {t.incident.mergedInto(other.data.number)}
      </Link>
    </Alert>
  );
}

function Resolution({ incident }: { incident: Incident }) {
  const t = useT();
  return (
    <section className={classes.resolution}>
      <h2 className={classes.sideTitle}>{t.field.resolution_notes}</h2>
      <Written html={incident.html?.resolution_notes} text={incident.resolution_notes} />
    </section>
  );
}
