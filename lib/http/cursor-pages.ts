/** For infinite queries of lists that go on by a cursor. */
export const cursorPages = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
};

/** The cursor as part of a query; nothing for the first page. */
export const cursorOf = (cursor: string | null): { cursor?: string } => (cursor ? { cursor } : {});
