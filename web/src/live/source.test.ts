import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSource, type StreamMessage } from './source';

class FakeSource extends EventTarget {
  static made: FakeSource[] = [];
  static readonly CLOSED = 2;
  readyState = 0;
  constructor() {
    super();
    FakeSource.made.push(this);
  }
  close = () => void (this.readyState = 2);
  connect() {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }
  fail(readyState: number) {
    this.readyState = readyState;
    this.dispatchEvent(new Event('error'));
  }
}
const told: StreamMessage[] = [];
const kinds = () => told.splice(0).map(({ kind, data }) => data || kind);
const line = new EventTarget();

beforeEach(() => {
  vi.useFakeTimers();
  FakeSource.made = [];
  told.length = 0;
  vi.stubGlobal('EventSource', FakeSource);
  vi.stubGlobal('addEventListener', line.addEventListener.bind(line));
  vi.stubGlobal('removeEventListener', line.removeEventListener.bind(line));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('openSource', () => {
  it('asks for nothing to be read again as long as the browser itself connects again', () => {
    const close = openSource((message) => told.push(message));
    FakeSource.made[0]!.connect();
    FakeSource.made[0]!.fail(0);
    FakeSource.made[0]!.connect();
    expect(kinds()).toEqual(['open', 'waiting', 'open']);
    close();
  });
  it('opens anew when the server ended it, and says that something may be missed', () => {
    const close = openSource((message) => told.push(message));
    FakeSource.made[0]!.fail(FakeSource.CLOSED);
    expect(FakeSource.made).toHaveLength(1);
    vi.advanceTimersByTime(30_000);
    FakeSource.made[1]!.connect();
    expect(kinds()).toEqual(['closed', 'open', 'reload']);
    close();
  });
  it('does not trust a connection from before the line was lost', () => {
    const close = openSource((message) => told.push(message));
    FakeSource.made[0]!.connect();
    line.dispatchEvent(new Event('online'));
    expect(FakeSource.made[0]!.readyState).toBe(FakeSource.CLOSED);
    FakeSource.made[1]!.connect();
    expect(kinds()).toEqual(['open', 'waiting', 'open', 'reload']);
    close();
    line.dispatchEvent(new Event('online'));
    expect(FakeSource.made).toHaveLength(2);
  });
});
