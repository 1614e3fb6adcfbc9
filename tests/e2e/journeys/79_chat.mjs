// Slack and Mattermost: an administrator sets them up, a channel follows incidents, somebody links their account and works an incident from
// the chat; the console shows who did what.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { channels, startChats } from '../lib/chats.mjs';
import { look } from '../lib/look.mjs';
import { findBinary, startServer } from '../lib/server.mjs';
import { prepare } from '../lib/world.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

async function setUp(world, person, chats, kind) {
  const { page } = person;
  await page.goto(`${world.server.url}/admin/chat_workspaces`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  let form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill(`Our ${kind}`);
  // What is chosen already stays chosen when it is chosen again.
  await form.getByLabel('Kind', { exact: true }).first().click();
  await page.getByRole('option', { name: new RegExp(kind, 'i') }).click();
  await form.getByLabel('Web address').fill(chats.url);
  await form.getByLabel("Name of the bot's token").fill(kind === 'slack' ? 'bot' : 'mmbot');
  await form.getByLabel('Name of the signing secret').fill(kind === 'slack' ? 'signing' : 'command');
  await form.getByRole('button', { name: 'Save' }).click();
  form = page.getByRole('dialog', { name: `Our ${kind}` });
  await form.getByRole('heading', { name: 'Set up on the other side' }).waitFor();
  const shown = await form.locator('pre').innerText();
  await look(person, `chat-${kind}-desktop-light`);
  await page.goto(`${world.server.url}/admin/chat_channels`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill(`${kind} desk`);
  await form.getByLabel(/^Workspace/).fill('Our');
  await page.getByRole('option', { name: `Our ${kind}` }).click();
  await form.getByLabel('Id of the channel').fill(channels[kind]);
  await form.getByRole('button', { name: 'Save' }).click();
  form = page.getByRole('dialog', { name: `${kind} desk` });
  await form.getByRole('button', { name: 'Send a test' }).click();
  await chats.told('post', /test/i);
  await form
    .getByRole('status')
    .getByText(/arrived|sent/i)
    .waitFor();
  const { items } = await world.admin.get('/chat_workspaces');
  const door = `${world.server.url}/api/v1/chat/${items.find(({ name }) => name === `Our ${kind}`).id}`;
  assert.ok(shown.includes(`${door}/command`), 'what is to be copied names the door');
  return door;
}

async function worked(world) {
  const chats = await startChats();
  const server = await startServer(findBinary(root), async (url) => ({
    EVENKEEL_HTTP_PUBLIC_URL: url,
    EVENKEEL_CHANNELS_PRIVATE_NETWORKS: '127.0.0.1,::1',
    EVENKEEL_CHANNELS_CA_FILE: chats.caFile,
    EVENKEEL_CHANNELS_SECRETS_FILE: chats.secretsFile,
  }));
  try {
    Object.assign(world, { server, ...(await prepare(server)) });
    const keeper = await world.as('keeper01');
    const slack = await setUp(world, keeper, chats, 'slack');
    const mattermost = await setUp(world, keeper, chats, 'mattermost');
    const command = async (text) =>
      (await chats.slack(slack, 'command', { team_id: 'T1', user_id: 'U1', command: '/incident', text })).text;
    assert.match(await command('list'), /I do not know who you are/);

    const agent = await world.as('agent04');
    const { page } = agent;
    await page.goto(`${server.url}/account`);
    const mine = page.getByRole('region', { name: 'Chats' });
    await mine.getByRole('button', { name: 'Link an account' }).click();
    assert.match(await command((await mine.locator('code').innerText()).replace('/incident ', '')), /You are Desk agent 04/);
    await mine.getByRole('button', { name: 'Unlink Our slack' }).waitFor();
    await mine.locator('code').waitFor({ state: 'detached' });
    await mine.scrollIntoViewIfNeeded();
    await look(agent, 'chat-account-desktop-light');

    const number = /INC\d+/.exec(await command('declare The lift stands still'))[0];
    const first = await chats.told('post', /The lift stands still/);
    assert.deepEqual(first.buttons, ['acknowledge', 'take']);
    await chats.told('post', /The lift stands still/);
    const { id } = await world.admin.get(`/incidents/${number}`);
    await chats.slack(slack, 'action', {
      payload: JSON.stringify({
        type: 'block_actions',
        user: { id: 'U1' },
        team: { id: 'T1' },
        channel: { id: channels.slack },
        trigger_id: 'pressed',
        actions: [{ action_id: 'acknowledge', value: id }],
      }),
    });
    await chats.told('post', /Acknowledged by Desk agent 04/);
    assert.match(await command(`note ${number} The door is blocked`), /Noted/);
    assert.match(await command(`assign ${number} me`), /yours/);
    await page.goto(`${server.url}/incidents/${number}`);
    await page.getByText('The door is blocked').waitFor();
    const door = await chats.mattermost(mattermost, 'list');
    assert.match(door.text, /I do not know who you are/, 'an account of one chat is none of the other');
    assert.match(await command(`resolve ${number} The door was freed`), /category/, 'what is lacking is said');
    await world.admin.patch(`/incidents/${id}`, { category: world.ids.Hardware });
    assert.match(await command(`resolve ${number} The door was freed`), /resolved/i);
    await chats.told('post', /The door was freed/);
    await page.getByText('The door was freed').first().waitFor();
    await look(agent, 'chat-incident-desktop-light');
  } finally {
    await world.everybodyLeaves();
    await server.stop();
    await chats.stop();
  }
}

export default [{ name: 'chat: it is set up, and an incident is worked from it', run: worked }];
