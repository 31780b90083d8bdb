/** The place of a drawn chart; what is chosen in it by key has a mark of its own. */
export const chartBoxClass = "size-full tabular-nums [&_:focus]:outline-none";
