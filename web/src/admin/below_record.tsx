// What belongs to a record of some kinds beside its fields, below its form: it comes when one is opened.
import { lazy, Suspense, type ComponentType } from 'react';
import type { AnyRecord } from '../api/kinds';
import { RuleRuns } from './automation/rule_runs';

/** Kinds that are shown again once they were made, since what belongs to them comes next. */
export const staysOpen: readonly string[] = ['alert_source', 'heartbeat', 'check', 'chat_workspace', 'chat_channel', 'webhook'];

const below: Record<string, ComponentType<{ record: AnyRecord }>> = {
  alert_source: lazy(() => import('../alerts/pages').then(({ SourceSetup: component }) => ({ default: component }))),
  heartbeat: lazy(() => import('../alerts/pages').then(({ HeartbeatSetup: component }) => ({ default: component }))),
  check: lazy(() => import('../alerts/pages').then(({ CheckSetup: component }) => ({ default: component }))),
  automation_rule: RuleRuns,
  team: lazy(() => import('../contact/team_reached').then(({ TeamReached: component }) => ({ default: component }))),
  chat_workspace: lazy(() =>
    import('../contact/chat_setup').then(({ ChatWorkspaceSetup: component }) => ({ default: component })),
  ),
  chat_channel: lazy(() => import('../contact/chat_setup').then(({ ChatChannelTry: component }) => ({ default: component }))),
  webhook: lazy(() => import('../webhooks/webhook_setup').then(({ WebhookSetup: component }) => ({ default: component }))),
  gateway: lazy(() => import('../contact/gateway_try').then(({ GatewayTry: component }) => ({ default: component }))),
};

export function BelowRecord({ kind, record }: { kind: string; record: AnyRecord }) {
  const Part = below[kind];
  return (
    Part && (
      <Suspense fallback={null}>
        <Part record={record} />
      </Suspense>
    )
  );
}
