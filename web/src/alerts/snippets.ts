// What to write into each monitoring tool so that it sends here, ready to be copied. A kind that is not in the table gets the plain ways.

export interface Snippet {
  /** What it is for; a name of a tool, the same in every language. */
  name: string;
  /** Where it goes: a file, a field, a shell. */
  where: 'file' | 'field' | 'shell';
  text: string;
}
export interface Spot {
  /** https://evenkeel.example.org, without a slash at its end. */
  origin: string;
  key: string;
  /** Its key also reads and silences. */
  reads: boolean;
}

const host = (origin: string) => new URL(origin).host;
const scheme = (origin: string) => new URL(origin).protocol.replace(':', '');

const curl = ({ origin, key }: Spot, path: string, body: string): string =>
  `curl -X POST ${origin}${path} \\
  -H 'Authorization: Bearer ${key}' \\
  -H 'Content-Type: application/json' \\
  -d '${body}'`;

const test = (spot: Spot, path: string, body: string): Snippet => ({
  name: 'curl',
  where: 'shell',
  text: curl(spot, path, body),
});
const field = (name: string, text: string): Snippet => ({ name, where: 'field', text });

const amtool = ({ origin, key }: Spot): Snippet => ({
  name: 'amtool',
  where: 'shell',
  text: `amtool --alertmanager.url=${origin}/in/${key} alert query`,
});

const prometheus = (spot: Spot): Snippet[] => [
  {
    name: 'prometheus.yml',
    where: 'file',
    text: `alerting:
  alertmanagers:
    - scheme: ${scheme(spot.origin)}
      authorization: {credentials: ${spot.key}}
      static_configs: [{targets: ["${host(spot.origin)}"]}]`,
  },
  {
    name: 'vmalert',
    where: 'shell',
    text: `vmalert -notifier.url=${spot.origin} -notifier.bearerToken=${spot.key}`,
  },
  test(spot, '/api/v2/alerts', '[{"labels":{"alertname":"Test","severity":"warning"}}]'),
];

const webhook = JSON.stringify({
  status: 'firing',
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'Test', severity: 'warning' },
      startsAt: '2026-01-01T00:00:00Z',
      fingerprint: 'test',
    },
  ],
});

const alertmanager = (spot: Spot): Snippet[] => [
  {
    name: 'alertmanager.yml',
    where: 'file',
    text: `receivers:
  - name: evenkeel
    webhook_configs:
      - url: ${spot.origin}/in
        send_resolved: true
        http_config: {authorization: {credentials: ${spot.key}}}`,
  },
  test(spot, '/in', webhook),
];

const grafana = (spot: Spot): Snippet[] => [
  field('Webhook URL', `${spot.origin}/in`),
  field('Authorization Header', `Bearer ${spot.key}`),
  test(spot, '/in', webhook),
];

const pagerdutyEvent = (key: string): string =>
  JSON.stringify({
    routing_key: key,
    event_action: 'trigger',
    dedup_key: 'test',
    payload: { summary: 'Test', source: 'curl', severity: 'warning' },
  });

const generic = (spot: Spot): Snippet[] => [
  test(
    spot,
    '/in',
    '{"key":"disk-7","title":"Disk 7 is nearly full","state":"firing","severity":"warning","labels":{"host":"store-1"}}',
  ),
  field('URL', `${spot.origin}/in`),
  field('Authorization', `Bearer ${spot.key}`),
  {
    name: 'PagerDuty Events API v2',
    where: 'shell',
    text: `curl -X POST ${spot.origin}/v2/enqueue \\
  -H 'Content-Type: application/json' \\
  -d '${pagerdutyEvent(spot.key)}'`,
  },
  {
    name: 'Opsgenie',
    where: 'shell',
    text: `curl -X POST ${spot.origin}/v2/alerts \\
  -H 'Authorization: GenieKey ${spot.key}' \\
  -H 'Content-Type: application/json' \\
  -d '{"message":"Test","alias":"test","priority":"P3"}'`,
  },
  {
    name: 'CloudEvents',
    where: 'shell',
    text: `curl -X POST ${spot.origin}/in \\
  -H 'Authorization: Bearer ${spot.key}' \\
  -H 'Content-Type: application/cloudevents+json' \\
  -d '{"specversion":"1.0","id":"1","source":"/test","type":"test.alert","data":{"title":"Test","severity":"warning"}}'`,
  },
];

const byKind: Record<string, (spot: Spot) => Snippet[]> = { prometheus, alertmanager, grafana, generic };

export function snippetsFor(kind: string, spot: Spot): Snippet[] {
  const own = (byKind[kind] ?? generic)(spot);
  return spot.reads ? [...own, amtool(spot)] : own;
}
