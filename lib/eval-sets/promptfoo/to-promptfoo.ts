import { stringify } from "yaml";
import type { CaseContent } from "@/lib/eval-sets/case-content";
import { formatCountOf } from "@/lib/format-number";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { isSameJson, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";
import { scorerName } from "@/lib/scorers/scorer-name";
import { EXPECTED_METADATA } from "./kept-test";
import { mapAssertion } from "./map-assertion";
import { takeExpected } from "./map-test";
import { toAssertion } from "./to-assertion";
import { UploadedFiles } from "./uploaded-files";

/**
 * Cases as a configuration that stock promptfoo runs: their scorers and the set's as assertions, and what was stored
 * of an earlier file as it was written. The provider answers with the prompt itself, until somebody names a model.
 */
export async function* toPromptfoo(
  name: string,
  setScorers: readonly ScorerSpec[],
  cases: AsyncIterable<CaseContent>,
): AsyncGenerator<string> {
  const omissions = new Map<string, number>();
  const omit = (what: string) => omissions.set(what, (omissions.get(what) ?? 0) + 1);
  const variables = new Set<string>();
  // Not before the first case is there: a filter that names nothing has to be refused before the file begins.
  let head = `description: ${JSON.stringify(`Eval set ${name}, from Galley`)}\ntests:\n`;
  let count = 0;
  let comparesOutputs = false;
  for await (const one of cases) {
    count += 1;
    for (const variable of Object.keys(one.input)) variables.add(variable);
    comparesOutputs ||= one.promptfoo?.stored.some(({ type }) => COMPARISONS.has(type)) ?? false;
    yield head + indent(stringify([testOf(one, setScorers, omit)], { lineWidth: 0 }));
    head = "";
  }
  if (count === 0) yield `${head}  []\n`;
  yield `providers:\n  - echo # put your model here, for example openai:gpt-4o-mini\n`;
  if (comparesOutputs)
    yield "  - { id: echo, label: another } # select-best compares two outputs\n";
  const prompt = [...variables].map((variable) => `{{${variable}}}`).join("\n\n");
  yield stringify({ prompts: [prompt === "" ? "Hello" : prompt] }, { lineWidth: 0 });
  for (const [what, times] of omissions) {
    yield `# Left out of ${formatCountOf(times, "test")}: ${what}\n`;
  }
}

/** They compare the outputs of several providers, and stop a run with one. */
const COMPARISONS = new Set(["select-best", "max-score"]);

const indent = (text: string) => text.replaceAll(/^(?=.)/gm, "  ");

/** Of a test, and name what stands elsewhere in its own file: a file without it is not valid. */
const FILTERS = ["prompts", "providers"];

function testOf(
  one: CaseContent,
  setScorers: readonly ScorerSpec[],
  omit: (what: string) => void,
): JsonObject {
  const { input, expected, attributes, assertions, promptfoo } = one;
  const { description, ...metadata } = attributes;
  const { options, ...rest } = (promptfoo?.test ?? {}) as JsonObject;
  const assert: JsonObject[] = [];
  for (const spec of [...(assertions ?? []), ...setScorers]) {
    const assertion = toAssertion(spec, { expected, input });
    if (assertion) assert.push(...membersOf(assertion, rest.threshold));
    else omit(`${JSON.stringify(scorerName(spec))}, because promptfoo has nothing like it`);
  }
  const stored = promptfoo?.stored.map(({ assertion }) => assertion) ?? [];
  for (const filter of FILTERS) {
    if (rest[filter] === undefined) continue;
    delete rest[filter];
    omit(`${filter}, because this file has only one of them`);
  }
  const hasList = Object.values(input).some(Array.isArray);
  const allOptions = {
    ...(typeof options === "object" ? options : {}),
    ...(hasList ? { disableVarExpansion: true } : {}),
  } as JsonObject;
  const allMetadata = {
    ...metadata,
    ...(isSameJson(firstComparison(assert), expected) ? {} : { [EXPECTED_METADATA]: expected }),
  };
  return {
    ...(description === undefined ? {} : { description: String(description) }),
    vars: input,
    ...(assert.length + stored.length > 0 ? { assert: [...assert, ...stored] } : {}),
    ...(Object.keys(allOptions).length > 0 ? { options: allOptions } : {}),
    ...(Object.keys(allMetadata).length > 0 ? { metadata: allMetadata } : {}),
    ...rest,
  };
}

/** A set that has the bar of its test: its members and what was stored beside them are weighed together. */
const membersOf = (assertion: JsonObject, bar: JsonValue | undefined): JsonObject[] =>
  assertion.type === "assert-set" && bar !== undefined && assertion.threshold === bar
    ? (assertion.assert as JsonObject[])
    : [assertion];

/** What an import takes for the value that the case expects. */
function firstComparison(assert: readonly JsonObject[]): JsonValue {
  for (const assertion of assert) {
    const mapped = mapAssertion(assertion, nothing);
    const comparison = "scorer" in mapped ? takeExpected(mapped.scorer) : null;
    if (comparison) return comparison.expected;
  }
  return null;
}

const nothing = {
  vars: {},
  files: new UploadedFiles(),
  transform: null,
  findModel: () => "",
};
