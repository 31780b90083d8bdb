import "server-only";
import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "@/lib/http/app-error";
import { triesAddress } from "@/lib/http/current-client";

const shared = globalThis as {
  galleyLimits?: Record<"requests" | "wrongKeys" | "wrongLinks", RateLimiterMemory>;
};

/** Per web process and minute: requests of one actor, and wrong API keys and links from one address. */
function limits() {
  shared.galleyLimits ??= {
    requests: new RateLimiterMemory({ points: 12_000, duration: 60 }),
    wrongKeys: new RateLimiterMemory({ points: 60, duration: 60 }),
    wrongLinks: new RateLimiterMemory({ points: 20, duration: 60 }),
  };
  return shared.galleyLimits;
}

export async function countRequest(actorId: string): Promise<void> {
  await consume(limits().requests, actorId, "Too many requests from this key or person.");
}

export async function countWrongKey(): Promise<void> {
  await consume(
    limits().wrongKeys,
    triesAddress() ?? "unknown",
    "Too many wrong API keys from this address.",
  );
}

/**
 * Counts a token that was never made, of a set-up, password or invitation link; right ones work all the same.
 * Answers whether there are too many, because a page has to say so in its own words.
 */
export async function countWrongLink(): Promise<"unknown" | "too_many"> {
  return limits()
    .wrongLinks.consume(triesAddress() ?? "unknown")
    .then(
      () => "unknown" as const,
      () => "too_many" as const,
    );
}

export function tooManyWrongLinks(): AppError {
  return new AppError("too_many_requests", TOO_MANY_WRONG_LINKS, { retryAfterSeconds: 60 });
}

export const TOO_MANY_WRONG_LINKS =
  "Too many wrong links were opened from this address. Wait a minute, then open yours again.";

async function consume(limiter: RateLimiterMemory, key: string, detail: string): Promise<void> {
  await limiter.consume(key).catch((refused: RateLimiterRes) => {
    const retryAfterSeconds = Math.ceil(refused.msBeforeNext / 1000);
    throw new AppError("too_many_requests", `${detail} Wait ${retryAfterSeconds} s.`, {
      retryAfterSeconds,
    });
  });
}
