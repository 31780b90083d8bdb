import type { AnswerField, LabelDefinition, PromptReading } from "./baseline-reading";
import type { SplitRequest } from "./baseline-request";
import { buildSimilarity, type LabelText, type Similarity, stems } from "./baseline-similarity";

export const NO_LABELS =
  "local/baseline is not a language model: it only chooses among labels that the prompt lists, and it found none in this prompt. List the labels, one per line, or choose a model of another connection.";

/** A prompt made ready to answer: everything that does not depend on the input is done once. */
export type Responder = (input: string, attributes: SplitRequest["attributes"]) => string;

export function makeResponder(reading: PromptReading): Responder {
  const [primary, ...others] = orderFields(reading.fields);
  if (!primary || primary.values.length === 0) return () => NO_LABELS;
  const texts = labelTexts(primary, reading);
  const similarity = buildSimilarity(texts);
  const rules = others.map((field) => fieldRules(field, primary, reading));
  const fallback = fallbackLabel(primary, reading.ruleLines);

  return (input, attributes) => {
    const label = similarity.rank(input)[0]?.label ?? fallback;
    if (reading.format === "label") return label;
    const chosen = new Map<string, string>([[primary.name, label]]);
    others.forEach((field, index) => {
      const rule = rules[index];
      const value =
        field.values.length > 0 && rule
          ? rule(input, label, attributes)
          : freeText(field.name, input, label, similarity, reading, texts);
      chosen.set(field.name, value);
    });
    const inOrder = reading.fields.map(({ name }) => [name, chosen.get(name) ?? ""]);
    return JSON.stringify(Object.fromEntries(inOrder));
  };
}

/** The field with the most values decides; the others follow from rules. */
function orderFields(fields: readonly AnswerField[]): AnswerField[] {
  const most = Math.max(...fields.map(({ values }) => values.length));
  const primary = fields.find(({ values }) => values.length === most);
  return primary ? [primary, ...fields.filter((field) => field !== primary)] : [];
}

function labelTexts(primary: AnswerField, reading: PromptReading): LabelText[] {
  const definitions = primary.values.map(({ name, definition }) => ({
    label: name,
    // The name counts twice, so that a long definition does not drown it.
    text: `${spoken(name)} ${spoken(name)} ${definition}`,
    source: "definition" as const,
  }));
  const names = new Map(primary.values.map(({ name }) => [name.toLowerCase(), name]));
  const examples = reading.examples.flatMap(({ input, output, fields }) => {
    const label = names.get((fields[primary.name] ?? output).toLowerCase());
    return label ? [{ label, text: input, source: "example" as const }] : [];
  });
  return [...definitions, ...examples];
}

function spoken(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[_/-]+/g, " ");
}

/** For an input that shares nothing with any label: what the prompt says, else the first label. */
function fallbackLabel(primary: AnswerField, ruleLines: readonly string[]): string {
  const names = primary.values.map(({ name }) => name);
  for (const line of ruleLines) {
    if (
      !/otherwise|unclear|unsure|nothing (?:else )?fits|no category fits|default|when in doubt|empty/i.test(
        line,
      )
    )
      continue;
    const named = names.find((name) => mentions(line, name));
    if (named) return named;
  }
  return names.find((name) => /^(other|unknown|none|misc)/i.test(name)) ?? names[0] ?? "";
}

type FieldRule = (input: string, label: string, attributes: SplitRequest["attributes"]) => string;

/**
 * Values are tried in the order the prompt lists them. A value fits when one phrase of its definition
 * has all its words in the input, or when its definition names the label. Then the value that the
 * prompt calls the default, and last `never` and `at least` for an attribute of the input.
 */
function fieldRules(field: AnswerField, primary: AnswerField, reading: PromptReading): FieldRule {
  const labels = primary.values.map(({ name }) => name);
  const conditions = field.values.map((value) => ({
    name: value.name,
    phrases: phrasesOf(value, labels),
    labels: labels.filter((label) => mentions(value.definition, label)),
  }));
  const fallback = defaultValue(field, reading.ruleLines);
  const limits = attributeLimits(field, reading.ruleLines);
  return (input, label, attributes) => {
    const inputStems = new Set(stems(input));
    const byWords = conditions.find(({ phrases }) =>
      phrases.some((phrase) => phrase.every((word) => inputStems.has(word))),
    );
    const byLabel = conditions.find((condition) => condition.labels.includes(label));
    const value = byWords?.name ?? byLabel?.name ?? fallback;
    return limits.reduce((current, limit) => limit(current, attributes), value);
  };
}

function phrasesOf(value: LabelDefinition, labels: readonly string[]): string[][] {
  return value.definition
    .split(/[,;.]|\bor\b|\boder\b|\bou\b/)
    .filter((phrase) => !labels.some((label) => mentions(phrase, label)))
    .map((phrase) => stems(phrase))
    .filter((phrase) => phrase.length > 0);
}

function defaultValue(field: AnswerField, ruleLines: readonly string[]): string {
  const names = field.values.map(({ name }) => name);
  const isDefault = /\b(otherwise|default|everything else|all else|anything else|all others?)\b/i;
  const fallback = field.values.find(({ definition }) => isDefault.test(definition));
  const fallbackLines = ruleLines.filter((line) => isDefault.test(line));
  const named = names.find((name) => fallbackLines.some((line) => mentions(line, name)));
  return (
    fallback?.name ??
    named ??
    names.find((name) => /^(normal|medium|none|no)$/i.test(name)) ??
    names[0] ??
    ""
  );
}

type Limit = (value: string, attributes: SplitRequest["attributes"]) => string;

/** `tier "enterprise" never gets priority "low"`; `"enterprise" is at least "normal"`. */
function attributeLimits(field: AnswerField, ruleLines: readonly string[]): Limit[] {
  const names = field.values.map(({ name }) => name);
  return ruleLines.flatMap((line) => {
    const quoted = [...line.matchAll(/["“'`]([\w -]+)["”'`]/g)].map(([, word = ""]) =>
      word.toLowerCase(),
    );
    const condition = quoted.find((word) => !names.includes(word));
    const subject = quoted.findLast((word) => names.includes(word));
    if (!condition || !subject) return [];
    const holds = (attributes: SplitRequest["attributes"]) =>
      Object.values(attributes).includes(condition);
    if (/\bnever\b/i.test(line)) {
      const instead =
        names.includes("normal") && subject !== "normal"
          ? "normal"
          : (names.find((name) => name !== subject) ?? subject);
      return [(value, attributes) => (value === subject && holds(attributes) ? instead : value)];
    }
    return [];
  });
}

/** A free field repeats what the most similar example of the label wrote there. */
function freeText(
  field: string,
  input: string,
  label: string,
  similarity: Similarity,
  reading: PromptReading,
  texts: readonly LabelText[],
): string {
  const nearest = similarity.nearestExample(input, label);
  const text = nearest === null ? undefined : texts[nearest]?.text;
  const example = reading.examples.find(({ input: shown }) => shown === text);
  return example?.fields[field] ?? `Handle as ${spoken(label)}`;
}

function mentions(text: string, name: string): boolean {
  const at = text.toLowerCase().indexOf(name.toLowerCase());
  if (at < 0) return false;
  const isWord = (character: string | undefined) =>
    character !== undefined && /[\p{L}\p{N}_]/u.test(character);
  return !isWord(text[at - 1]) && !isWord(text[at + name.length]);
}
