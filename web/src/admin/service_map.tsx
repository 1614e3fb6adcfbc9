// What rests on what: services above, the configuration items that carry them below. Choosing one shows what it needs and what is
// hurt when it fails; the same is there as lists for whoever does not see the drawing.
import { Button, Select } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { fetchAll, type AnyRecord } from '../api/kinds';
import { useOffice } from '../i18n/office';
import { layersOf, reached, type Edge, type Placed } from '../lib/layers';
import { Empty, Failed, SkeletonLines } from '../ui/bits';
import { useTitle } from '../ui/use_title';
import classes from './service_map.module.css';

const width = 176;
const height = 40;
const gapAcross = 24;
const gapDown = 56;
const gapLines = 20; // between lines of one layer
const columnsLeast = 2; // a phone scrolls across rather than down for ever
const textMost = 22; // letters that fit into a box

interface Thing {
  id: string;
  name: string;
  service: boolean;
  hint: string;
}

function useMap() {
  return useQuery({
    queryKey: ['records', 'map'],
    queryFn: async () => {
      const [services, items, relations] = await Promise.all(['services', 'cis', 'ci_relations'].map((path) => fetchAll(path)));
      const live = (rows: AnyRecord[] | undefined) => (rows ?? []).filter(({ active }) => active !== false);
      const things = new Map<string, Thing>();
      for (const { id, name } of live(services)) things.set(id, { id, name: String(name), service: true, hint: '' });
      for (const { id, name, kind } of live(items))
        things.set(id, { id, name: String(name), service: false, hint: String(kind ?? '') });
      const edges: Edge[] = [];
      for (const { id, service } of live(items)) if (service) edges.push({ from: String(service), to: id });
      for (const { ci, other } of live(relations)) edges.push({ from: String(ci), to: String(other) });
      return { things, edges: edges.filter(({ from, to }) => things.has(from) && things.has(to)) };
    },
    staleTime: 30_000,
  });
}

export function ServiceMap() {
  const t = useOffice();
  useTitle(t.admin.map.title);
  const map = useMap();
  const [chosen, setChosen] = useState<string | null>(null);
  const [only, setOnly] = useState<string | null>(null);
  if (map.isPending) return <SkeletonLines lines={8} />;
  if (map.isError) return <Failed error={map.error} retry={() => void map.refetch()} />;
  const { things, edges } = map.data;
  const services = [...things.values()].filter(({ service }) => service);
  const focus = chosen && things.has(chosen) ? chosen : null;
  return (
    <section className={classes.page} aria-labelledby="map-title">
      <header className={classes.head}>
        <h1 id="map-title">{t.admin.map.title}</h1>
        <Select
          size="xs"
          searchable
          clearable
          aria-label={t.admin.map.only}
          placeholder={t.admin.map.only}
          data={services.map(({ id, name }) => ({ value: id, label: name }))}
          value={only}
          onChange={(next) => {
            setOnly(next);
            setChosen(next);
          }}
        />
      </header>
      {edges.length === 0 ? (
        <Empty title={t.admin.map.empty} hint={t.admin.map.emptyHint}>
          <Link to="/admin/$path" params={{ path: 'ci_relations' }}>
            {t.admin.kinds.ci_relation ?? t.admin.map.relations}
          </Link>
        </Empty>
      ) : (
        <div className={classes.split}>
          <Drawing things={things} edges={edges} only={only} chosen={focus} onChoose={setChosen} />
          <Beside things={things} edges={edges} chosen={focus} onChoose={setChosen} />
        </div>
      )}
    </section>
  );
}

interface DrawingProps {
  things: Map<string, Thing>;
  edges: Edge[];
  only: string | null;
  chosen: string | null;
  onChoose(id: string): void;
}

/** Where each stands: a layer that is wider than the room goes on in a further line. */
function spread(placed: Placed[], room: number) {
  const step = width + gapAcross;
  const most = Math.max(columnsLeast, Math.floor((room - gapAcross) / step));
  const at = new Map<string, { x: number; y: number }>();
  const layers = Math.max(-1, ...placed.map(({ layer }) => layer)) + 1;
  const sizes = Array.from({ length: layers }, (_, i) => placed.filter(({ layer }) => layer === i).length);
  const total = Math.min(most, Math.max(1, ...sizes)) * step + gapAcross;
  let y = gapAcross;
  sizes.forEach((size, layer) => {
    const lines = Math.ceil(size / most);
    const each = Math.ceil(size / lines);
    for (const { id, place } of placed.filter((one) => one.layer === layer)) {
      const line = Math.floor(place / each);
      const inLine = Math.min(each, size - line * each);
      at.set(id, { x: (total - inLine * step + gapAcross) / 2 + (place % each) * step, y: y + line * (height + gapLines) });
    }
    y += lines * (height + gapLines) - gapLines + gapDown;
  });
  return { at, total, tall: y - gapDown + gapAcross };
}

function Drawing({ things, edges, only, chosen, onChoose }: DrawingProps) {
  const t = useOffice();
  const drawn = useMemo(() => {
    const joined = new Set(edges.flatMap(({ from, to }) => [from, to]));
    const kept = only ? new Set([only, ...reached(only, edges, 'down'), ...reached(only, edges, 'up')]) : joined;
    const shown = edges.filter(({ from, to }) => kept.has(from) && kept.has(to));
    const ids = [...things.keys()].filter((id) => kept.has(id) && (joined.has(id) || id === only));
    return { shown, placed: layersOf(ids, shown) };
  }, [things, edges, only]);
  const { ref, width: room } = useElementSize();
  const { at, total, tall } = spread(drawn.placed, room);
  const needs = chosen ? reached(chosen, edges, 'down') : new Set<string>();
  const hurts = chosen ? reached(chosen, edges, 'up') : new Set<string>();
  const toneOf = (id: string) =>
    chosen === null ? undefined : id === chosen ? 'chosen' : needs.has(id) || hurts.has(id) ? 'near' : 'far';
  const press = (id: string) => (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onChoose(id);
  };
  return (
    <div ref={ref} className={classes.scroller} tabIndex={0} role="region" aria-label={t.admin.map.title}>
      <svg
        width={total}
        height={tall}
        viewBox={`0 0 ${total} ${tall}`}
        className={classes.drawing}
        aria-label={t.admin.map.title}
      >
        {drawn.shown.map(({ from, to }) => {
          const a = at.get(from);
          const b = at.get(to);
          if (!a || !b) return null;
          const [x1, y1, x2, y2] = [a.x + width / 2, a.y + height, b.x + width / 2, b.y];
          const bend = Math.max(24, Math.abs(y2 - y1) / 2);
          const near = chosen !== null && toneOf(from) !== 'far' && toneOf(to) !== 'far';
          return (
            <path
              key={`${from}-${to}`}
              d={`M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`}
              className={classes.edge}
              data-tone={chosen === null ? undefined : near ? 'near' : 'far'}
            />
          );
        })}
        {drawn.placed.map(({ id }) => {
          const thing = things.get(id);
          const spot = at.get(id);
          if (!thing || !spot) return null;
          const name = thing.name.length > textMost ? `${thing.name.slice(0, textMost - 1)}…` : thing.name;
          return (
            <g
              key={id}
              transform={`translate(${spot.x} ${spot.y})`}
              className={classes.node}
              data-service={thing.service || undefined}
              data-tone={toneOf(id)}
              role="button"
              tabIndex={0}
              aria-pressed={id === chosen}
              aria-label={`${thing.name}${thing.hint ? `, ${thing.hint}` : ''}`}
              onClick={() => onChoose(id)}
              onKeyDown={press(id)}
            >
              <title>{thing.name}</title>
              <rect width={width} height={height} rx={thing.service ? 20 : 6} />
              <text x={width / 2} y={thing.hint ? 17 : 25} textAnchor="middle">
                {name}
              </text>
              {thing.hint && (
                <text x={width / 2} y={32} textAnchor="middle" className={classes.hint}>
                  {thing.hint.slice(0, textMost)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function Beside({ things, edges, chosen, onChoose }: Omit<DrawingProps, 'only'>) {
  const t = useOffice();
  const thing = chosen ? things.get(chosen) : undefined;
  if (!chosen || !thing)
    return (
      <aside className={classes.beside} aria-label={t.admin.map.chosen}>
        <p className="dim">{t.admin.map.choose}</p>
      </aside>
    );
  const list = (title: string, ids: Set<string>) => (
    <>
      <h3>{title}</h3>
      {ids.size === 0 ? (
        <p className="dim">{t.none}</p>
      ) : (
        <ul>
          {[...ids].map((id) => (
            <li key={id}>
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onChoose(id)}>
                {things.get(id)?.name}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
  return (
    <aside className={classes.beside} aria-label={t.admin.map.chosen}>
      <h2>{thing.name}</h2>
      <p className="dim">{thing.service ? t.field.service : thing.hint || t.field.ci}</p>
      {list(t.admin.map.hurts, reached(chosen, edges, 'up'))}
      {list(t.admin.map.needs, reached(chosen, edges, 'down'))}
    </aside>
  );
}
