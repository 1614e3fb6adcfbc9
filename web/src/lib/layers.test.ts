import { describe, expect, it } from 'vitest';
import { layersOf, reached } from './layers';

const layerOf = (placed: ReturnType<typeof layersOf>) => Object.fromEntries(placed.map(({ id, layer }) => [id, layer]));

describe('layersOf', () => {
  it('puts everything above all that it rests on', () => {
    const edges = [
      { from: 'mail', to: 'host' },
      { from: 'host', to: 'disk' },
      { from: 'mail', to: 'disk' },
    ];
    expect(layerOf(layersOf(['disk', 'host', 'mail'], edges))).toEqual({ mail: 0, host: 1, disk: 2 });
  });
  it('bears circles, doubles and strangers', () => {
    const edges = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' },
      { from: 'a', to: 'a' },
      { from: 'a', to: 'b' },
      { from: 'a', to: 'nowhere' },
    ];
    const placed = layersOf(['a', 'b'], edges);
    expect(layerOf(placed)).toEqual({ a: 0, b: 1 });
  });
  it('stands what belongs together in the same order', () => {
    const edges = [
      { from: 'left', to: 'under left' },
      { from: 'right', to: 'under right' },
    ];
    const placed = layersOf(['left', 'right', 'under right', 'under left'], edges);
    const below = placed.filter(({ layer }) => layer === 1).sort((a, b) => a.place - b.place);
    expect(below.map(({ id }) => id)).toEqual(['under left', 'under right']);
  });
});

describe('reached', () => {
  const edges = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
    { from: 'c', to: 'a' },
    { from: 'x', to: 'c' },
  ];
  it('follows both ways, also round a circle', () => {
    expect([...reached('a', edges, 'down')].sort()).toEqual(['b', 'c']);
    expect([...reached('c', edges, 'up')].sort()).toEqual(['a', 'b', 'x']);
  });
});
