import type { ModelName, ProviderList } from "@/lib/eval-sets/promptfoo/provider-list";
import { type LeafScorer, ScorerSpec, type ScorerSpecInput } from "@/lib/scorers/contract";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";

/** What becomes of a grader of OpenAI's evals: a scorer of the set, or the reason why there is none. */
export type MappedGrader = { scorer: ScorerSpec } | { reason: string };

class GraderError extends Error {}

export const GRADER_TYPES: ReadonlySet<string> = new Set([
  ...["string_check", "text_similarity", "label_model", "score_model", "python", "multi"],
]);

export function mapGrader(grader: JsonObject, providers: ProviderList): MappedGrader {
  try {
    const name = typeof grader.name === "string" ? { name: grader.name.slice(0, 60) } : {};
    const parsed = ScorerSpec.safeParse({ ...specOf(grader, providers), ...name });
    return parsed.success
      ? { scorer: parsed.data }
      : { reason: parsed.error.issues[0]?.message ?? "Its settings do not fit." };
  } catch (error) {
    if (error instanceof GraderError) return { reason: error.message };
    throw error;
  }
}

function specOf(grader: JsonObject, providers: ProviderList): ScorerSpecInput {
  switch (grader.type) {
    case "string_check":
      return stringCheck(grader);
    case "text_similarity":
      return textSimilarity(grader, providers);
    case "label_model":
      return labelModel(grader, providers);
    case "score_model":
      return scoreModel(grader, providers);
    case "multi":
      return multi(grader, providers);
    case "python":
      throw new GraderError("Python does not run here.");
    default:
      throw new GraderError(`There is no grader of type ${String(grader.type)}.`);
  }
}

const OUTPUT = /^\s*\{\{\s*sample\.output_text\s*\}\}\s*$/;
const OUTPUT_FIELD = /^\s*\{\{\s*sample\.output_json\.([\w.]+)\s*\}\}\s*$/;

function stringCheck({ input, reference, operation }: JsonObject): ScorerSpecInput {
  const field = typeof input === "string" ? OUTPUT_FIELD.exec(input)?.[1] : undefined;
  if (field === undefined) requireOutput(input);
  const value = toReferences(reference);
  if (field !== undefined && operation !== "eq" && operation !== "ne") {
    throw new GraderError("It looks for a text inside a field of the output.");
  }
  switch (operation) {
    case "eq":
    case "ne":
      return {
        kind: "equals",
        config: { value, negate: operation === "ne", ...(field ? { field } : {}) },
      };
    case "like":
      return { kind: "contains", config: { value } };
    case "ilike":
      return { kind: "icontains", config: { value } };
    default:
      throw new GraderError(`Its operation ${String(operation)} is unknown.`);
  }
}

function textSimilarity(grader: JsonObject, providers: ProviderList): ScorerSpecInput {
  requireOutput(grader.input);
  const value = toReferences(grader.reference);
  const metric = String(grader.evaluation_metric);
  const bar = typeof grader.pass_threshold === "number" ? { threshold: grader.pass_threshold } : {};
  const n = Number(/^rouge_([1-5])$/.exec(metric)?.[1]);
  if (n > 0) return { kind: "rouge-n", config: { n, value, ...bar } };
  if (metric === "bleu") return { kind: "bleu", config: { value, ...bar } };
  if (metric === "fuzzy_match") return { kind: "levenshtein", config: { value, ...bar } };
  if (metric !== "cosine") throw new GraderError(`Galley has no scorer for ${metric}.`);
  const model = modelOf("openai:text-embedding-3-large", "embedding", providers);
  return { kind: "similar", config: { model, value, ...bar } };
}

function labelModel(grader: JsonObject, providers: ProviderList): ScorerSpecInput {
  const passing = texts(grader.passing_labels);
  if (passing.length === 0) throw new GraderError("It has no passing labels.");
  const rubric = [
    instructions(grader.input),
    `The labels are: ${texts(grader.labels).join(", ")}. The rubric is met when the label is ${passing.join(" or ")}.`,
  ].join("\n\n");
  return judge(rubric, grader, providers);
}

function scoreModel(grader: JsonObject, providers: ProviderList): ScorerSpecInput {
  const [low = 0, high = 1] = Array.isArray(grader.range) ? grader.range.map(Number) : [];
  const bar = typeof grader.pass_threshold === "number" ? grader.pass_threshold : null;
  if (bar === null || high <= low) throw new GraderError("It has no threshold to pass.");
  const rubric = `${instructions(grader.input)}\n\nWhere these instructions ask for a score from ${low} to ${high}, give it as a score from 0 to 1.`;
  const threshold = Math.min(1, Math.max(0, (bar - low) / (high - low)));
  return judge(rubric, grader, providers, { threshold });
}

function judge(
  rubric: string,
  grader: JsonObject,
  providers: ProviderList,
  bar: { threshold?: number } = {},
): ScorerSpecInput {
  const model = modelOf(`openai:${String(grader.model)}`, "grader", providers);
  return { kind: "judge-rubric", config: { rubric, model, includeExpected: false, ...bar } };
}

const TERM = /^(?:(\d*\.?\d+)\s*\*\s*)?([A-Za-z_]\w*)(?:\s*\*\s*(\d*\.?\d+))?$/;

/** A weighted sum of graders; other formulas have no scorer. */
function multi(grader: JsonObject, providers: ProviderList): ScorerSpecInput {
  const graders = isJsonObject(grader.graders) ? grader.graders : {};
  const terms = String(grader.calculate_output)
    .split("+")
    .map((term) => TERM.exec(term.trim().replace(/^\((.*)\)$/, "$1")));
  const members = terms.map((term) => {
    const inner = term?.[2] === undefined ? undefined : graders[term[2]];
    if (!term || !isJsonObject(inner)) {
      throw new GraderError("Its formula is not a weighted sum of its graders.");
    }
    const mapped = mapGrader(inner, providers);
    if ("reason" in mapped)
      throw new GraderError(`${String(inner.name ?? term[2])}: ${mapped.reason}`);
    if (mapped.scorer.kind === "all") throw new GraderError("It holds another sum of graders.");
    return { scorer: mapped.scorer as LeafScorer, weight: Number(term[1] ?? term[3] ?? 1) };
  });
  const threshold = typeof grader.pass_threshold === "number" ? grader.pass_threshold : 1;
  return { kind: "all", config: { scorers: members, threshold } };
}

function modelOf(id: string, use: "grader" | "embedding", providers: ProviderList): ModelName {
  const model = providers.find({ provider: id }, {}, use);
  if (typeof model === "string") throw new GraderError(model);
  return model;
}

function requireOutput(input: JsonValue | undefined): void {
  if (typeof input === "string" && OUTPUT.test(input)) return;
  throw new GraderError("It looks at something else than the output.");
}

/** `{{item.label}}` is a variable of the case. */
function toReferences(text: JsonValue | undefined): string {
  if (typeof text !== "string") throw new GraderError("It has no reference to compare with.");
  return text.replaceAll(/\{\{\s*item\.([\w.]+)\s*\}\}/g, "{{input.$1}}");
}

/** What the grader's messages say, with the answer where it stands apart. */
function instructions(input: JsonValue | undefined): string {
  const messages = Array.isArray(input) ? input : [];
  const parts = messages.map((message) =>
    isJsonObject(message) ? contentOf(message.content) : "",
  );
  const text = parts.filter((part) => part !== "").join("\n\n");
  if (text === "") throw new GraderError("It has no messages of text.");
  return toReferences(text).replaceAll(/\{\{\s*sample\.output_text\s*\}\}/g, "(the answer)");
}

const contentOf = (content: JsonValue | undefined): string =>
  typeof content === "string"
    ? content
    : isJsonObject(content) && typeof content.text === "string"
      ? content.text
      : "";

const texts = (value: JsonValue | undefined): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
