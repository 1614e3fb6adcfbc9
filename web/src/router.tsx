// Addresses. Staff and callers share them: who one is decides what one finds there.
import { createRootRoute, createRoute, createRouter, Navigate, Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ComponentType } from 'react';
import { adminPlaces } from './admin/places';
import type { AlertsSearch } from './alerts/alerts_page';
import { useSession } from './api/session';
import { incidentPart, queuePart, shellPart, type Part } from './first_place';
import { Office } from './i18n/office';
import { firstView, isView } from './queue/views';
import { Crash, SkeletonLines } from './ui/bits';
import { NotFound } from './ui/not_found';

function shown<Props extends object>(part: Part<ComponentType<Props>>): ComponentType<Props> {
  const Awaited = lazy(async () => ({ default: await part.load() })) as unknown as ComponentType<Props>;
  return function Shown(props: Props) {
    const [Component] = useState(() => part.now() ?? Awaited);
    return <Component {...props} />;
  };
}
const Shell = shown(shellPart);
const QueuePage = shown(queuePart);
const IncidentPage = shown(incidentPart);
const LogPage = lazy(() => import('./pages/log').then(({ LogPage: component }) => ({ default: component })));
const AdminPage = lazy(() => import('./admin/admin_page').then(({ AdminPage: component }) => ({ default: component })));
const AccountPage = lazy(() => import('./pages/account').then(({ AccountPage: component }) => ({ default: component })));
const OnCallPage = lazy(() => import('./on_call/on_call_page').then(({ OnCallPage: component }) => ({ default: component })));
const RosterPage = lazy(() => import('./on_call/roster_page').then(({ RosterPage: component }) => ({ default: component })));
const NotificationsPage = lazy(() =>
  import('./alerts/pages').then(({ NotificationsPage: component }) => ({ default: component })),
);
const AlertsPage = lazy(() => import('./alerts/pages').then(({ AlertsPage: component }) => ({ default: component })));
const AlertPage = lazy(() => import('./alerts/pages').then(({ AlertPage: component }) => ({ default: component })));
const SilencesPage = lazy(() => import('./alerts/pages').then(({ SilencesPage: component }) => ({ default: component })));
const HeartbeatsPage = lazy(() => import('./alerts/pages').then(({ HeartbeatsPage: component }) => ({ default: component })));
const CheckPage = lazy(() => import('./alerts/pages').then(({ CheckPage: component }) => ({ default: component })));
const ChecksPage = lazy(() => import('./alerts/pages').then(({ ChecksPage: component }) => ({ default: component })));
const HeartbeatPage = lazy(() => import('./alerts/pages').then(({ HeartbeatPage: component }) => ({ default: component })));
// With the administration's part: a part of its own would split what the first place loads.
const ForesightPage = lazy(() => import('./admin/admin_page').then(({ ForesightPage: component }) => ({ default: component })));
const PortalShell = lazy(() => import('./portal/portal').then(({ PortalShell: component }) => ({ default: component })));
const PortalHome = lazy(() => import('./portal/portal').then(({ PortalHome: component }) => ({ default: component })));
const PortalIncident = lazy(() =>
  import('./portal/portal_incident').then(({ PortalIncident: component }) => ({ default: component })),
);

/** What lists keep in the address, so that a list can be bookmarked and sent to somebody. */
export interface ListSearch {
  filter?: string;
  q?: string;
  order?: string;
}
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
const oneOf = <T extends string>(value: unknown, all: readonly T[]): T | undefined => all.find((one) => one === value);
const listSearch = (search: Record<string, unknown>): ListSearch => ({
  filter: text(search.filter),
  q: text(search.q),
  order: text(search.order),
});

function Root() {
  const { staff } = useSession();
  const inner = (
    <Suspense fallback={<SkeletonLines />}>
      <Outlet />
    </Suspense>
  );
  return <Suspense fallback={<SkeletonLines />}>{staff ? <Shell>{inner}</Shell> : <PortalShell>{inner}</PortalShell>}</Suspense>;
}
function Home() {
  const { incident, person, staff } = useSession();
  // A mailed link opens this one incident and nothing else.
  if (incident) return <Navigate to="/incidents/$number" params={{ number: incident }} replace />;
  return staff ? <Navigate to="/queue/$view" params={{ view: firstView(person.roles ?? []) }} replace /> : <PortalHome />;
}
function QueueAt() {
  const { view } = queueRoute.useParams();
  if (!useSession().staff) return <Navigate to="/" replace />;
  return isView(view) ? <QueuePage key={view} view={view} search={queueRoute.useSearch()} /> : <NotFound />;
}
function RegisterAt() {
  const search = registerRoute.useSearch();
  return useSession().staff ? <QueuePage view="all" search={search} /> : <Navigate to="/" replace />;
}
function IncidentAt() {
  const { number } = incidentRoute.useParams();
  return useSession().staff ? <IncidentPage key={number} number={number} /> : <PortalIncident key={number} number={number} />;
}
function AdminAt() {
  const { path } = adminRoute.useParams();
  return adminPlaces(useSession().may).length > 0 ? (
    <Office>
      <AdminPage path={path} />
    </Office>
  ) : (
    <Navigate to="/" replace />
  );
}
function LogAt() {
  return useSession().staff ? <LogPage /> : <Navigate to="/" replace />;
}

function OnCallAt() {
  return useSession().may('roster.read') ? (
    <Office>
      <OnCallPage />
    </Office>
  ) : (
    <Navigate to="/" replace />
  );
}
function RosterAt() {
  const { roster } = rosterRoute.useParams();
  return useSession().may('roster.read') ? (
    <Office>
      <RosterPage key={roster} id={roster} />
    </Office>
  ) : (
    <Navigate to="/" replace />
  );
}

function AlertsAt() {
  const search = alertsRoute.useSearch();
  return useSession().may('alert.read') ? <AlertsPage search={search} /> : <Navigate to="/" replace />;
}
function AlertAt() {
  const { alert } = alertRoute.useParams();
  return useSession().may('alert.read') ? <AlertPage key={alert} id={alert} /> : <Navigate to="/" replace />;
}
function SilencesAt() {
  return useSession().may('alert.read') ? <SilencesPage /> : <Navigate to="/" replace />;
}
function HeartbeatsAt() {
  return useSession().may('alert.read') ? <HeartbeatsPage /> : <Navigate to="/" replace />;
}
function ChecksAt() {
  return useSession().may('alert.read') ? <ChecksPage /> : <Navigate to="/" replace />;
}
function CheckAt() {
  const { check } = checkRoute.useParams();
  return useSession().may('alert.read') ? <CheckPage key={check} id={check} /> : <Navigate to="/" replace />;
}
function HeartbeatAt() {
  const { heartbeat } = heartbeatRoute.useParams();
  return useSession().may('alert.read') ? <HeartbeatPage key={heartbeat} id={heartbeat} /> : <Navigate to="/" replace />;
}
function ForesightAt() {
  return useSession().may('incident.read_all') ? (
    <Office>
      <ForesightPage />
    </Office>
  ) : (
    <Navigate to="/" replace />
  );
}

function NotificationsAt() {
  return useSession().staff ? <NotificationsPage /> : <Navigate to="/" replace />;
}
function AccountAt() {
  return (
    <Office>
      <AccountPage />
    </Office>
  );
}

const rootRoute = createRootRoute({
  component: Root,
  notFoundComponent: NotFound,
  errorComponent: ({ error }) => <Crash error={error as Error} />,
});
const homeRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: Home });
const queueRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/queue/$view',
  component: QueueAt,
  validateSearch: listSearch,
});
const registerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/incidents',
  component: RegisterAt,
  validateSearch: listSearch,
});
const incidentRoute = createRoute({ getParentRoute: () => rootRoute, path: '/incidents/$number', component: IncidentAt });
const logRoute = createRoute({ getParentRoute: () => rootRoute, path: '/log', component: LogAt });
const adminRoute = createRoute({ getParentRoute: () => rootRoute, path: '/admin/$path', component: AdminAt });
const onCallRoute = createRoute({ getParentRoute: () => rootRoute, path: '/on-call', component: OnCallAt });
const rosterRoute = createRoute({ getParentRoute: () => rootRoute, path: '/on-call/$roster', component: RosterAt });
const alertsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/alerts',
  component: AlertsAt,
  validateSearch: ({ state, severity, source, service, q }: Record<string, unknown>): AlertsSearch => ({
    state: oneOf(state, ['firing', 'resolved', 'all']),
    severity: oneOf(severity, ['critical', 'error', 'warning', 'info']),
    source: text(source),
    service: text(service),
    q: text(q),
  }),
});
const alertRoute = createRoute({ getParentRoute: () => rootRoute, path: '/alerts/$alert', component: AlertAt });
const silencesRoute = createRoute({ getParentRoute: () => rootRoute, path: '/alerts/silences', component: SilencesAt });
const heartbeatsRoute = createRoute({ getParentRoute: () => rootRoute, path: '/alerts/heartbeats', component: HeartbeatsAt });
const checksRoute = createRoute({ getParentRoute: () => rootRoute, path: '/alerts/checks', component: ChecksAt });
const checkRoute = createRoute({ getParentRoute: () => rootRoute, path: '/alerts/checks/$check', component: CheckAt });
const heartbeatRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/alerts/heartbeats/$heartbeat',
  component: HeartbeatAt,
});
const foresightRoute = createRoute({ getParentRoute: () => rootRoute, path: '/on-call/foresight', component: ForesightAt });
const notificationsRoute = createRoute({ getParentRoute: () => rootRoute, path: '/notifications', component: NotificationsAt });
const accountRoute = createRoute({ getParentRoute: () => rootRoute, path: '/account', component: AccountAt });
// The address that the server prints at its first start; the set-up itself is shown at any address.
const setupRoute = createRoute({ getParentRoute: () => rootRoute, path: '/setup', component: () => <Navigate to="/" replace /> });
const routeTree = rootRoute.addChildren([
  homeRoute,
  queueRoute,
  registerRoute,
  incidentRoute,
  logRoute,
  adminRoute,
  onCallRoute,
  rosterRoute,
  alertsRoute,
  alertRoute,
  silencesRoute,
  heartbeatsRoute,
  checksRoute,
  checkRoute,
  heartbeatRoute,
  foresightRoute,
  notificationsRoute,
  accountRoute,
  setupRoute,
]);

export const makeRouter = () =>
  createRouter({ routeTree, defaultErrorComponent: ({ error }) => <Crash error={error as Error} />, scrollRestoration: true });

export type ConsoleRouter = ReturnType<typeof makeRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: ConsoleRouter;
  }
}
