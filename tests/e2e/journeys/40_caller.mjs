// The caller: reporting in own words, answering a question, saying that it does not work yet, confirming, rating. No jargon.
import assert from 'node:assert/strict';

async function wholeStory(world) {
  const clerk = await world.as('harbour');
  const { page } = clerk;
  await page.getByRole('heading', { name: 'What is wrong?' }).waitFor();
  await page
    .getByRole('textbox', { name: 'What is wrong?' })
    .fill('The printer jams. It began after lunch and happens on every page.');
  await page.getByRole('button', { name: 'Report it' }).click();
  await page.getByText(/^Thank you\. We have it as INC\d+\./).waitFor();
  await page.getByRole('link', { name: /The printer jams.*We have it/ }).click();
  await page.getByRole('heading', { name: 'The printer jams' }).waitFor();
  const number = /INC\d+/.exec(page.url())[0];

  const agent = await world.client('agent04');
  await agent.post(`/incidents/${number}/take`, {});
  await agent.post(`/incidents/${number}/note`, { text: 'A secret between colleagues' });
  await agent.post(`/incidents/${number}/hold`, { kind: 'caller', question: 'Which paper do you use?' });
  await page.getByText('We are waiting for your answer').waitFor();
  await page.getByText('Which paper do you use?').waitFor();
  assert.equal(await page.getByText('A secret between colleagues').count(), 0, 'a caller never sees a note');
  await page.getByRole('textbox', { name: 'Your answer' }).fill('The recycled one.');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('We are working on it').waitFor();

  await agent.post(`/incidents/${number}/hold`, { kind: 'supplier', reason: 'Rollers ordered' });
  await page.getByText('We have asked the supplier').waitFor();
  await agent.post(`/incidents/${number}/resume`, {});
  await page.getByText('We are working on it').waitFor();

  const resolution = {
    resolution_code: world.ids['Solution provided'],
    resolution_notes: 'Rollers cleaned.',
    closing_category: world.ids.Hardware,
  };
  const resolve = () => agent.post(`/incidents/${number}/resolve`, resolution);
  await resolve();
  await page.getByRole('heading', { name: 'Does it work again?' }).waitFor();
  await page.getByRole('button', { name: 'No, not yet' }).click();
  await page.getByRole('textbox', { name: 'What does not work yet?' }).fill('Thick paper still jams.');
  await page.getByRole('button', { name: 'Send' }).first().click();
  await page.getByText('We are working on it').waitFor();
  await resolve();
  await page.getByRole('button', { name: 'Yes, it works' }).click();
  await page.getByText('Finished').waitFor();
  await page.getByRole('heading', { name: 'How was our help?' }).waitFor();
  const star = await page.getByRole('radio', { name: '4 of 5' }).getAttribute('id');
  await page.locator(`label[for="${star}"]`).click();
  await page.getByRole('textbox', { name: 'Would you like to say more?' }).fill('Quick.');
  await page.getByRole('button', { name: 'Send' }).first().click();
  await page.getByRole('heading', { name: 'How was our help?' }).waitFor({ state: 'detached' });

  const after = await agent.get(`/incidents/${number}`);
  assert.equal(after.state, 'closed');
  assert.equal(after.confirmation, 'confirmed');
  assert.equal(after.rating, 4);
  await page.waitForTimeout(200);
  const words = await page.locator('body').innerText();
  for (const jargon of ['on hold', 'resolved', 'priority', 'assignee', 'P3'])
    assert.ok(!words.toLowerCase().includes(jargon.toLowerCase()), `no jargon: ${jargon}`);
}

async function othersAreHidden(world) {
  const made = await world.log({ title: 'Belongs to Warehouse clerk', caller: world.ids.warehouse });
  const { page } = await world.as('harbour');
  await page.goto(`${world.server.url}/incidents/${made.number}`);
  await page.getByText('There is no incident under this number, or you may not see it.').waitFor();
  await page.goto(`${world.server.url}/queue/open`);
  await page.getByRole('heading', { name: 'What is wrong?' }).waitFor();
}

export default [
  { name: 'a caller reports, answers, rejects, confirms and rates', run: wholeStory },
  { name: "a caller does not see others' incidents", run: othersAreHidden },
];
