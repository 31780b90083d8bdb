import "server-only";
import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/http/body/canonical-json";

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

/**
 * sha256(previous hash | canonical JSON of the event): changing or removing one breaks all after it. Anybody
 * can compute it, so that an export can be checked without a key; what nobody else can make is the seal.
 */
export function chainHash(event: ChainedEvent): string {
  const { projectId, seq, at, actorKind, actorId, actorName } = event;
  const { type, subjectType, subjectId, data, prevHash } = event;
  const who = { actorKind, actorId, actorName };
  const what = { type, subjectType, subjectId, data };
  const text = canonicalJson({ projectId, seq, at: at.toISOString(), ...who, ...what });
  return createHash("sha256").update(`${prevHash}|${text}`).digest("hex");
}
