import { describe, expect, it } from 'vitest';
import { fromItem, pointerOf, tidy, treeOf, use, usedAs, usesOf, valueAt, type Mapping } from './mapping';

const example = {
  sent: 'now',
  events: [
    { id: 17, name: 'Line is cut', on: { box: 'r1', 'a/b~c': 'x' }, tags: ['one'] },
    { id: 18, name: 'Lamp is dark', on: { box: 'r2' }, tags: [] },
  ],
};

describe('a mapping by example', () => {
  it('writes pointers as RFC 6901 does', () => {
    const path = ['events', '0', 'on', 'a/b~c'];
    expect(pointerOf(path)).toBe('/events/0/on/a~1b~0c');
    expect(valueAt(example, pointerOf(path))).toBe('x');
    expect(valueAt(example, '/events/7')).toBeUndefined();
    expect(valueAt(example, '/sent/length')).toBeUndefined();
    expect(valueAt(example, '/toString')).toBeUndefined();
  });
  it('takes the list around the first value that is pressed', () => {
    const first = use(example, {}, ['events', '1', 'id'], 'key');
    expect(first).toEqual({ items: '/events', key: '/id' });
    expect(use(example, first, ['events', '0', 'name'], 'title')).toEqual({ ...first, title: '/name' });
  });
  it('reaches nothing outside of the items', () => {
    const mapping: Mapping = { items: '/events', key: '/id' };
    expect(fromItem(example, mapping, ['sent'])).toBeNull();
    expect(usesOf(example, mapping, ['sent'])).toEqual([]);
    expect(use(example, mapping, ['sent'], 'title')).toBe(mapping);
    expect(usesOf(example, {}, ['sent'])).toContain('title');
  });
  it('takes a list or one object for the items', () => {
    expect(usesOf(example, {}, ['events'])).toEqual(['items']);
    expect(usesOf(example, {}, ['events', '0', 'on'])).toContain('items');
    const alone = { alert: { id: 1 } };
    const mapping = use(alone, {}, ['alert'], 'items');
    expect(mapping).toEqual({ items: '/alert' });
    expect(use(alone, mapping, ['alert', 'id'], 'key')).toEqual({ items: '/alert', key: '/id' });
  });
  it('reads an array that is the whole body', () => {
    expect(use(example.events, {}, ['0', 'id'], 'key')).toEqual({ key: '/id' });
  });
  it('names labels by their keys, each once', () => {
    let mapping = use(example, {}, ['events', '0', 'on', 'box'], 'labels');
    mapping = use(example, mapping, ['events', '0', 'tags', '0'], 'labels');
    expect(mapping.labels).toEqual({ box: '/on/box', tags: '/tags/0' });
    expect(use(example, mapping, ['events', '0', 'on', 'box'], 'labels')).toEqual(mapping);
    const two = use({ a: { x: 1 }, b: { x: 2 } }, { labels: { x: '/a/x' } }, ['b', 'x'], 'labels');
    expect(two.labels).toEqual({ x: '/a/x', x_2: '/b/x' });
    expect(use(example, mapping, ['events', '0', 'on'], 'labels').labels).toBe('/on');
  });
  it('says what a value is used as', () => {
    const mapping: Mapping = { items: '/events', key: '/id', labels: { host: '/on/box' } };
    expect(usedAs(example, mapping, ['events', '0', 'id'])).toEqual(['key']);
    expect(usedAs(example, mapping, ['events', '1', 'on', 'box'])).toEqual(['labels']);
    expect(usedAs(example, mapping, ['events'])).toEqual(['items']);
    expect(usedAs(example, mapping, ['sent'])).toEqual([]);
  });
  it('keeps nothing empty', () => {
    expect(tidy({ items: '', key: '', resolved: [], severities: {}, labels: { '': '/x' }, title: '/t' })).toEqual({
      title: '/t',
    });
  });
  it('shows the first of a long list', () => {
    const { nodes, cut } = treeOf({ list: [1, 2, 3, 4, 5] });
    expect(nodes.map(({ path }) => pointerOf(path))).toEqual(['', '/list', '/list/0', '/list/1', '/list/2']);
    expect(cut).toBe(true);
    expect(
      treeOf(Array.from({ length: 3 }, () => Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i])))).nodes
        .length,
    ).toBe(400);
  });
});
