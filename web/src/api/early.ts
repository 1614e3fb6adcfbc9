// Answers that were asked for before the program was there to ask: each is taken once, by the first who wants the same.
const asked = new Map<string, Promise<Response>>();
/** An answer that nobody took by then is too old to be shown, in milliseconds. */
const keptFor = 10_000;

function nameOf(address: string): string {
  const url = new URL(address, location.origin);
  url.searchParams.sort();
  return `${url.pathname}?${url.searchParams}`;
}

/** What fails is asked for again by whoever wants it, who says what went wrong. */
export function askEarly(address: string): void {
  const name = nameOf(address);
  const answer = fetch(address, { credentials: 'same-origin' });
  answer.catch(() => undefined);
  asked.set(name, answer);
  setTimeout(() => asked.delete(name), keptFor);
}

export function fetchOrTake(request: Request): Promise<Response> {
  const name = request.method === 'GET' ? nameOf(request.url) : '';
  const answer = asked.get(name);
  if (!answer) return fetch(request);
  asked.delete(name);
  return answer.catch(() => fetch(request));
}
