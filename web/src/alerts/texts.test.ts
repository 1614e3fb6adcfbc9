import { describe, expect, it } from 'vitest';
import type { AlertMember } from '../api/incident_alerts';
import { inOrder } from './in_incident';
import { linesOf, matchersOf, safeLink, textsOf } from './matchers';
import { snippetsFor } from './snippets';

describe('matchers', () => {
  it('are made of each label that a matcher can name, quoted', () => {
    const labels = { zone: 'a', alertname: 'Down', 'not a name': 'x', path: 'C:\\tmp "x"\nend', empty: '', code: 5 };
    expect(matchersOf(labels)).toEqual(['alertname="Down"', 'code="5"', 'path="C:\\\\tmp \\"x\\"\\nend"', 'zone="a"']);
    expect(matchersOf(null)).toEqual([]);
    expect(textsOf({ b: '1', service: '2' }).map(([name]) => name)).toEqual(['service', 'b']);
  });
  it('are read a line each', () => expect(linesOf(' a="b" \n\n c!="d"\n')).toEqual(['a="b"', 'c!="d"']));
});

describe('links of senders', () => {
  it('are followed only where a browser goes by a web address', () => {
    expect(safeLink('https://prometheus.example.org/graph')).toBe('https://prometheus.example.org/graph');
    for (const bad of ['javascript:alert(1)', 'data:text/html,x', '/relative', '', null, undefined])
      expect(safeLink(bad)).toBeNull();
  });
});

describe('snippets', () => {
  const spot = { origin: 'https://evenkeel.example.org:8443', key: 'K3Y', reads: false };
  it('carry the address and the key, for every kind', () => {
    const kinds = ['prometheus', 'alertmanager', 'grafana', 'generic', 'unknown'];
    for (const kind of kinds) {
      const all = snippetsFor(kind, spot)
        .map(({ text }) => text)
        .join('\n');
      expect(all, kind).toContain('evenkeel.example.org:8443');
      expect(all, kind).toContain('K3Y');
    }
  });
  it('show amtool only where the key reads', () => {
    const names = (reads: boolean) => snippetsFor('prometheus', { ...spot, reads }).map(({ name }) => name);
    expect(names(false)).not.toContain('amtool');
    expect(names(true)).toContain('amtool');
  });
  it('send valid JSON', () => {
    for (const kind of ['prometheus', 'alertmanager', 'generic'])
      for (const { text } of snippetsFor(kind, spot)) {
        const body = / -d '(.*)'$/s.exec(text)?.[1];
        if (body) expect(() => JSON.parse(body) as unknown, kind).not.toThrow();
      }
  });
});

describe('alerts of an incident', () => {
  it('stand firing before ended, then by severity, then the newest', () => {
    const at = (id: string, state: string, severity: string, hour: number) =>
      ({ id, state, severity, starts_at: `2026-03-02T0${hour}:00:00Z` }) as AlertMember;
    const all = [
      at('ended', 'resolved', 'critical', 1),
      at('old', 'firing', 'warning', 1),
      at('new', 'firing', 'warning', 2),
      at('worst', 'firing', 'critical', 0),
    ];
    expect(inOrder(all).map(({ id }) => id)).toEqual(['worst', 'new', 'old', 'ended']);
  });
});
