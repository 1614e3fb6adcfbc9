// An identity provider keeps people and groups by SCIM: the requests that Microsoft Entra ID and Okta document and send, in their order
// and their spelling, to the real server; then the screen that says where a person comes from.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Person } from '../lib/browser.mjs';
import { Client } from '../lib/client.mjs';
import { findBinary, startServer } from '../lib/server.mjs';
import { password, setUp } from '../lib/world.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const core = 'urn:ietf:params:scim:schemas:core:2.0';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** A provisioning client: a bearer token, SCIM's media type, and the status that it counts on. */
class Provider {
  constructor(url, token, headers) {
    Object.assign(this, { url: `${url}/scim/v2`, token, headers });
  }

  async ask(status, method, path, body) {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, ...this.headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    assert.equal(answer.status, status, `${method} ${path}: ${text}`);
    if (status === 204) assert.equal(text, '');
    else assert.match(answer.headers.get('content-type'), /^application\/scim\+json/);
    const json = text === '' ? null : JSON.parse(text);
    if (status === 201) assert.equal(answer.headers.get('location'), json.meta.location);
    if (status === 200 && json.id) assert.equal(answer.headers.get('etag'), json.meta.version);
    return json;
  }
  get(path) {
    return this.ask(200, 'GET', path);
  }
  patch(status, path, ...Operations) {
    return this.ask(status, 'PATCH', path, { schemas: [patchOp], Operations });
  }
}

/** A set-up server whose groups give something, its keeper, and a token for the provider. */
async function withServer(run) {
  const server = await startServer(findBinary(root), async (url) => ({
    EVENKEEL_HTTP_PUBLIC_URL: url,
    EVENKEEL_SIGN_IN_GROUP_GRANTS: 'it-network = role technician; team Service desk,it-desk = role analyst',
  }));
  try {
    const admin = await setUp(server);
    const { token } = await admin.post('/tokens', {
      name: 'identity provider',
      scopes: ['people.provision'],
    });
    await run({ server, admin, token });
    assert.ok(!server.output().includes(token), 'the token stands in no log');
    assert.ok(!server.output().includes('never kept'), 'neither does a password that was sent along');
  } catch (error) {
    error.message += `\nlast words of the server:\n${server.output().slice(-1500)}`;
    throw error;
  } finally {
    await server.stop();
  }
}

const quoted = (text) => encodeURIComponent(`"${text}"`);

/** As the tutorial "Develop and plan provisioning for a SCIM endpoint" of Entra ID has it, with the verbs as they really come. */
async function entra(world) {
  await withServer(async ({ server, admin, token }) => {
    const idp = new Provider(server.url, token, {
      'Content-Type': 'application/scim+json; charset=utf-8',
    });
    // "Test connection" asks for somebody who is not there and for the schemas.
    const nobody = await idp.get(`/Users?filter=userName+eq+${quoted('b4f6d7a1-non-existent')}`);
    assert.equal(nobody.totalResults, 0);
    assert.deepEqual(nobody.Resources, []);
    const schemas = await idp.get('/Schemas');
    assert.deepEqual(schemas.Resources.map(({ id }) => id).sort(), [`${core}:Group`, `${core}:User`]);

    const user = await idp.ask(201, 'POST', '/Users', {
      schemas: [`${core}:User`, enterprise],
      externalId: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
      userName: 'Engineer12@example.org',
      active: true,
      emails: [{ primary: true, type: 'work', value: 'engineer12@example.org' }],
      meta: { resourceType: 'User' },
      name: {
        formatted: 'Field engineer 12',
        familyName: 'engineer 12',
        givenName: 'Field',
      },
      roles: [],
      [enterprise]: { department: 'Network' },
    });
    assert.equal(user.userName.toLowerCase(), 'engineer12@example.org');
    assert.equal((await idp.get(`/Users/${user.id}`)).name.familyName, 'engineer 12');
    const again = await idp.get(`/Users?filter=userName+eq+${quoted('engineer12@example.org')}`);
    assert.equal(again.Resources[0].id, user.id);
    const byMail = await idp.get(`/Users?filter=emails[type+eq+${quoted('work')}].value+eq+${quoted('engineer12@example.org')}`);
    assert.equal(byMail.totalResults, 1);

    // Several attributes at once, and one that is kept nowhere here.
    const changed = await idp.patch(
      200,
      `/Users/${user.id}`,
      {
        op: 'Replace',
        path: 'emails[type eq "work"].value',
        value: 'e12@example.org',
      },
      { op: 'Replace', path: 'name.familyName', value: 'engineer 13' },
      {
        op: 'Add',
        path: 'phoneNumbers[type eq "work"].value',
        value: '+49 30 12',
      },
      { op: 'Add', path: `${enterprise}:manager`, value: '7' },
    );
    assert.equal(changed.emails[0].value, 'e12@example.org');
    assert.equal(changed.displayName, 'Field engineer 13');
    assert.equal(changed.phoneNumbers[0].value, '+49 30 12');

    const group = await idp.ask(201, 'POST', '/Groups', {
      schemas: [`${core}:Group`, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
      externalId: '8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159',
      displayName: 'IT-Network',
      meta: { resourceType: 'Group' },
    });
    assert.ok(!('members' in (await idp.get(`/Groups/${group.id}?excludedAttributes=members`))));
    const found = await idp.get(`/Groups?excludedAttributes=members&filter=displayName+eq+${quoted('IT-Network')}`);
    assert.equal(found.Resources[0].id, group.id);
    await idp.patch(204, `/Groups/${group.id}`, {
      op: 'Add',
      path: 'members',
      value: [{ $ref: null, value: user.id }],
    });
    assert.deepEqual((await admin.get(`/people/${user.id}`)).roles, ['technician']);
    await idp.patch(204, `/Groups/${group.id}`, {
      op: 'Replace',
      path: 'displayName',
      value: 'IT-Desk',
    });
    assert.deepEqual((await admin.get(`/people/${user.id}`)).roles, ['analyst']);

    const keeper = await Person.arrive(world.browser, server.url);
    world.present.push(keeper);
    await keeper.signIn('keeper01', password);
    await keeper.page.goto(`${server.url}/admin/people`);
    await keeper.page.getByRole('button', { name: 'Field engineer 13' }).click();
    const part = keeper.page.locator('section', {
      has: keeper.page.getByRole('heading', { name: 'Kept by' }),
    });
    await part.getByText('an identity provider (SCIM)', { exact: false }).waitFor();
    await part.getByText('0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef', { exact: false }).waitFor();
    await part.getByText('IT-Desk', { exact: false }).waitFor();
    assert.deepEqual(await keeper.axe(), []);

    await idp.patch(204, `/Groups/${group.id}`, {
      op: 'Remove',
      path: 'members',
      value: [{ $ref: null, value: user.id }],
    });
    assert.deepEqual((await admin.get(`/people/${user.id}`)).roles ?? [], []);
    // Without the compatibility flag truth values are texts.
    const off = await idp.patch(200, `/Users/${user.id}`, {
      op: 'Replace',
      path: 'active',
      value: 'False',
    });
    assert.equal(off.active, false);
    const still = await idp.get(`/Users?filter=userName+eq+${quoted('engineer12@example.org')}`);
    assert.equal(still.Resources[0].active, false, 'who is disabled is still found');
    assert.equal(
      (
        await idp.patch(200, `/Users/${user.id}`, {
          op: 'Replace',
          path: 'active',
          value: 'True',
        })
      ).active,
      true,
    );
    await idp.ask(204, 'DELETE', `/Groups/${group.id}`);
    await idp.ask(404, 'GET', `/Groups/${group.id}`);
    await idp.ask(204, 'DELETE', `/Users/${user.id}`);
    const gone = await idp.ask(404, 'GET', `/Users/${user.id}`);
    assert.deepEqual(gone.schemas, ['urn:ietf:params:scim:api:messages:2.0:Error']);
    assert.equal(gone.status, '404');
    const kept = await admin.get(`/people/${user.id}`);
    assert.equal(kept.active, false);
    assert.equal(kept.name, 'Field engineer 13');
  });
}

/** As Okta's reference of SCIM 2.0 has it, group push included. */
async function okta() {
  await withServer(async ({ server, admin, token }) => {
    const idp = new Provider(server.url, token, {
      'User-Agent': 'Okta SCIM Client 1.0.0',
      Accept: 'application/scim+json',
      'Content-Type': 'application/scim+json; charset=utf-8',
    });
    assert.equal((await idp.get('/Users?startIndex=1&count=2')).startIndex, 1);
    assert.equal((await idp.get('/Groups?startIndex=1&count=100')).totalResults, 0);
    const none = await idp.get(`/Users?filter=userName%20eq%20${quoted('agent21@example.org')}&startIndex=1&count=100`);
    assert.equal(none.itemsPerPage, 0);

    const sent = {
      schemas: [`${core}:User`],
      userName: 'agent21@example.org',
      name: { givenName: 'Desk', familyName: 'agent 21' },
      emails: [{ primary: true, value: 'agent21@example.org', type: 'work' }],
      displayName: 'Desk agent 21',
      locale: 'en-US',
      externalId: '00ujl29u0le5T6Aj10h7',
      groups: [],
      password: 'never kept',
      active: true,
    };
    const user = await idp.ask(201, 'POST', '/Users', sent);
    assert.ok(!('password' in user));
    assert.equal((await idp.ask(409, 'POST', '/Users', sent)).scimType, 'uniqueness');
    // A change of the profile: the whole is read, changed and put back.
    const whole = await idp.get(`/Users/${user.id}`);
    const put = await idp.ask(200, 'PUT', `/Users/${user.id}`, {
      ...whole,
      name: { givenName: 'Desk', familyName: 'agent 22' },
      displayName: 'Desk agent 22',
      preferredLanguage: 'de',
    });
    assert.equal(put.displayName, 'Desk agent 22');
    assert.equal((await admin.get(`/people/${user.id}`)).language, 'de');

    // A session of the person, which must not outlive the account.
    await admin.post(`/people/${user.id}/password`, { password });
    const theirs = new Client(server.url);
    await theirs.signIn('agent21@example.org', password);
    const off = await idp.patch(200, `/Users/${user.id}`, {
      op: 'replace',
      value: { active: false },
    });
    assert.equal(off.active, false);
    await assert.rejects(theirs.get('/session'), /401/);
    await assert.rejects(theirs.signIn('agent21@example.org', password), /401/);
    assert.equal(
      (
        await idp.patch(200, `/Users/${user.id}`, {
          op: 'replace',
          value: { active: true },
        })
      ).active,
      true,
    );
    await theirs.signIn('agent21@example.org', password);

    const group = await idp.ask(201, 'POST', '/Groups', {
      schemas: [`${core}:Group`],
      displayName: 'IT-Network',
      members: [],
    });
    const pushed = [{ value: user.id, display: 'agent21@example.org' }];
    await idp.patch(
      204,
      `/Groups/${group.id}`,
      { op: 'replace', value: { id: group.id, displayName: 'IT-Desk' } },
      { op: 'add', path: 'members', value: pushed },
    );
    assert.deepEqual((await admin.get(`/people/${user.id}`)).roles, ['analyst']);
    const read = await idp.get(`/Groups/${group.id}`);
    assert.deepEqual(
      read.members.map(({ value }) => value),
      [user.id],
    );
    await idp.patch(204, `/Groups/${group.id}`, {
      op: 'remove',
      path: `members[value eq "${user.id}"]`,
    });
    assert.deepEqual((await admin.get(`/people/${user.id}`)).roles ?? [], []);
    await idp.patch(204, `/Groups/${group.id}`, {
      op: 'replace',
      path: 'members',
      value: pushed,
    });
    assert.deepEqual((await admin.get(`/people/${user.id}`)).roles, ['analyst']);
    await idp.ask(204, 'DELETE', `/Groups/${group.id}`);
    assert.deepEqual((await admin.get(`/people/${user.id}`)).roles ?? [], []);

    const { items } = await admin.get(`/audit?subject=${user.id}&kind=person.created`);
    assert.match(items[0].actor, /token/, 'the log names the token');
  });
}

/** What a client must be able to count on when it is wrong, too quick, or not allowed. */
async function refusals() {
  await withServer(async ({ server, admin, token }) => {
    const idp = new Provider(server.url, token, {
      'Content-Type': 'application/scim+json',
    });
    const word = async (status, method, path, body) => (await idp.ask(status, method, path, body)).scimType;
    assert.equal(await word(400, 'GET', '/Users?filter=userName+is+7'), 'invalidFilter');
    assert.equal(await word(400, 'POST', '/Users', []), 'invalidSyntax');
    assert.equal(await word(400, 'POST', '/Users', { userName: 'with space' }), 'invalidValue');
    assert.equal(await word(409, 'POST', '/Users', { userName: 'keeper01' }), 'uniqueness');
    const { id } = await idp.ask(201, 'POST', '/Users', { userName: 'first' });
    assert.equal(
      await word(400, 'PATCH', `/Users/${id}`, {
        Operations: [{ op: 'replace', path: 'salary', value: 1 }],
      }),
      'invalidPath',
    );
    assert.equal(await word(404, 'GET', '/Me'), undefined);
    await new Provider(server.url, `${token}x`, {}).ask(401, 'GET', '/Users');
    const { token: other } = await admin.post('/tokens', {
      name: 'another',
      scopes: ['people.read'],
    });
    await new Provider(server.url, other, {}).ask(403, 'GET', '/Users');
  });
}

export default [
  { name: 'Entra ID keeps people and groups', alone: true, run: entra },
  { name: 'Okta keeps people and groups', alone: true, run: okta },
  {
    name: 'a provisioning client is refused in its own words',
    alone: true,
    run: refusals,
  },
];
