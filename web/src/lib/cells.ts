// The cells of a priority matrix as the server writes them, "1,2,3;2,3,4": a row an impact, a column an urgency.

export const leastPriority = 9;

/** The cells in the wanted size: what is there stays, what is missing gets what a neighbour would suggest. */
export function cellsFor(text: string, rows: number, columns: number): number[][] {
  const given = text.split(';').map((row) => row.split(',').map(Number));
  return Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (__, c) => {
      const value = given[r]?.[c];
      return value && value >= 1 && value <= leastPriority ? value : Math.min(r + c + 1, 5);
    }),
  );
}
export const cellsText = (cells: number[][]): string => cells.map((row) => row.join(',')).join(';');
