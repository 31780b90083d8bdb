/** What a page keeps to the edges of its frame. */
export const pageClass = "px-(--gutter) pt-4 pb-10";
