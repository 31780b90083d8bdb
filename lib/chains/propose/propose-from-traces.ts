import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { invalid } from "@/lib/http/app-error";
import type { JsonValue } from "@/lib/scorers/json-value";
import { getTrace } from "@/lib/traces/reads";
import type { ChainProposal, ProposeChain } from "./proposal-contract";
import { proposeChain } from "./propose-chain";

/** Reads the traces as the actor may see them and proposes the chain that they show. */
export async function proposeFromTraces(
  actor: Actor,
  { traces: ids }: ProposeChain,
): Promise<ChainProposal> {
  authorize(actor, { scope: "traces:read" });
  const traces = await Promise.all(ids.map((id) => getTrace(actor, id, { steps: "whole" })));
  const recorded = traces.map(({ id, input, steps }) => ({
    id,
    input: (input ?? null) as JsonValue,
    steps: steps.map((step) => ({
      ...{ id: step.id, parentId: step.parentId, kind: step.kind, name: step.name },
      input: (step.input ?? null) as JsonValue,
      output: (step.output ?? null) as JsonValue,
    })),
  }));
  if (recorded.every(({ steps }) => steps.length === 0)) {
    throw invalid(
      "traces",
      "These traces have no steps. Choose some of an instrumented application.",
    );
  }
  const [prompts, documentSets] = await Promise.all([
    db.prompt.findMany({
      where: {
        ...{ projectId: actor.projectId, archivedAt: null },
        ...{ kind: { not: "chain" }, latestVersion: { gt: 0 } },
      },
      select: { name: true, latestVersion: true },
    }),
    db.documentSet.findMany({
      where: { projectId: actor.projectId, archivedAt: null },
      select: { name: true },
    }),
  ]);
  return proposeChain(recorded, {
    prompts: prompts.map(({ name, latestVersion }) => ({ name, version: latestVersion })),
    documentSets: documentSets.map(({ name }) => name),
  });
}
