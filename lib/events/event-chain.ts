import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/http/canonical-json";

export interface ChainedEvent {
  projectId: string;
  seq: number;
  at: Date;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  type: string;
  subjectType: string;
  subjectId: string;
  data: unknown;
  prevHash: string;
}

/** sha256(previous hash | canonical JSON of the event): changing or removing one breaks all after it. */
export function chainHash({ prevHash, ...event }: ChainedEvent): string {
  const text = canonicalJson({ ...event, at: event.at.toISOString() });
  return createHash("sha256").update(`${prevHash}|${text}`).digest("hex");
}

export type ChainState =
  | { isWhole: true; count: number }
  | { isWhole: false; seq: number; why: string };

/** Checks stored events of one project, in the order of `seq`, against their chain; `after` comes before them. */
export function checkChain(
  events: readonly (ChainedEvent & { hash: string })[],
  after = { seq: 0, hash: "" },
): ChainState {
  let prevHash = after.hash;
  for (const [index, { hash, ...event }] of events.entries()) {
    const seq = after.seq + index + 1;
    if (event.seq !== seq) return { isWhole: false, seq, why: `event ${seq} is missing` };
    if (event.prevHash !== prevHash || hash !== chainHash(event)) {
      return { isWhole: false, seq, why: `event ${seq} was changed after it was written` };
    }
    prevHash = hash;
  }
  return { isWhole: true, count: events.length };
}
