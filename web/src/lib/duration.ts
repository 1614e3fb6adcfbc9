// Durations as people say them: "2 h 10 min", never "02:10:00" and never more than two units.

export interface DurationWords {
  second: string;
  minute: string;
  hour: string;
  day: string;
}

const steps = [
  { size: 86_400, key: 'day' },
  { size: 3_600, key: 'hour' },
  { size: 60, key: 'minute' },
] as const;

/** Two units at most, the second only when it says something; under a minute in seconds. Negative input counts as its size. */
export function sayDuration(seconds: number, words: DurationWords): string {
  let rest = Math.floor(Math.abs(seconds));
  if (rest < 60) return `${rest} ${words.second}`;
  const parts: string[] = [];
  for (const { size, key } of steps) {
    const n = Math.floor(rest / size);
    if (n === 0) {
      if (parts.length > 0) break;
      continue;
    }
    parts.push(`${n} ${words[key]}`);
    rest -= n * size;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

/** One unit, for a narrow column: "3 d", "4 h", "12 min". */
export function sayShort(seconds: number, words: DurationWords): string {
  const size = Math.floor(Math.abs(seconds));
  for (const step of steps) if (size >= step.size) return `${Math.floor(size / step.size)} ${words[step.key]}`;
  return `${size} ${words.second}`;
}

/** Understands "90", "90m", "1:30", "1h 30m", "1,5 h", "2 Std 10 Min" as seconds; null when it is no duration. Bare numbers are minutes. */
export function parseDuration(text: string): number | null {
  const clean = text.trim().toLowerCase().replace(',', '.');
  if (clean === '') return null;
  const clock = /^(\d{1,3}):([0-5]\d)$/.exec(clean);
  if (clock) return Number(clock[1]) * 3_600 + Number(clock[2]) * 60;
  if (/^\d+(\.\d+)?$/.test(clean)) return Math.round(Number(clean) * 60);
  const units: Record<string, number> = { d: 86_400, t: 86_400, h: 3_600, s: 3_600, m: 60 };
  const piece = /^(\d+(?:\.\d+)?)\s*(d|days?|t|tage?|h|hours?|std|stunden?|m|mins?|minutes?|minuten)(?![a-z])\.?\s*/;
  let rest = clean;
  let total = 0;
  while (rest !== '') {
    const found = piece.exec(rest);
    if (!found) return null;
    total += Number(found[1]) * (units[found[2]?.[0] ?? ''] ?? 0);
    rest = rest.slice(found[0].length);
  }
  return Math.round(total);
}
