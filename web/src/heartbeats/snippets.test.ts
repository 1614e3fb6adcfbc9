import { expect, test } from 'vitest';
import { snippetsFor } from './snippets';

test('each way names the address, and none waits for ever', () => {
  const url = 'https://evenkeel.example.org/ping/KEY';
  for (const { text } of snippetsFor(url)) {
    expect(text).toContain(url);
    expect(text).toMatch(/-m 10|TimeoutSec 10|timeout=10/);
  }
});
