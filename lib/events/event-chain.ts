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

/** Checks stored events of one project, in the order of `seq`, against their chain. */
export function checkChain(events: readonly (ChainedEvent & { hash: string })[]): ChainState {
  let prevHash = "";
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1) {
      return { isWhole: false, seq: index + 1, why: `event ${index + 1} is missing` };
    }
    if (event.prevHash !== prevHash || event.hash !== chainHash(event)) {
      return {
        isWhole: false,
        seq: event.seq,
        why: `event ${event.seq} was changed after it was written`,
      };
    }
    prevHash = event.hash;
  }
  return { isWhole: true, count: events.length };
}
