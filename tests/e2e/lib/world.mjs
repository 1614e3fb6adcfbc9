// What every journey finds: a set-up server with a few teams, services and people, and a way to come as any of them.
import { Client } from './client.mjs';
import { Person } from './browser.mjs';

export const password = 'a harbour at low tide';
const people = [
  { login: 'agent04', name: 'Desk agent 04', mail: 'agent04@example.org', roles: ['analyst'], teams: ['Service desk'] },
  { login: 'engineer02', name: 'Field engineer 02', mail: 'engineer02@example.org', roles: ['technician'], teams: ['Network'] },
  { login: 'harbour', name: 'Harbour clerk', mail: 'harbour@example.org', roles: ['caller'], teams: [] },
  { login: 'warehouse', name: 'Warehouse clerk', mail: 'warehouse@example.org', roles: ['caller'], teams: [] },
];

/** The first person of a new server, who administers it; answers a client that is signed in. */
export async function setUp(server, more = {}) {
  const admin = new Client(server.url);
  await admin.post('/setup', {
    code: server.code,
    organisation: 'Example',
    name: 'Register keeper 01',
    login: 'keeper01',
    mail: 'keeper01@example.org',
    password,
    ...more,
  });
  return admin;
}

/** Sets the server up through the API and fills the catalogue; journeys of the set-up itself use a server of their own. */
export async function prepare(server) {
  const admin = await setUp(server, { zone: 'Europe/Berlin', language: 'en' });
  const ids = {};
  const add = async (path, body) => {
    const made = await admin.post(`/${path}`, body);
    ids[body.name] = made.id;
    return made.id;
  };
  const begin = await admin.get('/catalogue');
  for (const { id, name } of [...begin.teams, ...begin.resolution_codes]) ids[name] = id;
  for (const [name, line] of [
    ['Network', 2],
    ['Workplace', 2],
  ])
    await add('teams', { name, line });
  for (const [name, team] of [
    ['Mail', 'Service desk'],
    ['Network access', 'Network'],
    ['Payroll', 'Service desk'],
    ['Telephony', 'Network'],
  ])
    await add('services', { name, team: ids[team] });
  for (const [name, parent] of [
    ['Software', null],
    ['Hardware', null],
    ['Printer', 'Hardware'],
    ['Mail client', 'Software'],
  ])
    await add('categories', { name, ...(parent && { parent: ids[parent] }) });
  for (const { teams, ...person } of people) {
    const made = await admin.post('/people', { ...person, teams: teams.map((team) => ids[team]) });
    await admin.post(`/people/${made.id}/password`, { password });
    ids[person.login] = made.id;
  }
  const keeper = (await admin.get('/session')).person;
  ids.keeper01 = keeper.id;
  await admin.patch(`/people/${keeper.id}`, { teams: [ids['Service desk'], ids.Network] });
  return { admin, ids };
}

/** Services over what carries them. */
export async function drawMap(world) {
  if (world.ids.drawn) return;
  world.ids.drawn = true;
  const ci = async (name, kind, service) =>
    (await world.admin.post('/cis', { name, kind, ...(service && { service: world.ids[service] }) })).id;
  const relay = await ci('Mail relay', 'Program', 'Mail');
  const host = await ci('Host 12', 'Server');
  const store = await ci('Disk shelf', 'Storage');
  const router = await ci('Core router', 'Network', 'Network access');
  const exchange = await ci('Telephone exchange', 'Program', 'Telephony');
  for (const [from, other, kind] of [
    [relay, host, 'runs_on'],
    [exchange, host, 'runs_on'],
    [host, store, 'depends_on'],
    [host, router, 'depends_on'],
  ])
    await world.admin.post('/ci_relations', { ci: from, other, kind });
}

export class World {
  constructor(browser, server, admin, ids) {
    Object.assign(this, { browser, server, admin, ids, present: [] });
  }

  /** A person with a browser of their own, signed in. */
  async as(login, options) {
    const person = await Person.arrive(this.browser, this.server.url, options);
    this.present.push(person);
    await person.signIn(login, password);
    return person;
  }

  /** A signed-in client of the API. */
  async client(login) {
    const client = new Client(this.server.url);
    await client.signIn(login, password);
    return client;
  }

  log(fields) {
    return this.admin.post('/incidents', fields);
  }

  async everybodyLeaves() {
    const problems = [];
    for (const person of this.present.splice(0)) await person.leave().catch((error) => problems.push(error.message));
    if (problems.length > 0) throw new Error(problems.join('\n'));
  }
}
