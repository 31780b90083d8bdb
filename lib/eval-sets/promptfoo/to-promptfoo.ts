import { stringify } from "yaml";
import type { CaseContent } from "@/lib/eval-sets/case-content";
import type { ScorerSpec } from "@/lib/scorers/contract";
import type { JsonObject, JsonValue } from "@/lib/scorers/json-value";
import { needsExpected } from "@/lib/scorers/needs-expected";
import { scorerName } from "@/lib/scorers/scorer-name";
import { toAssertion } from "./to-assertion";

/**
 * Cases as a configuration that stock promptfoo runs: their scorers and the set's as assertions, and what was stored
 * of an earlier file as it was written. The provider answers with the prompt itself, until somebody names a model.
 */
export async function* toPromptfoo(
  name: string,
  setScorers: readonly ScorerSpec[],
  cases: AsyncIterable<CaseContent>,
): AsyncGenerator<string> {
  const missing = new Map<string, number>();
  const variables = new Set<string>();
  // Not before the first case is there: a filter that names nothing has to be refused before the file begins.
  let head = `description: ${JSON.stringify(`Eval set ${name}, from Galley`)}\nproviders:\n  - echo # put your model here, for example openai:gpt-4o-mini\ntests:\n`;
  let count = 0;
  for await (const one of cases) {
    count += 1;
    for (const variable of Object.keys(one.input)) variables.add(variable);
    const test = testOf(one, setScorers, (spec) =>
      missing.set(scorerName(spec), (missing.get(scorerName(spec)) ?? 0) + 1),
    );
    yield head + indent(stringify([test], { lineWidth: 0 }));
    head = "";
  }
  if (count === 0) yield `${head}  []\n`;
  const prompt = [...variables].map((variable) => `{{${variable}}}`).join("\n\n");
  yield stringify({ prompts: [prompt === "" ? "Hello" : prompt] }, { lineWidth: 0 });
  for (const [scorer, times] of missing) {
    yield `# Left out, promptfoo has nothing like it: ${JSON.stringify(scorer)} in ${times} tests\n`;
  }
}

const indent = (text: string) => text.replaceAll(/^(?=.)/gm, "  ");

function testOf(
  one: CaseContent,
  setScorers: readonly ScorerSpec[],
  onMissing: (spec: ScorerSpec) => void,
): JsonObject {
  const { input, expected, attributes, assertions, promptfoo } = one;
  const { description, ...metadata } = attributes;
  const assert: JsonValue[] = [];
  // An import takes what a case expects from its first assertion.
  const specs = [...(assertions ?? []), ...setScorers];
  specs.sort((one, two) => Number(needsExpected(two)) - Number(needsExpected(one)));
  for (const spec of specs) {
    const assertion = toAssertion(spec, { expected, input });
    if (assertion) assert.push(assertion);
    else onMissing(spec);
  }
  const stored = promptfoo?.stored.map(({ assertion }) => assertion) ?? [];
  const { options, ...rest } = (promptfoo?.test ?? {}) as JsonObject;
  const hasList = Object.values(input).some(Array.isArray);
  const allOptions = {
    ...(typeof options === "object" ? options : {}),
    ...(hasList ? { disableVarExpansion: true } : {}),
  } as JsonObject;
  return {
    ...(description === undefined ? {} : { description: String(description) }),
    vars: input,
    ...(assert.length + stored.length > 0 ? { assert: [...assert, ...stored] } : {}),
    ...(Object.keys(allOptions).length > 0 ? { options: allOptions } : {}),
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
    ...rest,
  };
}
