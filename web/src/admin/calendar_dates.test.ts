import { describe, expect, it } from 'vitest';
import { joined } from './calendar_dates';

describe('joined', () => {
  it('adds dates that are not there yet and keeps what somebody wrote', () => {
    expect(joined('2026-12-24 08:00-12:00\n\n', '2026-12-24 closed Eve\n2026-12-25 closed Christmas Day\n')).toBe(
      '2026-12-24 08:00-12:00\n2026-12-25 closed Christmas Day',
    );
    expect(joined('', '2026-12-25 closed\n')).toBe('2026-12-25 closed');
  });
});
