import "server-only";
import {
  type IRateLimiterPostgresOptions,
  RateLimiterPostgres,
  type RateLimiterRes,
} from "rate-limiter-flexible";
import { pool } from "@/lib/db/client";

/** How many wrong tries in a row, within which time, and how long the next one then waits: twice as long each round. */
export interface Limit {
  name: string;
  tries: number;
  withinSeconds: number;
  firstWaitSeconds: number;
  longestWaitSeconds: number;
}

export interface TriesLeft {
  triesLeft: number;
  waitSeconds: number;
}

const ROUNDS_WITHIN_SECONDS = 24 * 3600;

const shared = globalThis as { galleyLimiters?: Map<string, RateLimiterPostgres> };

function limiter(name: string, points: number, duration: number): RateLimiterPostgres {
  const options: IRateLimiterPostgresOptions = {
    storeClient: pool,
    storeType: "pool",
    tableName: "rate_limit",
    tableCreated: true,
    keyPrefix: name,
    points,
    duration,
  };
  shared.galleyLimiters ??= new Map();
  const existing = shared.galleyLimiters.get(name) ?? new RateLimiterPostgres(options);
  shared.galleyLimiters.set(name, existing);
  return existing;
}

const triesOf = ({ name, tries, withinSeconds }: Limit) => limiter(name, tries, withinSeconds);
const roundsOf = ({ name }: Limit) => limiter(`${name}-rounds`, 1, ROUNDS_WITHIN_SECONDS);

/** How things stand, without counting a try. */
export async function loadTries(limit: Limit, key: string): Promise<TriesLeft> {
  return triesLeft(limit, await triesOf(limit).get(key));
}

/** Counts a try before it is made, so that a hundred at once are a hundred. Refused when it has to wait. */
export async function takeTry(limit: Limit, key: string): Promise<TriesLeft> {
  const state = await triesOf(limit)
    .consume(key)
    .catch((refused: RateLimiterRes | Error) => {
      if (refused instanceof Error) throw refused;
      return refused;
    });
  return triesLeft(limit, state);
}

/** After a wrong try that was the last free one (`triesLeft` 0): the wait begins. */
export async function startWait(limit: Limit, key: string): Promise<TriesLeft> {
  const { consumedPoints: round } = await roundsOf(limit).penalty(key);
  const waitSeconds = waitOf(limit, round);
  await triesOf(limit).block(key, waitSeconds);
  return { triesLeft: 0, waitSeconds };
}

/** How long the wait of a round is. */
export function waitOf({ firstWaitSeconds, longestWaitSeconds }: Limit, round: number): number {
  return Math.min(firstWaitSeconds * 2 ** (round - 1), longestWaitSeconds);
}

/** A try that was right, or not looked at, is none to count. */
export async function giveBackTry(limit: Limit, key: string): Promise<void> {
  await triesOf(limit).reward(key);
}

export async function forgetTries(limit: Limit, key: string): Promise<void> {
  await triesOf(limit).delete(key);
  await roundsOf(limit).delete(key);
}

function triesLeft({ tries }: Limit, state: RateLimiterRes | null): TriesLeft {
  const remaining = tries - (state?.consumedPoints ?? 0);
  if (!state || remaining >= 0) return { triesLeft: remaining, waitSeconds: 0 };
  return { triesLeft: 0, waitSeconds: Math.max(1, Math.ceil(state.msBeforeNext / 1000)) };
}
