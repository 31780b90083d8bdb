import "server-only";
import { pool } from "@/lib/db/client";
import { computeSpacing, type RateLimits } from "./rate-limits";

/** When a call may start. */
export interface Reservation {
  /** Seconds since 1970, of the database's clock. */
  startsAt: number;
  waitMs: number;
}

const RESERVE = `
  insert into connection_pace as pace (connection_id, requests_free_at, tokens_free_at)
  values ($1, clock_timestamp() + $2 * interval '1 ms', clock_timestamp() + $3 * interval '1 ms')
  on conflict (connection_id) do update set
    requests_free_at = greatest(clock_timestamp(), pace.requests_free_at, pace.tokens_free_at)
      + $2 * interval '1 ms',
    tokens_free_at = greatest(clock_timestamp(), pace.requests_free_at, pace.tokens_free_at)
      + $3 * interval '1 ms'
  returning extract(epoch from requests_free_at - $2 * interval '1 ms')::float8 as "startsAt",
    1000 * extract(epoch from requests_free_at - $2 * interval '1 ms' - clock_timestamp())::float8
      as "waitMs"`;

/**
 * Takes the next turn of a connection, of all processes one after the other: turns are evenly spaced, so that
 * no minute has more requests or tokens than its limits allow (the generic cell rate algorithm, without a burst).
 */
export async function reserveCall(
  connectionId: string,
  limits: RateLimits,
  tokens: number,
): Promise<Reservation> {
  const { requestMs, tokensMs } = computeSpacing(limits, tokens);
  const { rows } = await pool.query<Reservation>({
    name: "reserve-call",
    text: RESERVE,
    values: [connectionId, requestMs, tokensMs],
  });
  const [row] = rows;
  if (!row) throw new Error("A turn was not reserved.");
  return { startsAt: row.startsAt, waitMs: Math.max(0, row.waitMs) };
}

/** Counts tokens that were not known beforehand; fewer than expected make the next turn come sooner. */
export async function settleTokens(
  connectionId: string,
  limits: RateLimits,
  moreTokens: number,
): Promise<void> {
  const { tokensMs } = computeSpacing(limits, moreTokens);
  if (tokensMs === 0) return;
  await pool.query({
    name: "settle-tokens",
    text: `update connection_pace set tokens_free_at = tokens_free_at + $2 * interval '1 ms'
      where connection_id = $1`,
    values: [connectionId, tokensMs],
  });
}

/** The provider refused and said for how long: nobody asks before. */
export async function holdCalls(connectionId: string, waitMs: number): Promise<void> {
  await pool.query({
    name: "hold-calls",
    text: `update connection_pace set requests_free_at =
        greatest(requests_free_at, clock_timestamp() + $2 * interval '1 ms')
      where connection_id = $1`,
    values: [connectionId, waitMs],
  });
}
