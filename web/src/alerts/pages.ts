// All that shows alerts comes over the line in one piece: in many, what they share would be cut out of the first place's scripts.
export { CheckPage } from '../checks/check_page';
export { CheckSetup } from '../checks/check_setup';
export { ChecksPage } from '../checks/checks_page';
export { HeartbeatPage } from '../heartbeats/heartbeat_page';
export { HeartbeatSetup } from '../heartbeats/heartbeat_setup';
export { HeartbeatsPage } from '../heartbeats/heartbeats_page';
export { AlertPage } from './alert_page';
export { AlertsPage } from './alerts_page';
export { AlertsPanel } from './in_incident';
export { SilencesPage } from './silences_page';
export { SourceSetup } from './source_setup';
export { NotificationsPage } from '../notifications/notifications_page';
