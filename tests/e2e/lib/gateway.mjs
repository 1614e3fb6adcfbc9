// Somebody else's server that takes messages by HTTP.
import { createServer } from 'node:http';

/** A gateway that keeps what it gets. */
export async function startGateway() {
  const got = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      got.push(JSON.parse(body));
      response.end();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const next = async (wanted) => {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const found = got.find(({ text }) => wanted.test(text));
      if (found) return found;
      if (Date.now() > deadline) throw new Error(`the gateway got nothing like ${wanted}: ${JSON.stringify(got)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  return {
    url: `http://127.0.0.1:${server.address().port}/send`,
    next,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
