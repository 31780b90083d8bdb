import { type LeafScorer, ScorerSpec } from "@/lib/scorers/contract";
import {
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
} from "@/lib/scorers/json-value";
import type { KeptTest } from "./kept-test";
import { type AssertionScope, isAssertion, mapAssertion } from "./map-assertion";
import { parseAssertionText } from "./parse-assertion-text";

/** A scorer that asks a model: it can only belong to all cases of a set. */
export interface SharedAssertion {
  scorer: ScorerSpec;
  type: string;
  assertion: JsonValue;
}

/** An assertion with the scorer that runs it. */
export interface TestMember {
  scorer: ScorerSpec;
  weight: number;
  type: string;
  assertion: JsonValue;
}

export interface MappedTest {
  members: TestMember[];
  shared: SharedAssertion[];
  stored: KeptTest["stored"];
  /** What the first assertion of the test's own compares with; scorers of that value have none of their own. */
  expected: JsonValue | null;
}

type Leaf = { scorer: LeafScorer; weight: number };

interface TestScope extends AssertionScope {
  threshold: number | null;
  /** Assertions before this one come from defaults, and say nothing about this test alone. */
  ownFrom: number;
  /** What the case expects, where an export of ours says it; undefined: its first comparison says it. */
  expected: JsonValue | undefined;
}

const MOST_SCORERS = 20;

/** The assertions of a test, each with its scorer or with the reason why it has none. */
export function mapTest(
  assertions: readonly JsonValue[],
  { threshold, ownFrom, expected, ...scope }: TestScope,
): MappedTest {
  const mapped: MappedTest = { members: [], shared: [], stored: [], expected: expected ?? null };
  for (const [index, assertion] of assertions.map(asAssertion).entries()) {
    if (isJsonObject(assertion) && assertion.type === "assert-set") {
      addSet(mapped, assertion, { ...scope, threshold });
      continue;
    }
    const type = isAssertion(assertion) ? String(assertion.type) : "unknown";
    const result = isAssertion(assertion)
      ? mapAssertion(assertion, scope)
      : { reason: "It is no assertion: it has no type." };
    if ("reason" in result) mapped.stored.push({ type, reason: result.reason, assertion });
    else if (!result.asksModel) {
      const comparison = index >= ownFrom ? takeExpected(result.scorer) : null;
      if (expected === undefined) mapped.expected ??= comparison?.expected ?? null;
      const isOfCase = comparison !== null && isSameJson(comparison.expected, mapped.expected);
      const scorer = isOfCase ? comparison.scorer : result.scorer;
      mapped.members.push({ scorer, weight: result.weight, type, assertion });
    } else if (threshold === null) {
      mapped.shared.push({ scorer: result.scorer, type, assertion });
    } else mapped.stored.push({ type, reason: inThreshold, assertion });
  }
  return mapped;
}

/** A scorer that compares with a value, as one that compares with what its case expects; null for others. */
export function takeExpected(spec: ScorerSpec): { scorer: ScorerSpec; expected: JsonValue } | null {
  switch (spec.kind) {
    case "equals":
    case "contains":
    case "icontains":
    case "starts-with": {
      const { value, ...config } = spec.config;
      if (config.negate || value === undefined || value === null || value === "") return null;
      return { scorer: { ...spec, config } as ScorerSpec, expected: value };
    }
    case "contains-any":
    case "icontains-any":
    case "contains-all":
    case "icontains-all": {
      const { values, ...config } = spec.config;
      if (config.negate || values === undefined || typeof values === "string") return null;
      return { scorer: { ...spec, config } as ScorerSpec, expected: values };
    }
    default:
      return null;
  }
}

const inThreshold =
  "It asks a model, and the threshold of its test weighs it with the others. Give the run a judge instead.";

/** `contains:refund` in a list is as good as `{ type, value }`. */
const asAssertion = (assertion: JsonValue): JsonValue =>
  typeof assertion === "string" ? parseAssertionText(assertion) : assertion;

/**
 * The scorers of a case: one for each assertion, or, when the test has a threshold, one weighted set. Where there
 * are too many for a case, sets of those that are all required.
 */
export function groupMembers(
  members: readonly TestMember[],
  threshold: number | null,
): ScorerSpec[] {
  const sets = members.filter(({ scorer }) => scorer.kind === "all");
  const leaves = members.flatMap(({ scorer, weight }) =>
    scorer.kind === "all" ? [] : [{ scorer: scorer as LeafScorer, weight }],
  );
  return [...groupLeaves(leaves, threshold), ...sets.map(({ scorer }) => scorer)];
}

function groupLeaves(leaves: readonly Leaf[], threshold: number | null): ScorerSpec[] {
  if (threshold !== null && leaves.length > 1) {
    return chunk(leaves).map((part) => weightedSet(part, threshold));
  }
  if (leaves.length <= MOST_SCORERS) return leaves.map(({ scorer }) => scorer);
  return chunk(leaves).map(requiredSet);
}

const chunk = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / MOST_SCORERS) }, (_, part) =>
    items.slice(part * MOST_SCORERS, (part + 1) * MOST_SCORERS),
  );

const weightedSet = (scorers: readonly Leaf[], threshold: number): ScorerSpec =>
  ScorerSpec.parse({
    kind: "all",
    config: { scorers, threshold: Math.min(1, Math.max(0, threshold)) },
  });

/** Every member has to pass, whatever its value. */
const requiredSet = (scorers: readonly Leaf[]): ScorerSpec =>
  ScorerSpec.parse({
    kind: "all",
    config: { scorers: scorers.map((member) => ({ ...member, required: true })), threshold: 0 },
  });

/** A set counts as one assertion: it runs when all of its members do. */
function addSet(
  mapped: MappedTest,
  set: JsonObject,
  { threshold, ...scope }: AssertionScope & { threshold: number | null },
): void {
  const store = (reason: string) =>
    mapped.stored.push({ type: "assert-set", reason, assertion: set });
  const inner = Array.isArray(set.assert) ? set.assert.map(asAssertion) : [];
  if (inner.length === 0) return void store("It has no assertions.");
  if (inner.length > MOST_SCORERS) return void store("It has more than 20 assertions.");
  if (threshold !== null) {
    return void store("A set inside a test with a threshold does not run here.");
  }
  const members: Leaf[] = [];
  for (const assertion of inner) {
    if (!isAssertion(assertion)) return void store("It holds something that is no assertion.");
    const result = mapAssertion(assertion, scope);
    if ("reason" in result) return void store(`${String(assertion.type)}: ${result.reason}`);
    if (result.asksModel) {
      return void store(`${String(assertion.type)} asks a model, which a set of a case does not.`);
    }
    members.push({ scorer: result.scorer as LeafScorer, weight: result.weight });
  }
  const name = typeof set.metric === "string" ? { name: set.metric.slice(0, 60) } : {};
  const bar = typeof set.threshold === "number" ? set.threshold : null;
  const spec = bar === null ? requiredSet(members) : weightedSet(members, bar);
  const scorer = { ...spec, ...name };
  mapped.members.push({ scorer, weight: 1, type: "assert-set", assertion: set });
}
