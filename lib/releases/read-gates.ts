import type { Actor } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db/client";
import type { Gate } from "@/lib/specs/gate-contract";
import { listGates } from "@/lib/specs/list-gates";
import { publicEyes } from "./measure-version";

export interface Evidence {
  specRevision: number;
  gates: Gate[];
}

/** Every criterion's verdict as everybody sees it: the decision is made on what a reader can check. */
export async function readGates(
  actor: Actor,
  { prompt, version, environment }: { prompt: string; version: number; environment: string },
): Promise<Evidence> {
  const { specRevision, data } = await listGates(publicEyes(actor), prompt, {
    version,
    environment,
  });
  return { specRevision, gates: data };
}

/** 0: nothing is written yet. */
export async function specRevisionOf(promptId: string, from: Tx | typeof db = db): Promise<number> {
  const { _max } = await from.specRevision.aggregate({
    where: { promptId },
    _max: { number: true },
  });
  return _max.number ?? 0;
}
