import {
  type IRateLimiterPostgresOptions,
  RateLimiterPostgres,
  type RateLimiterRes,
} from "rate-limiter-flexible";
import { pool } from "@/lib/db/client";

/** How many wrong tries in a row, and how long the next one then waits. */
const TRIES = 5;
const WAIT_SECONDS = 60;

const shared = globalThis as { galleySignInLimiter?: RateLimiterPostgres };

function limiter(): RateLimiterPostgres {
  const options: IRateLimiterPostgresOptions = {
    storeClient: pool,
    storeType: "pool",
    tableName: "rate_limit",
    tableCreated: true,
    keyPrefix: "sign-in",
    points: TRIES,
    duration: 15 * 60,
    blockDuration: WAIT_SECONDS,
  };
  shared.galleySignInLimiter ??= new RateLimiterPostgres(options);
  return shared.galleySignInLimiter;
}

export interface TriesLeft {
  triesLeft: number;
  waitSeconds: number;
}

/** Reads how things stand for an e-mail address, without counting a try. */
export async function readTries(email: string): Promise<TriesLeft> {
  const state = await limiter().get(email);
  if (!state || state.consumedPoints <= TRIES) {
    return { triesLeft: TRIES - (state?.consumedPoints ?? 0), waitSeconds: 0 };
  }
  return { triesLeft: 0, waitSeconds: Math.ceil(state.msBeforeNext / 1000) };
}

export async function countWrongTry(email: string): Promise<TriesLeft> {
  const state = await limiter()
    .consume(email)
    .catch((refused: RateLimiterRes | Error) => {
      if (refused instanceof Error) throw refused;
      return refused;
    });
  if (state.consumedPoints < TRIES)
    return { triesLeft: TRIES - state.consumedPoints, waitSeconds: 0 };
  await limiter().block(email, WAIT_SECONDS);
  return { triesLeft: 0, waitSeconds: WAIT_SECONDS };
}

export async function forgetTries(email: string): Promise<void> {
  await limiter().delete(email);
}
