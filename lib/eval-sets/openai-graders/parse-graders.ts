import { ProviderList } from "@/lib/eval-sets/promptfoo/provider-list";
import type { PromptfooFile, PromptfooOptions } from "@/lib/eval-sets/promptfoo/test-drafts";
import { parseJson } from "@/lib/http/body/read-body";
import { ImportFileBuilder } from "@/lib/http/files/import-file";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";
import { GRADER_TYPES, mapGrader } from "./map-grader";

/** The graders of OpenAI's evals in a JSON file: one, a list, or an eval's `testing_criteria`; null: it has none. */
export function findGraders(text: string): JsonObject[] | null {
  if (
    text.length > MAX_CHARACTERS ||
    !/"(?:string_check|text_similarity|label_model|score_model|multi|python)"/.test(text)
  )
    return null;
  let root: JsonValue;
  try {
    root = parseJson(text) as JsonValue;
  } catch {
    return null;
  }
  const list = Array.isArray(root)
    ? root
    : isJsonObject(root)
      ? (root.testing_criteria ?? root.graders ?? root)
      : [];
  const graders = Array.isArray(list) ? list : [list];
  return graders.length > 0 && graders.every(isGrader) ? graders : null;
}

const MAX_CHARACTERS = 1_000_000;

const isGrader = (value: JsonValue): value is JsonObject =>
  isJsonObject(value) && typeof value.type === "string" && GRADER_TYPES.has(value.type);

/** Graders as scorers of the set: the file has no cases. Row n is the n-th grader. */
export async function parseGraders(
  graders: readonly JsonObject[],
  { providers, checkScorers }: PromptfooOptions,
): Promise<PromptfooFile> {
  const list = new ProviderList(providers);
  const mapped = graders.map((grader) => mapGrader(grader, list));
  const findProblem = await checkScorers(
    mapped.flatMap((one) => ("scorer" in one ? [one.scorer] : [])),
  );
  const setScorers: ScorerSpec[] = [];
  const stored: { row: number; type: string; reason: string }[] = [];
  for (const [index, one] of mapped.entries()) {
    const reason = "reason" in one ? one.reason : findProblem(one.scorer);
    if (reason === null && "scorer" in one) setScorers.push(one.scorer);
    else stored.push({ row: index + 1, type: String(graders[index]?.type), reason: reason ?? "" });
  }
  const { file } = new ImportFileBuilder();
  const assertions = { run: setScorers.length, stored };
  return { ...file, promptfoo: { providers: list.all, prompts: [], assertions, setScorers } };
}
