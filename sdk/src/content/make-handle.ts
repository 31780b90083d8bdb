import {
  type ChoiceRules,
  chooseVersion,
  findVersion,
  indexPins,
} from "../../../lib/deployments/choose-version";
import type { Copy } from "../copies/copy";
import type { PromptName } from "../index";
import type { ChainStep, Fallback, ServingDocument } from "./prompt-content";
import { type HandlePlace, PromptHandle } from "./prompt-handle";

const NO_STEPS: readonly ChainStep[] = [];

/** The version of a copy that the unit gets. */
export function makeHandle<N extends PromptName>(
  place: HandlePlace<N>,
  { document, source }: Copy,
  { isNumbered, ageMs, isStale }: { isNumbered: boolean; ageMs: number; isStale: boolean },
): PromptHandle<N> {
  const { target, isPinned } = chooseVersion(place.unit, rulesOf(document));
  const chosen = findVersion(document, target);
  const served = chosen ?? document.stable;
  const arm = chosen ? target : "stable";
  return new PromptHandle<N>(place, {
    version: served.version,
    messages: served.messages,
    model: served.model,
    settings: served.settings,
    tools: served.tools,
    outputSchema: served.outputSchema,
    steps: served.chain?.steps ?? NO_STEPS,
    arm: isNumbered || typeof arm === "number" ? null : arm,
    isPinned,
    rolloutId: document.rolloutId,
    source,
    ageMs,
    isStale,
  });
}

/** Made once for a document, which never changes: a question then is one lookup. */
const rules = new WeakMap<ServingDocument, ChoiceRules>();

function rulesOf(document: ServingDocument): ChoiceRules {
  const ready = rules.get(document);
  if (ready) return ready;
  const { candidate, percent = 0, salt = "", pins = [] } = document;
  const choiceRules: ChoiceRules = {
    pins: indexPins(pins, { hasCandidate: candidate !== undefined }),
    rollout: candidate ? { percent, salt } : null,
  };
  rules.set(document, choiceRules);
  return choiceRules;
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
    steps: NO_STEPS,
    arm: null,
    isPinned: false,
    rolloutId: undefined,
    source: "fallback",
    ageMs: 0,
    isStale: false,
  });
}
