// Woken at night: the link of the mail, a telephone, one button; whoever comes later is told who was faster. And the console, which makes
// itself heard, marks what is escalated and calls for help.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Person } from '../lib/browser.mjs';
import { Client } from '../lib/client.mjs';
import { Mailbox } from '../lib/mailbox.mjs';
import { findBinary, startServer } from '../lib/server.mjs';
import { password, setUp } from '../lib/world.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** A server that sends mails, with two people who are told at once of every P1. */
async function atNight(world, run) {
  const box = await Mailbox.start();
  let server;
  try {
    server = await startServer(findBinary(root), async (url) => ({
      EVENKEEL_HTTP_PUBLIC_URL: url,
      EVENKEEL_MAIL_SMTP: box.url,
      EVENKEEL_MAIL_FROM: 'desk@example.org',
    }));
    const admin = await setUp(server, { language: 'en' });
    for (const policy of (await admin.get('/escalation_policies')).items)
      await admin.patch(`/escalation_policies/${policy.id}`, { active: false });
    for (const login of ['night01', 'night02', 'night03']) {
      const made = await admin.post('/people', { login, name: `Night ${login.slice(-2)}`, mail: `${login}@example.org`, roles: ['technician'] });
      await admin.post(`/people/${made.id}/password`, { password });
    }
    await admin.post('/escalation_policies', {
      name: 'Night',
      applies: 'priority = 1',
      steps: 'at once tell person night01, person night02\nafter 5h tell person night03',
    });
    await run({ box, server, admin, arrive: (options) => come(world, server, options) });
    assert.ok(!/answer\/(acknowledge|decline)[^\n]*\d{10}/.test(server.output()), 'no link stands in the log');
  } finally {
    await server?.stop();
    box.stop();
  }
}

async function come(world, server, options) {
  const person = await Person.arrive(world.browser, server.url, options);
  world.present.push(person);
  return person;
}

const speakGerman = ({ page }) => page.evaluate(() => localStorage.setItem('evenkeel.language', 'de'));
const log = (admin, title) => admin.post('/incidents', { title, impact: 'high', urgency: 'high' });
function linkOf(mail, answer) {
  const [link] = new RegExp(`http\\S+/answer/${answer}#\\S+`).exec(mail.text) ?? [];
  assert.ok(link, `no link to ${answer} in: ${mail.text}`);
  return link;
}

async function byLink(world) {
  await atNight(world, async ({ box, admin, arrive }) => {
    const made = await log(admin, 'Core is down');
    const first = await box.mailTo('night01@example.org', 'Core is down');
    const second = await box.mailTo('night02@example.org', 'Core is down');

    // A scanner that opens every link changes nothing.
    const scanner = await arrive();
    for (const answer of ['acknowledge', 'decline', 'escalate']) {
      await scanner.page.goto('about:blank');
      await scanner.page.goto(linkOf(first, answer));
      await scanner.page.getByText('Core is down').waitFor();
    }
    const stands = async () => (await admin.get(`/incidents/${made.id}/escalations`)).items[0];
    assert.equal((await stands()).state, 'running');
    assert.equal((await stands()).steps.length, 1);

    // I cannot: in German, on a telephone in the dark.
    const german = await arrive({ size: 'phone', theme: 'dark', language: 'de-DE' });
    await german.page.goto(linkOf(second, 'decline'));
    await german.page.getByText('Wer in der Eskalation als Nächstes kommt').waitFor();
    assert.equal(new URL(german.page.url()).hash, '', 'the secret leaves the address');
    await german.page.getByText('Geschieht im Namen von Night 02.').waitFor();
    assert.deepEqual(await german.axe(), []);
    await german.page.getByRole('button', { name: 'Ich kann nicht: nächster Schritt jetzt' }).click();
    await german.page.getByText('Der nächste Schritt ist getan.').waitFor();
    await box.mailTo('night03@example.org', 'Core is down');
    await german.page.goto('about:blank');
    await german.page.goto(linkOf(second, 'decline'));
    await german.page.getByText('schon abgelehnt').waitFor();
    await german.page.goto('about:blank');
    await german.page.goto(linkOf(first, 'decline'));
    await german.page.getByText('Der nächste Schritt ist schon getan.').waitFor();

    // I have it, by the keyboard.
    const phone = await arrive({ size: 'phone' });
    await phone.page.goto(linkOf(first, 'acknowledge'));
    const button = phone.page.getByRole('button', { name: 'I have it' });
    await button.waitFor();
    assert.ok((await button.boundingBox()).height >= 44, 'a thumb finds it');
    assert.deepEqual(await phone.axe(), []);
    await button.focus();
    await phone.page.keyboard.press('Enter');
    await phone.page.getByText('You have it. The escalation stops.').waitFor();
    assert.deepEqual(await phone.axe(), []);
    assert.ok((await stands()).acknowledged_at);
    assert.equal(await phone.page.getByRole('link', { name: 'Open the incident' }).count(), 1);

    // Somebody was faster.
    const late = await arrive({ size: 'phone' });
    await late.page.goto(linkOf(second, 'acknowledge'));
    await late.page.getByText('Night 01 was faster and has it.').waitFor();
    assert.equal(await late.page.getByRole('button', { name: 'I have it' }).count(), 0);
    await late.page.goto('about:blank');
    await late.page.goto(linkOf(second, 'acknowledge').slice(0, -3));
    await late.page.getByText('This link is not valid').waitFor();
    assert.deepEqual(await late.axe(), []);

    const { items } = await admin.get(`/incidents/${made.id}/story`);
    const answered = items.filter(({ what }) => what === 'incident.escalation_answered');
    assert.deepEqual(
      answered.map(({ by_name, why }) => [by_name, why.answer, why.reason]),
      [
        ['Night 01', 'acknowledge', 'by link in a message'],
        ['Night 02', 'decline', 'by link in a message'],
      ],
    );
  });
}

async function heard(world) {
  await atNight(world, async ({ server, admin, arrive }) => {
    const night = await arrive();
    await night.signIn('night01', password);
    const { page } = night;
    const made = await log(admin, 'Edge is down');
    // Wherever one is: a note with its button, and a count in the tab.
    const note = page.getByRole('alert').filter({ hasText: `P1 needs you: ${made.number}` });
    await note.waitFor();
    await page.waitForFunction(() => document.title.startsWith('(1) '));
    assert.deepEqual(await night.axe(), []);

    // The queue marks it and has a view of it.
    await page.getByRole('link', { name: 'Escalated', exact: true }).click();
    await page.getByRole('link', { name: `Escalated ${made.number}` }).waitFor();
    assert.deepEqual(await night.axe(), []);
    await page.goto(`${server.url}/incidents?filter=${encodeURIComponent('escalated = true')}`);
    await page.getByRole('link', { name: `Escalated ${made.number}` }).waitFor();

    // What somebody else answers goes away by itself.
    const other = new Client(server.url);
    await other.signIn('night02', password);
    await other.post(`/incidents/${made.id}/escalations/acknowledge`, {});
    await note.waitFor({ state: 'detached' });
    await page.waitForFunction(() => !document.title.startsWith('('));
    assert.equal((await other.get('/incidents?filter=escalated+%3D+true')).items.length, 0);

    const again = await log(admin, 'Rim is down');
    const second = page.getByRole('alert').filter({ hasText: again.number });
    await second.getByRole('button', { name: 'I have it' }).click();
    await second.waitFor({ state: 'detached' });
    const [run] = (await admin.get(`/incidents/${again.id}/escalations`)).items;
    assert.equal(run.ending, 'acknowledged');

    // Help is called; the other one hears it.
    const far = await arrive({ size: 'phone' });
    await far.signIn('night03', password);
    await speakGerman(far);
    await far.page.reload();
    await page.goto(`${server.url}/incidents/${again.number}`);
    const panel = page.getByRole('region', { name: 'Escalation' });
    await panel.getByRole('button', { name: 'Call for help' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Call', exact: true }).click();
    await dialog.getByText('This is needed.').first().waitFor();
    await dialog.getByRole('textbox', { name: 'Person' }).fill('Night 03');
    await page.getByRole('option', { name: /Night 03/ }).click();
    await dialog.getByLabel('What is needed').fill('Who knows this rim?');
    assert.deepEqual(await night.axe(), []);
    await dialog.getByRole('button', { name: 'Call', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await far.page.getByText(`Night 01 bittet um Ihre Hilfe: ${again.number}`).waitFor();
    await far.page.getByText('Who knows this rim?').waitFor();
    await far.page.getByRole('alert').getByRole('button', { name: 'Öffnen' }).click();
    await far.page.getByText('Rim is down').first().waitFor();

    // Many at once leave the page usable: two have a note, the others are counted. What was closed stays closed.
    for (const n of [1, 2, 3, 4]) await log(admin, `Spoke ${n} is down`);
    const more = page.getByRole('alert').filter({ hasText: '2 more need you.' });
    await more.waitFor();
    const spokes = page.getByRole('alert').filter({ hasText: /Spoke \d is down/ });
    assert.equal(await spokes.count(), 2);
    await more.getByRole('button', { name: 'Close' }).click();
    await more.waitFor({ state: 'detached' });
    await page.reload();
    await spokes.nth(1).waitFor();
    assert.equal(await page.getByText('more need you').count(), 0);
    await log(admin, 'Axle is down');
    await page.getByText('One more needs you.').waitFor();
    // On a phone they leave the places at its foot to the finger.
    await page.setViewportSize({ width: 390, height: 844 });
    const notes = await page.getByText('One more needs you.').boundingBox();
    const places = await page.getByRole('navigation', { name: 'Places' }).boundingBox();
    assert.ok(notes.y + notes.height <= places.y, JSON.stringify({ notes, places }));
  });
}

async function chosen(world) {
  const agent = await world.as('agent04', { size: 'phone' });
  const { page } = agent;
  await agent.context.grantPermissions(['notifications'], { origin: world.server.url });
  await page.goto(`${world.server.url}/account`);
  const part = page.getByRole('region', { name: 'When something urgent waits for you' });
  const box = (name) => part.getByRole('switch', { name });
  assert.equal(await box('Show a note on the page').isChecked(), true);
  assert.equal(await box('Play a sound').isChecked(), false);
  assert.equal(await box('Show a notification of the system').isChecked(), false);
  await box('Play a sound').press('Space');
  await box('Show a notification of the system').press('Space');
  await part.getByRole('button', { name: 'Try it' }).click();
  await page.getByText('This is how it looks.').waitFor();
  assert.deepEqual(await agent.axe(), []);
  await page.reload();
  assert.equal(await box('Play a sound').isChecked(), true);
  assert.equal(await box('Show a notification of the system').isChecked(), true);
}

async function worded(world) {
  const made = await world.log({ title: 'Lift <stands> & waits', caller: world.ids.harbour });
  const keeper = await world.as('keeper01');
  const { page } = keeper;
  await page.goto(`${world.server.url}/admin/message_texts`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name', { exact: true }).fill('Short report');
  await form.getByRole('combobox', { name: 'Message' }).fill('incident.logged');
  await page.getByRole('option', { name: 'incident.logged', exact: true }).click();
  await form.getByText('{{confirm_until}}').waitFor();
  await form.getByRole('button', { name: 'The built-in words: Begin with them' }).click();
  assert.match(await form.getByLabel('Subject').inputValue(), /We have your report/);
  await form.getByLabel('Text', { exact: true }).fill('{{title}} {{work_notes}}');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('{{work_notes}} is not known here').waitFor();
  await form.getByLabel('Text', { exact: true }).fill('Heard: {{title}}');
  await form.getByRole('textbox', { name: 'Try it on an incident' }).fill(made.number);
  await page.getByRole('option', { name: new RegExp(made.number) }).click();
  await form.getByRole('button', { name: 'Preview' }).click();
  await form.getByText('Heard: Lift <stands> & waits').waitFor();
  assert.deepEqual(await keeper.axe(), []);
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Short report' }).waitFor();

  const german = await world.as('keeper01', { size: 'phone' });
  await speakGerman(german);
  await german.page.goto(`${world.server.url}/admin/message_texts`);
  await german.page.getByRole('button', { name: 'Short report' }).click();
  await german.page.getByRole('dialog').getByText('Variablen dieser Nachricht').waitFor();
  assert.deepEqual(await german.axe(), []);
}

export default [
  { name: 'a message of an escalation is answered by its link', alone: true, run: byLink },
  { name: 'what is urgent makes itself heard', alone: true, run: heard },
  { name: 'how one is alarmed is chosen in the account', run: chosen },
  { name: 'the house writes messages in its own words', run: worded },
];
