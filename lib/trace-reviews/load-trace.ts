import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { findContent } from "@/lib/prompts/load-content";
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
  const version = await findContent(actor.projectId, detail);
  return {
    detail,
    trace: toReviewed(detail),
    content: version?.kind === "prompt" ? version.content : null,
  };
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
