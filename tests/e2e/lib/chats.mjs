// The stand-in of Slack's and Mattermost's APIs (tests/outside/chat_servers.py), and what both send when somebody writes in a chat.
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../outside/chat_servers.py', import.meta.url));
const patienceMs = 20_000;
const signing = 'what signs requests of slack';
const commandToken = 'what mattermost sends along';

export const channels = { slack: 'C0TEAM', mattermost: 'c'.repeat(26) };

export async function startChats() {
  const folder = mkdtempSync(join(tmpdir(), 'chats-'));
  const secretsFile = join(folder, 'secrets');
  writeFileSync(secretsFile, `bot = xoxb-right\nmmbot = mmright\nsigning = ${signing}\ncommand = ${commandToken}\n`);
  const child = spawn('/usr/bin/python3', [program, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const events = [];
  createInterface({ input: child.stdout }).on('line', (line) => events.push(JSON.parse(line)));
  /** The next event for which this holds; each is had once. */
  const next = async (what, wanted) => {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const at = events.findIndex(wanted);
      if (at >= 0) return events.splice(at, 1)[0];
      if (Date.now() > deadline) throw new Error(`the chat got no ${what}: ${JSON.stringify(events)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const ready = await next('start', ({ event }) => event === 'ready');
  let triggers = 0;
  const send = async (url, headers, body) => {
    const answer = await fetch(url, { method: 'POST', headers, body });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${url}: ${answer.status} ${text}`);
    return text === '' ? {} : JSON.parse(text);
  };
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  return {
    url: `https://localhost:${ready.port}`,
    caFile: ready.certificate,
    secretsFile,
    /** A message or an update of one whose text is like that. */
    told: (event, like) => next(`${event} like ${like}`, (one) => one.event === event && like.test(one.text)),
    /** A request as Slack signs it. */
    async slack(door, what, fields) {
      const body = new URLSearchParams({ ...fields, trigger_id: `trigger${++triggers}` }).toString();
      const at = String(Math.floor(Date.now() / 1000));
      const signature = createHmac('sha256', signing).update(`v0:${at}:${body}`).digest('hex');
      return send(`${door}/${what}`, { ...form, 'X-Slack-Request-Timestamp': at, 'X-Slack-Signature': `v0=${signature}` }, body);
    },
    /** A slash command as Mattermost sends it. */
    async mattermost(door, text) {
      const trigger = Buffer.from(`id${String(++triggers).padStart(22, '0')}:mmuser:${Date.now()}:c2ln`).toString('base64url');
      const fields = { channel_id: 'c', user_id: 'mmuser', trigger_id: trigger, text, token: commandToken };
      return send(`${door}/command`, form, new URLSearchParams(fields).toString());
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
