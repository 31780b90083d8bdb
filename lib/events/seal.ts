import "server-only";
import { createHmac } from "node:crypto";
import { env } from "@/lib/env";
import { canonicalJson } from "@/lib/http/body/canonical-json";

/** The end of a project's chain. A signed copy of it outside of the database is a checkpoint. */
export interface ChainHead {
  projectId: string;
  count: number;
  hash: string;
  at: Date;
  sealedFrom: number;
  seal: string;
}

/** What only Galley can write: its hash is over the whole event and all events before. */
export function sealEvent({
  projectId,
  seq,
  hash,
}: {
  projectId: string;
  seq: number;
  hash: string;
}) {
  return hmac({ kind: "event", projectId, seq, hash });
}

export function sealHead({ projectId, count, hash, at, sealedFrom }: Omit<ChainHead, "seal">) {
  return hmac({ kind: "head", projectId, count, hash, at: at.toISOString(), sealedFrom });
}

export function isSealed(head: ChainHead): boolean {
  return head.seal === sealHead(head);
}

function hmac(value: object): string {
  const key = Buffer.from(env().GALLEY_AUDIT_KEY, "base64");
  return createHmac("sha256", key).update(canonicalJson(value)).digest("hex");
}
