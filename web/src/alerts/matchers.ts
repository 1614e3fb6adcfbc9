// Matchers of labels as a silence takes them: service="mail", instance=~"web.*".

export type Texts = Record<string, unknown> | null | undefined;

/** Labels in a reading order: what names it first, then by their names. */
const first = ['alertname', 'service', 'job', 'instance'];
export function textsOf(texts: Texts): [string, string][] {
  const place = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);
  return Object.entries(texts ?? {})
    .map(([name, value]): [string, string] => [name, typeof value === 'string' ? value : JSON.stringify(value)])
    .sort(([a], [b]) => place(a) - place(b) || a.localeCompare(b));
}

export function matcherText(name: string, value: string): string {
  const quoted = value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
  return `${name}="${quoted}"`;
}

/** One for each label, so that a silence begins with this alert alone; labels whose names no matcher can have are left out. */
export function matchersOf(labels: Texts): string[] {
  return textsOf(labels)
    .filter(([name, value]) => /^[a-zA-Z_:][\w:]*$/.test(name) && value !== '')
    .map(([name, value]) => matcherText(name, value));
}

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** An address that a browser may open; a sender may have written anything. */
export function safeLink(link: string | null | undefined): string | null {
  if (!link) return null;
  try {
    const { protocol } = new URL(link);
    return protocol === 'https:' || protocol === 'http:' ? link : null;
  } catch {
    return null;
  }
}
