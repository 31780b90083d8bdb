/** Every assertion type of promptfoo; each also as `not-…`. */
export const BASE_TYPES: ReadonlySet<string> = new Set(
  `agent-rubric answer-relevance bleu classifier contains contains-all contains-any contains-html contains-json
  contains-sql contains-xml context-faithfulness context-recall context-relevance conversation-relevance cost equals
  factuality finish-reason g-eval gleu guardrails icontains icontains-all icontains-any is-html is-json is-refusal
  is-sql is-valid-function-call is-valid-openai-function-call is-valid-openai-tools-call is-xml javascript latency
  levenshtein llm-rubric meteor model-graded-closedqa model-graded-factuality moderation perplexity perplexity-score pi
  python regex rouge-n ruby search-rubric similar similar:cosine similar:dot similar:euclidean skill-used starts-with
  tool-call-f1 trace-error-spans trace-span-count trace-span-duration trajectory:goal-success trajectory:step-count
  trajectory:tool-args-match trajectory:tool-sequence trajectory:tool-used webhook word-count select-best human
  max-score assert-set`.split(/\s+/),
);

const REASONS: Record<string, string> = {
  python: "Python does not run here.",
  ruby: "Ruby does not run here.",
  webhook: "Galley calls no webhooks.",
  moderation: "It asks a moderation service, which Galley does not call.",
  guardrails: "It reads a provider’s guardrail answers, which Galley does not record.",
  classifier: "It asks a classifier of its own, which Galley does not call.",
  "select-best": "It compares several outputs; compare runs instead.",
  "max-score": "It compares several outputs; compare runs instead.",
  human: "A person answers it; use human labels instead.",
};

/** Why Galley does not run an assertion type. */
export function reasonOf(type: string): string {
  const base = type.replace(/^not-/, "");
  if (Object.hasOwn(REASONS, base)) return REASONS[base] ?? "";
  if (base.startsWith("trace-")) return "It reads spans of a trace, which an answer does not have.";
  if (base.startsWith("promptfoo:redteam")) return "It belongs to promptfoo’s red team.";
  return BASE_TYPES.has(base)
    ? `Galley has no scorer for ${type}.`
    : `promptfoo has no assertion type ${type}.`;
}
