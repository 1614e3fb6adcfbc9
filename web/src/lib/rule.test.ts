import { describe, expect, it } from 'vitest';
import { deedOf, linesOf, moved, rowsOf, textOfDeed, textOfRows } from './rule';

describe('conditions as rows', () => {
  it('reads one row of terms and writes it again', () => {
    for (const text of [
      '',
      'priority = 1',
      'priority <= 2 and team.name = "Network"',
      'title starts "Router \\"A\\"" or title contains "and or"',
      'state in (new, in_progress) and assignee is absent',
      'tags has "vip" and open = true',
      'state not in (closed)',
    ])
      expect(textOfRows(rowsOf(text) ?? { join: 'and', terms: [{ field: 'lost', op: '=', value: '' }] })).toBe(text);
  });
  it('leaves what it cannot show as text', () => {
    for (const text of [
      'priority = 1 and (open = true or open = false)',
      'not open = true',
      'a = 1 and b = 2 or c = 3',
      'title = "open',
    ])
      expect(rowsOf(text)).toBeNull();
  });
  it('quotes values that would be words of the language', () => {
    expect(textOfRows({ join: 'and', terms: [{ field: 'title', op: '=', value: 'me' }] })).toBe('title = "me"');
    expect(textOfRows({ join: 'and', terms: [{ field: 'team.name', op: '=', value: 'desk' }] })).toBe('team.name = "desk"');
  });
});

describe('deeds as rows', () => {
  it('reads each kind and writes it again', () => {
    for (const line of [
      'set team = Network',
      'set category = "Server and storage"',
      'set assignee = first.04',
      'add tag vip',
      'remove tag "not so"',
      'note "one\\ntwo \\"three\\""',
      'tell caller "We are on it."',
      'tell team "Look"',
      'tell team "Network" "Look"',
      'tell person first04 "Look"',
      'link parent INC0000042',
      'escalate up',
      'call webhook Hub',
    ])
      expect(textOfDeed(deedOf(line) ?? { kind: 'escalate on', value: '', text: '' })).toBe(line);
  });
  it('leaves what is no deed', () => {
    for (const line of ['explode', 'set team Network', 'note plain words', 'note "open', 'escalate up now', 'set team ='])
      expect(deedOf(line)).toBeNull();
  });
  it('counts lines that say something, and moves', () => {
    expect(linesOf('a\n\n b\n')).toEqual(['a', ' b']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  });
});
