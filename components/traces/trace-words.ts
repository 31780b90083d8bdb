import type { Outcome, StepKind } from "@/lib/traces/span";

export const OUTCOME_LABEL: Record<Outcome, string> = {
  succeeded: "succeeded",
  failed: "failed",
  escalated: "escalated",
  fell_back: "fell back",
};

export const KIND_LABEL: Record<StepKind, string> = {
  llm: "model call",
  retrieval: "retrieval",
  tool: "tool",
  route: "route",
  validate: "validation",
  other: "step",
};

/** Enough of an id to tell traces of a page apart; the whole one is in the title and the address. */
export const shortId = (id: string): string => (id.length > 12 ? id.slice(0, 8) : id);

export const traceHref = (project: string, id: string, step?: string | null): string =>
  `/${project}/traces/${encodeURIComponent(id)}${step ? `?step=${encodeURIComponent(step)}` : ""}`;

export const promptHref = (project: string, prompt: string): string =>
  `/${project}/prompts/${encodeURIComponent(prompt)}`;
