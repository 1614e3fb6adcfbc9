// Lines of the rules as they are kept ("mail 0", "17 5") and as they are shown: whom after how many minutes.

export const mailWay = 'mail';
export interface Rung {
  way: string;
  after: number;
}

export const readRung = (line: string): Rung => {
  const [way = mailWay, after = '0'] = line.split(' ');
  return { way, after: Number(after) || 0 };
};
export const writeRung = ({ way, after }: Rung): string => `${way} ${after}`;

const afterMost = 24 * 60;

/** Moves one a place up or down; the times stay where they are, so that the order of ways changes and not the pace. */
export function moved(rungs: Rung[], at: number, by: 1 | -1): Rung[] {
  const one = rungs[at];
  const other = rungs[at + by];
  if (!one || !other) return rungs;
  return rungs.map((rung, i) => (i === at ? { ...rung, way: other.way } : i === at + by ? { ...rung, way: one.way } : rung));
}

/** Sets when one comes; a line below never comes before a line above. */
export function timed(rungs: Rung[], at: number, minutes: number): Rung[] {
  const after = Math.min(Math.max(0, Math.round(minutes) || 0), afterMost);
  return rungs.map((rung, i) => {
    if (i === at) return { ...rung, after };
    if (i > at) return { ...rung, after: Math.max(rung.after, after) };
    return { ...rung, after: Math.min(rung.after, after) };
  });
}

/** At the end, some minutes after the last. */
export function added(rungs: Rung[], way: string): Rung[] {
  const last = rungs.at(-1);
  return [...rungs, { way, after: last ? Math.min(last.after + 3, afterMost) : 0 }];
}

/** "8:00, 16:30" as times of day; what is none is left out. */
export function readTimes(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .map((word) => /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(word))
    .filter((found) => found !== null)
    .map(([, hour = '', minute = '']) => `${hour.padStart(2, '0')}:${minute}`);
}
