// Between an instant and the wall clock of a person's zone, which need not be the zone of the browser.

function parts(instant: Date, zone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
}

/** Minutes that the zone's wall clock is ahead of UTC at the instant. */
function offsetMinutes(instant: Date, zone: string): number {
  const p = parts(instant, zone);
  const wall = Date.UTC(Number(p.year), Number(p.month) - 1, Number(p.day), Number(p.hour), Number(p.minute), Number(p.second));
  return Math.round((wall - Math.floor(instant.getTime() / 1_000) * 1_000) / 60_000);
}

/** "2026-03-29T08:30", as an input of type datetime-local wants it. */
export function toLocalInput(instant: string, zone: string): string {
  const p = parts(new Date(instant), zone);
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}`;
}

/** The instant at which the zone's clock shows this; in the hour that spring skips, the hour after; in the doubled one, the first. */
export function fromLocalInput(wall: string, zone: string): string | null {
  const asUtc = Date.parse(`${wall}${wall.length === 16 ? ':00' : ''}Z`);
  if (Number.isNaN(asUtc)) return null;
  const early = offsetMinutes(new Date(asUtc - 86_400_000), zone);
  const late = offsetMinutes(new Date(asUtc + 86_400_000), zone);
  for (const offset of [early, late]) {
    const guess = new Date(asUtc - offset * 60_000);
    if (offsetMinutes(guess, zone) === offset) return guess.toISOString();
  }
  return new Date(asUtc - early * 60_000).toISOString();
}
