// From a new source of alerts to a silence that was ended: an administrator connects a monitoring system, what it sends appears by itself,
// becomes an incident, and is silenced.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** With SCREENS=1 the pictures of the documentation are taken anew. */
const screens = process.env.SCREENS
  ? fileURLToPath(new URL("../../../docs/screens", import.meta.url))
  : null;

async function look(person, name, variant) {
  const { page } = person;
  await page.waitForTimeout(400);
  const wide = await page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );
  assert.ok(
    wide <= 0,
    `${name} ${variant}: the page is ${wide} px wider than the screen`,
  );
  if (screens) {
    mkdirSync(screens, { recursive: true });
    await page.screenshot({ path: join(screens, `${name}-${variant}.png`) });
  }
  assert.deepEqual(await person.axe(), [], `${name} ${variant}`);
}

/** A key of a source, and a way to send with it. */
const senderOf = (url, key) => async (alerts) => {
  const answer = await fetch(`${url}/api/v2/alerts`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${key}`,
      "Content-Type": "application/json",
    },
    body: JSON.stringify(alerts),
  });
  assert.equal(answer.status, 200, await answer.text());
};
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const alert = (alertname, severity, labels = {}, annotations = {}) => ({
  labels: { alertname, severity, ...labels },
  annotations,
  endsAt: inAnHour(),
  generatorURL: "https://prometheus.example.org/graph?g0.expr=up",
});

/** A source of its own with the alerts of a bad morning. */
export async function alertsOfAMorning(world) {
  if (world.ids.morning) return;
  const source = await world.admin.post("/alert_sources", {
    name: "Metrics of the harbour",
    kind: "prometheus",
    wait_s: 0,
  });
  const patient = await world.admin.post("/alert_sources", {
    name: "Probes",
    kind: "prometheus",
    wait_s: 3_600,
  });
  const key = async (id) =>
    (await world.admin.post(`/alert_sources/${id}/keys`, {})).secret;
  const send = senderOf(world.server.url, await key(source.id));
  await world.admin.post("/silences", {
    matchers: ['alertname="BackupLate"'],
    ends_at: new Date(Date.now() + 5 * 3_600_000).toISOString(),
    comment: "The backup host moves to the other hall tonight.",
  });
  await world.admin.post("/silences", {
    matchers: ['instance=~"quay-.*"', 'severity!="critical"'],
    source: source.id,
    starts_at: new Date(Date.now() + 24 * 3_600_000).toISOString(),
    ends_at: new Date(Date.now() + 30 * 3_600_000).toISOString(),
    comment: "Electricians work on the quay.",
  });
  await send([
    alert(
      "RelayDown",
      "critical",
      { service: "Mail", instance: "relay-1" },
      { summary: "The mail relay does not answer." },
    ),
    alert("QueueLong", "error", { service: "Mail", instance: "relay-1" }),
    alert("PacketLoss", "error", {
      service: "Network access",
      instance: "quay-3",
    }),
    alert(
      "DiskFillsUp",
      "warning",
      { instance: "store-2" },
      { summary: "Full in about six hours." },
    ),
    alert("BackupLate", "warning", { instance: "backup-1" }),
    alert("CertificateEnds", "info", { instance: "portal" }),
  ]);
  await senderOf(
    world.server.url,
    await key(patient.id),
  )([alert("ProbeFails", "error", { instance: "gate-4" })]);
  world.ids.morning = source.id;
  for (let tries = 0; tries < 60; tries++) {
    const { items } = await world.admin.get("/alerts");
    const relay = items.find(({ labels }) => labels.alertname === "RelayDown");
    if (relay) world.ids.relay = relay.id;
    if (relay?.incident) return;
    await new Promise((done) => setTimeout(done, 500));
  }
  assert.fail("the alert became no incident");
}

async function connect(world) {
  const keeper = await world.as("keeper01");
  const { page } = keeper;
  const { url } = world.server;
  await page.goto(`${url}/admin/alert_sources`);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const form = page.getByRole("dialog");
  await form.getByRole("textbox", { name: "Name" }).fill("Prometheus");
  await form.getByRole("button", { name: "Save" }).click();

  // It stays open for what comes next.
  const setup = form.getByRole("region", { name: "Connect it" });
  await setup.getByText("Waiting for the first event").waitFor();
  await setup.getByText("KEY stands for the key.").waitFor();
  await setup.getByRole("button", { name: "Make a key" }).click();
  await setup.getByText("Copy it now. It is not shown again.").waitFor();
  await page
    .context()
    .grantPermissions(["clipboard-read", "clipboard-write"], { origin: url });
  await setup.getByRole("button", { name: "Copy Keys" }).click();
  const key = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(key, /^\S{32}$/);
  const config = await setup
    .getByLabel("prometheus.yml", { exact: true })
    .textContent();
  assert.ok(
    config.includes(`credentials: ${key}`) &&
      config.includes(`"${new URL(url).host}"`),
    config,
  );
  await setup.scrollIntoViewIfNeeded();
  await look(keeper, "alert-source", "desktop-light");

  // What cannot be read is shown with its reason, and what can turns the page.
  const refused = await fetch(`${url}/api/v2/alerts`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${key}`,
      "Content-Type": "application/json",
    },
    body: '[{"labels":{}}]',
  });
  assert.equal(refused.status, 400);
  const send = senderOf(url, key);
  await send([
    alert("LinkDown", "critical", {
      service: "Network access",
      instance: "core-1",
    }),
  ]);
  await setup.getByText(/Last event (just now|\d+ s ago)/).waitFor();
  await setup.getByText("1 event was refused").waitFor();

  // The alert, on its page, and its incident.
  await setup.getByRole("link", { name: "See its alerts" }).click();
  const table = page.getByRole("table", { name: "List of alerts" });
  await table.getByRole("link", { name: "LinkDown" }).waitFor();
  await table
    .getByRole("link", { name: /^INC\d+$/ })
    .waitFor({ timeout: 20_000 });
  await page.locator("body").click({ position: { x: 3, y: 500 } });
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "LinkDown" }).waitFor();
  await page.getByText("core-1").waitFor();
  const out = page.getByRole("link", { name: "Open where it comes from" });
  assert.equal(await out.getAttribute("rel"), "noopener noreferrer");
  await page.getByRole("link", { name: /^Open INC/ }).click();
  const panel = page.getByRole("region", { name: "Alert", exact: true });
  await panel.getByText("1 firing").waitFor();
  await panel.getByRole("link", { name: "LinkDown" }).click();

  // A silence of just this, counted before it is made.
  await page.getByRole("button", { name: "Silence this" }).click();
  const silence = page.getByRole("dialog", { name: "New silence" });
  await silence.getByText("Silences 1 alert that fires now.").waitFor();
  assert.match(
    await silence.getByLabel("What is silenced").inputValue(),
    /^alertname="LinkDown"$/m,
  );
  await silence.getByRole("button", { name: "Silence", exact: true }).click();
  await silence.getByText("This is needed.").waitFor();
  await silence.getByLabel("Why").fill("The line is moved.");
  await silence.getByRole("button", { name: "Silence", exact: true }).click();
  await silence.waitFor({ state: "detached" });
  await page.goto(`${url}/alerts/silences`);
  const line = page
    .getByRole("listitem")
    .filter({ hasText: "The line is moved." });
  await line.getByText("Register keeper 01").waitFor();
  await line.getByRole("button", { name: /^End the silence/ }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: "End", exact: true })
    .click();
  await line.waitFor({ state: "detached" });
  await page.getByText("Ended", { exact: true }).click();
  await line.waitFor();

  // It ends by word: the list says so without being loaded again.
  await page.goto(`${url}/alerts?q=LinkDown`);
  await table.getByRole("link", { name: "LinkDown" }).waitFor();
  await send([
    {
      ...alert("LinkDown", "critical", {
        service: "Network access",
        instance: "core-1",
      }),
      endsAt: new Date().toISOString(),
    },
  ]);
  await table.getByText("no longer in this list").waitFor({ timeout: 20_000 });
  await page.goto(`${url}/alerts?q=count%20%3E%3D`);
  await page.getByText(/at position/).waitFor();
}

/** What a tool of one's own sends is understood by pressing the values of what came. */
async function mapByExample(world) {
  const { url } = world.server;
  const source = await world.admin.post("/alert_sources", {
    name: "Lamps of the pier",
    kind: "generic",
  });
  const key = (await world.admin.post(`/alert_sources/${source.id}/keys`, {}))
    .secret;
  const send = (body) =>
    fetch(`${url}/in`, {
      method: "POST",
      headers: { Authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    });
  const sent = {
    sender: "pier",
    lamps: [
      {
        no: 17,
        what: "Lamp is dark",
        level: "9",
        on: { post: "north-3", unit: "Mail" },
        since: "2026-03-02T08:00:00Z",
        now: "dark",
      },
      {
        no: 18,
        what: "Lamp flickers",
        level: "2",
        on: { post: "north-4", unit: "Mail" },
        since: "2026-03-02T08:10:00Z",
        now: "odd",
      },
    ],
  };
  assert.equal((await send(sent)).status, 422);
  const open = async (person) => {
    const { page } = person;
    await page.goto(`${url}/admin/alert_sources`);
    await page
      .getByRole("link", { name: "Lamps of the pier" })
      .or(page.getByRole("button", { name: "Lamps of the pier" }))
      .first()
      .click();
    const part = page
      .getByRole("dialog")
      .getByRole("group", {
        name: /What its messages mean|Was ihre Nachrichten bedeuten/,
      });
    await part
      .getByRole("list", { name: /Values of the example|Werte des Beispiels/ })
      .waitFor();
    return part;
  };
  const keeper = await world.as("keeper01");
  const part = await open(keeper);
  const preview = part.getByRole("region", {
    name: "What becomes of the example",
  });
  await preview.getByText("it has no key, no labels and no title").waitFor();
  assert.match(
    await part
      .getByLabel("Example", { exact: true })
      .locator("option")
      .first()
      .textContent(),
    /refused: it has no key/,
  );

  // Pressed values fill the mapping, and what becomes of it is seen at once.
  const press = async (pointer, use) => {
    await part.getByRole("button", { name: `What is ${pointer}?` }).click();
    await part
      .getByRole("group", { name: `What is ${pointer}?` })
      .getByRole("button", { name: use, exact: true })
      .click();
  };
  await press("/lamps/0/no", "Key, which tells alerts apart");
  await preview.getByText("2 alerts").waitFor();
  await press("/lamps/0/what", "Title");
  await preview.getByText("Lamp is dark").waitFor();
  await press("/lamps/0/level", "Severity");
  await preview.getByText('"9" is no severity that is known').waitFor();
  await press("/lamps/0/on/post", "Label");
  await press("/lamps/0/since", "When it began");
  await press("/lamps/1/now", "State");
  await preview.getByText("post=north-3").waitFor();
  await part.getByRole("button", { name: "What is /sender?" }).click();
  await part.getByText("This stands outside of the alerts.").waitFor();
  await part.getByRole("button", { name: "What is /sender?" }).click();

  // Its own words, and a name that was chosen by hand.
  await part.getByText("Where things stand").click();
  await part.getByRole("button", { name: "Add a word" }).click();
  await part.getByRole("textbox", { name: "Word", exact: true }).fill("9");
  await preview.getByText("Critical").waitFor();
  await part
    .getByRole("textbox", { name: "Name", exact: true })
    .fill("instance");
  await preview.getByText("instance=north-3").waitFor();
  await part.getByLabel("Link").fill("nowhere");
  await preview.getByText("must be a JSON pointer: /name").waitFor();
  assert.equal(
    await part.getByLabel("Link").getAttribute("aria-invalid"),
    "true",
  );
  await part.getByLabel("Link").fill("");
  await part.getByRole("button", { name: "Save the mapping" }).click();
  await keeper.page.getByText("The mapping is saved.").waitFor();
  const kept = await world.admin.get(`/alert_sources/${source.id}`);
  assert.deepEqual(kept.mapping, {
    items: "/lamps",
    key: "/no",
    title: "/what",
    severity: "/level",
    severities: { 9: "critical" },
    labels: { instance: "/on/post" },
    starts_at: "/since",
    state: "/now",
  });
  const taken = await send(sent);
  assert.deepEqual(await taken.json(), { new: 2, repeated: 0, refused: 0 });
  await world.everybodyLeaves();

  for (const [size, theme] of [
    ["desktop", "light"],
    ["desktop", "dark"],
    ["phone", "light"],
    ["phone", "dark"],
  ]) {
    const person = await world.as("keeper01", { size, theme });
    const again = await open(person);
    await again.getByRole("button", { name: "What is /lamps/0/on?" }).click();
    await again.getByText("2 alerts").waitFor();
    await again.scrollIntoViewIfNeeded();
    await look(person, "alert-mapping", `${size}-${theme}`);
    await world.everybodyLeaves();
  }
}

async function everywhere(world) {
  await alertsOfAMorning(world);
  const pages = {
    alerts: async ({ page }) => {
      await page.goto(`${world.server.url}/alerts?state=all`);
      await page.getByRole("link", { name: /RelayDown|mail relay/ }).waitFor();
    },
    alert: async ({ page }) => {
      await page.goto(`${world.server.url}/alerts/${world.ids.relay}`);
      await page
        .getByRole("heading", { name: /RelayDown|mail relay/ })
        .waitFor();
    },
    silences: async ({ page }) => {
      await page.goto(`${world.server.url}/alerts/silences`);
      await page.getByText("BackupLate").waitFor();
    },
    "silence-form": async ({ page }) => {
      await page.goto(`${world.server.url}/alerts/${world.ids.relay}`);
      await page
        .getByRole("button", { name: /Silence this|Stumm schalten/ })
        .click();
      await page.getByText(/1 alert that fires now|1 aktiven Alarm/).waitFor();
    },
  };
  for (const [size, theme] of [
    ["desktop", "light"],
    ["desktop", "dark"],
    ["phone", "light"],
    ["phone", "dark"],
  ]) {
    const person = await world.as("engineer02", { size, theme });
    for (const [name, open] of Object.entries(pages)) {
      await open(person);
      await look(person, name, `${size}-${theme}`);
    }
    await world.everybodyLeaves();
  }
}

export default [
  {
    name: "alerts: a source is connected, its alert becomes an incident and is silenced",
    run: connect,
  },
  {
    name: "alerts: a mapping is made by pressing the values of what came",
    run: mapByExample,
  },
  {
    name: "alerts: every page of them, light and dark, desktop and phone",
    run: everywhere,
  },
];
