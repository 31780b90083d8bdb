import { assignArm } from "../../../lib/deployments/assign-arm";
import type { Copy } from "../copies/copy";
import type { PromptName } from "../index";
import type { Fallback } from "./prompt-content";
import { type HandlePlace, PromptHandle } from "./prompt-handle";

/** The version of a copy that the unit gets. */
export function makeHandle<N extends PromptName>(
  place: HandlePlace<N>,
  { document, source }: Copy,
  { isNumbered, ageMs, isStale }: { isNumbered: boolean; ageMs: number; isStale: boolean },
): PromptHandle<N> {
  const { stable, candidate, percent = 0, salt = "", rolloutId } = document;
  const arm = candidate ? assignArm({ unit: place.unit, salt, percent }) : "stable";
  const served = candidate && arm === "candidate" ? candidate : stable;
  return new PromptHandle<N>(place, {
    version: served.version,
    messages: served.messages,
    model: served.model,
    settings: served.settings,
    tools: served.tools,
    outputSchema: served.outputSchema,
    arm: isNumbered ? null : arm,
    rolloutId,
    source,
    ageMs,
    isStale,
  });
}

export function makeFallbackHandle<N extends PromptName>(
  place: HandlePlace<N>,
  fallback: Fallback,
): PromptHandle<N> {
  const content =
    typeof fallback === "string"
      ? { messages: [{ role: "user" as const, content: fallback }] }
      : fallback;
  return new PromptHandle<N>(place, {
    version: null,
    messages: content.messages,
    model: content.model ?? null,
    settings: content.settings ?? {},
    tools: content.tools,
    outputSchema: content.outputSchema,
    arm: null,
    rolloutId: undefined,
    source: "fallback",
    ageMs: 0,
    isStale: false,
  });
}
