// The priority matrix as the screens need it: what the server will say is shown before it is asked. The server decides.
import type { Catalogue } from '../api/types';

type Matrix = Catalogue['matrix'];

/** null when one of the two is unknown. */
export function priorityOf(matrix: Matrix, impact: string | null | undefined, urgency: string | null | undefined): number | null {
  if (!matrix) return null;
  const row = matrix.impacts.indexOf(impact ?? '');
  const column = matrix.urgencies.indexOf(urgency ?? '');
  const value = matrix.cells[row]?.[column];
  return value ?? null;
}

/** The priorities that the matrix can give, the worst first. */
export function prioritiesOf(matrix: Matrix): number[] {
  const worst = matrix ? Math.max(4, ...matrix.cells.flat()) : 5;
  return Array.from({ length: worst }, (_, i) => i + 1);
}
