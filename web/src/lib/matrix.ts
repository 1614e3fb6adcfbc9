// The priority matrix as the screens need it: what the server will say is shown before it is asked. The server decides.
import type { Catalogue } from '../api/types';

type Matrix = Catalogue['matrix'];

function cellsOf(matrix: NonNullable<Matrix>): number[][] {
  if (Array.isArray(matrix.cells)) return matrix.cells;
  return matrix.cells.split(';').map((row) => row.split(',').map(Number));
}

/** null when one of the two is unknown. */
export function priorityOf(matrix: Matrix, impact: string | null | undefined, urgency: string | null | undefined): number | null {
  if (!matrix) return null;
  const row = matrix.impacts.indexOf(impact ?? '');
  const column = matrix.urgencies.indexOf(urgency ?? '');
  const value = cellsOf(matrix)[row]?.[column];
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** The priorities that the matrix can give, the worst first. */
export function prioritiesOf(matrix: Matrix): number[] {
  const worst = matrix ? Math.max(4, ...cellsOf(matrix).flat().filter(Number.isFinite)) : 5;
  return Array.from({ length: worst }, (_, i) => i + 1);
}
