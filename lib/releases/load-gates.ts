import type { Actor } from "@/lib/auth/actor";
import { asViewer } from "@/lib/auth/as-viewer";
import type { EvidenceDefinitions } from "@/lib/specs/evidence/definitions-contract";
import { type DefinedVersion, loadDefinitions } from "@/lib/specs/evidence/load-definitions";
import type { Gate } from "@/lib/specs/gates/gate-contract";
import { listGates } from "@/lib/specs/gates/list-gates";

export interface Evidence {
  definitions: EvidenceDefinitions;
  gates: Gate[];
}

interface Target {
  prompt: string;
  version: DefinedVersion & { number: number };
  environment: string;
}

/** Every criterion's verdict as everybody sees it: the decision is made on what a reader can check. */
export async function loadGates(
  actor: Actor,
  { prompt, version, environment }: Target,
): Promise<Evidence> {
  // First, so that what changes while gates are decided is seen when both are compared in the transaction.
  const definitions = await loadDefinitions(actor.projectId, version);
  const { data: gates } = await listGates(asViewer(actor), prompt, {
    version: version.number,
    environment,
  });
  return { definitions, gates };
}
