import type { EventFilter } from "@/lib/events/contract";

interface Typed {
  actor: string;
  type: string;
  from: string;
  to: string;
}

const DAY_MS = 24 * 3600 * 1000;

/** What stands in the address as a filter of the API: days are whole days in UTC, the last one included. */
export function toEventFilter({ actor, type, from, to }: Typed): EventFilter {
  const first = Date.parse(from);
  const last = Date.parse(to);
  return {
    ...(actor.trim() ? { actor: actor.trim() } : {}),
    ...(type ? { type } : {}),
    ...(Number.isNaN(first) ? {} : { from: new Date(first).toISOString() }),
    ...(Number.isNaN(last) ? {} : { to: new Date(last + DAY_MS).toISOString() }),
  };
}
