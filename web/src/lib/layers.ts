// A drawing of things that rest on each other: every thing stands above all that it rests on, near to what it is joined with.
// Longest paths give the layers, a few sweeps of averages the order within them. Circles are cut where they close.

export interface Edge {
  from: string;
  to: string;
}
export interface Placed {
  id: string;
  layer: number;
  /** Place within its layer, from the left. */
  place: number;
}

/** Beyond this, further sweeps change nothing that an eye notices. */
const sweeps = 6;

export function layersOf(ids: string[], edges: Edge[]): Placed[] {
  const below = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { from, to } of edges) if (below.has(from) && below.has(to) && from !== to) below.get(from)?.push(to);
  const straight = withoutCircles(ids, below);
  const above = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const [from, targets] of straight) for (const to of targets) above.get(to)?.push(from);

  const layer = new Map<string, number>();
  const depth = (id: string): number => {
    const known = layer.get(id);
    if (known !== undefined) return known;
    const found = Math.max(-1, ...(above.get(id) ?? []).map(depth)) + 1;
    layer.set(id, found);
    return found;
  };
  ids.forEach(depth);
  const rows: string[][] = [];
  for (const id of ids) (rows[layer.get(id) ?? 0] ??= []).push(id);

  const place = new Map<string, number>();
  const settle = (row: string[]) => row.forEach((id, i) => place.set(id, i - (row.length - 1) / 2));
  rows.forEach(settle);
  const middle = (id: string, others: string[]) =>
    others.length === 0 ? (place.get(id) ?? 0) : others.reduce((sum, other) => sum + (place.get(other) ?? 0), 0) / others.length;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const down = sweep % 2 === 0;
    for (const row of down ? rows : [...rows].reverse()) {
      const wanted = new Map(row.map((id) => [id, middle(id, (down ? above : straight).get(id) ?? [])]));
      row.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
      settle(row);
    }
  }
  return rows.flatMap((row, i) => row.map((id, n) => ({ id, layer: i, place: n })));
}

/** The edges without those that close a circle. */
function withoutCircles(ids: string[], below: Map<string, string[]>): Map<string, string[]> {
  const kept = new Map<string, string[]>(ids.map((id) => [id, []]));
  const state = new Map<string, 'open' | 'done'>();
  const visit = (id: string): void => {
    state.set(id, 'open');
    for (const next of below.get(id) ?? []) {
      if (state.get(next) === 'open') continue;
      kept.get(id)?.push(next);
      if (!state.has(next)) visit(next);
    }
    state.set(id, 'done');
  };
  for (const id of ids) if (!state.has(id)) visit(id);
  return kept;
}

/** Everything that one reaches along the edges, itself left out. */
export function reached(id: string, edges: Edge[], way: 'down' | 'up'): Set<string> {
  const found = new Set<string>();
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const { from, to } of edges) {
      const [here, next] = way === 'down' ? [from, to] : [to, from];
      if (here !== at || found.has(next) || next === id) continue;
      found.add(next);
      open.push(next);
    }
  return found;
}
