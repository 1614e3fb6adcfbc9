// How a list of incidents is asked for. Apart from the client, since the first list is asked for before the client is there.
export interface ListParams {
  filter: string;
  q: string;
  order: string;
}

/** Rows of a further page, and of the first one: what fills a large screen and what is drawn ahead of it. */
const pageSize = 100;
const firstPageSize = 60;

export function listQuery(
  { filter, q, order }: ListParams,
  cursor: string | null,
  limit?: number,
): Record<string, string | number> {
  return {
    limit: limit ?? (cursor === null ? firstPageSize : pageSize),
    ...(filter && { filter }),
    ...(q && { q }),
    ...(order && { order }),
    ...(cursor && { cursor }),
  };
}
