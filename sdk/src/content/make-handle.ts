import { chooseVersion, indexPins, type Options } from "../../../lib/deployments/choose-version";
import type { Copy } from "../copies/copy";
import type { PromptName } from "../index";
import type { Fallback, ServedVersion, ServingDocument } from "./prompt-content";
import { type HandlePlace, PromptHandle } from "./prompt-handle";

/** The version of a copy that the unit gets. */
export function makeHandle<N extends PromptName>(
  place: HandlePlace<N>,
  { document, source }: Copy,
  { isNumbered, ageMs, isStale }: { isNumbered: boolean; ageMs: number; isStale: boolean },
): PromptHandle<N> {
  const { stable, candidate, rolloutId } = document;
  const { target, isPinned } = chooseVersion(place.unit, optionsOf(document));
  const numbered = typeof target === "number" ? findVersion(document, target) : undefined;
  const arm = target === "candidate" && candidate ? "candidate" : "stable";
  const served = numbered ?? (arm === "candidate" && candidate ? candidate : stable);
  return new PromptHandle<N>(place, {
    version: served.version,
    messages: served.messages,
    model: served.model,
    settings: served.settings,
    tools: served.tools,
    outputSchema: served.outputSchema,
    arm: isNumbered || numbered ? null : arm,
    isPinned,
    rolloutId,
    source,
    ageMs,
    isStale,
  });
}

/** Made once for a document, which never changes: a question then is one lookup. */
const options = new WeakMap<ServingDocument, Options>();

function optionsOf(document: ServingDocument): Options {
  const ready = options.get(document);
  if (ready) return ready;
  const { candidate, percent = 0, salt = "", pins = [] } = document;
  const made: Options = {
    pins: indexPins(pins, { hasCandidate: candidate !== undefined }),
    rollout: candidate ? { percent, salt } : null,
  };
  options.set(document, made);
  return made;
}

function findVersion(
  { stable, candidate, versions = [] }: ServingDocument,
  number: number,
): ServedVersion | undefined {
  return [stable, candidate, ...versions].find((one) => one?.version === number);
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
    isPinned: false,
    rolloutId: undefined,
    source: "fallback",
    ageMs: 0,
    isStale: false,
  });
}
