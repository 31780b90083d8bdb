import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { contentOf } from "@/lib/prompts/load-prompt";
import { promptNamed } from "@/lib/prompts/prompt-named";
import type { VersionContent } from "@/lib/prompts/version-contract";
import type { TraceDetail } from "@/lib/traces/contract";
import { getTrace } from "@/lib/traces/reads";
import type { ReviewedTrace } from "./reviewed-trace";

export interface LoadedTrace {
  detail: TraceDetail;
  trace: ReviewedTrace;
  /** null: the trace does not say which version served it, or the project does not have it. */
  content: VersionContent | null;
}

export async function loadTrace(actor: Actor, id: string): Promise<LoadedTrace> {
  const detail = await getTrace(actor, id, { steps: "whole" });
  return { detail, trace: toReviewed(detail), content: await findVersion(actor, detail) };
}

export function toReviewed(detail: TraceDetail): ReviewedTrace {
  const { input, output, outcome, outputTokens, attributes, steps } = detail;
  return {
    input: input ?? null,
    output: output ?? null,
    outcome,
    outputTokens,
    attributes,
    steps: steps.map((step) => ({
      kind: step.kind,
      name: step.name,
      input: step.input ?? null,
      output: step.output ?? null,
      error: step.error,
    })),
  };
}

async function findVersion(
  actor: Actor,
  { prompt, version }: TraceDetail,
): Promise<VersionContent | null> {
  if (prompt === null || version === null) return null;
  const row = await db.promptVersion.findFirst({
    where: { number: version, prompt: { projectId: actor.projectId, ...promptNamed(prompt) } },
  });
  return row && contentOf(row);
}
