// The parts of the first place, asked for before anything else of the program has run: a browser that shows the console to staff
// would otherwise learn one after the other that it needs the frame and then the list.
const staffKey = 'evenkeel.staff';

export const loadShell = () => import('./shell/shell');
export const loadQueue = () => import('./queue/queue_page');
export const loadIncident = () => import('./incident/incident_page');

function loadFirstPlace(): void {
  const path = location.pathname;
  const place = path.startsWith('/incidents/') ? loadIncident : loadQueue;
  // Who needs the part asks again, and says what went wrong.
  for (const part of [loadShell(), place()]) part.catch(() => undefined);
}

/** Somebody is signed in: their parts are loaded, and at the next start before anybody asked who it is. */
export function beginAs(staff: boolean): void {
  if (staff) loadFirstPlace();
  try {
    if (staff) localStorage.setItem(staffKey, 'yes');
    else localStorage.removeItem(staffKey);
  } catch {
    /* then the next start asks first who it is */
  }
}

try {
  if (localStorage.getItem(staffKey)) loadFirstPlace();
} catch {
  /* this browser keeps nothing */
}
