import "server-only";
import { createHash } from "node:crypto";

/**
 * Is a trace in the scorer's share? The first 32 bits of md5(scorer id + trace id) as a part of 2^32: the same
 * answer for ever, another choice for each scorer, and a larger share takes in what the smaller one had. The
 * store asks PostgreSQL the same question.
 */
export function isInShare(scorerId: string, traceId: string, share: number): boolean {
  const draw = createHash("md5")
    .update(scorerId + traceId)
    .digest()
    .readUInt32BE();
  return draw < share * 2 ** 32;
}
