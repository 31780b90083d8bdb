import { expect, test } from "vitest";
import { makeLocalBaseline } from "@/lib/providers/baseline/local-baseline";
import type { SegmentCondition } from "@/lib/segments/contract";
import { matchSegment } from "@/lib/segments/match-segment";
import { segmentFacts } from "@/lib/segments/segment-facts";
import { DEMO_SEGMENTS, type DemoCase } from "./demo-content";
import { triageCases } from "./triage-cases";
import { TRIAGE_CATEGORIES, TRIAGE_PRIORITIES } from "./triage-labels";
import { triagePrompt } from "./triage-versions";

const SEGMENTS: { name: string; condition: SegmentCondition }[] = [
  {
    name: "all",
    condition: { not: { subject: "attribute", attribute: "new_user", operator: "missing" } },
  },
  ...DEMO_SEGMENTS,
  { name: "English", condition: { subject: "language", operator: "=", value: "en" } },
];

function isIn(name: string, item: DemoCase): boolean {
  const segment = SEGMENTS.find((candidate) => candidate.name === name);
  if (!segment) throw new Error(`no segment ${name}`);
  return matchSegment(segment.condition, segmentFacts(item));
}

type Answer = { category: string; priority: string; next_action: string };

async function answersOf(version: (typeof triagePrompt.versions)[number]): Promise<Answer[]> {
  const model = makeLocalBaseline();
  const { signal } = new AbortController();
  const answers: Answer[] = [];
  for (const { input } of triageCases) {
    const messages = version.messages.map((message) => ({
      ...message,
      content: message.content.replace(/\{\{(\w+)\}\}/g, (_, name: string) => input[name] ?? ""),
    }));
    const { text } = await model.complete(
      {
        model: "baseline",
        messages,
        settings: version.settings,
        outputSchema: version.outputSchema,
      },
      { signal },
    );
    answers.push(JSON.parse(text));
  }
  return answers;
}

function rate(answers: readonly Answer[], field: keyof Answer, fits: (item: DemoCase) => boolean) {
  const chosen = triageCases.map((item, at) => ({ item, at })).filter(({ item }) => fits(item));
  const right = chosen.filter(({ item, at }) => {
    const { expected } = item;
    return typeof expected !== "string" && expected[field] === answers[at]?.[field];
  });
  return { value: right.length / chosen.length, right: right.length, n: chosen.length };
}

const inDevelopment = ({ split }: DemoCase) => split === "development";
const measured: Answer[][] = [];
for (const version of triagePrompt.versions) measured.push(await answersOf(version));

const category = (version: number, segment: string, split: DemoCase["split"] = "development") =>
  rate(measured[version - 1] ?? [], "category", (item) => {
    return item.split === split && isIn(segment, item);
  }).value;

test("the demo has 180 tickets with unlike ids and texts, a third of them held out", () => {
  expect(triageCases).toHaveLength(180);
  expect(new Set(triageCases.map(({ key }) => key)).size).toBe(180);
  expect(new Set(triageCases.map(({ input }) => input.ticket)).size).toBe(180);
  expect(triageCases.filter(inDevelopment)).toHaveLength(120);
  for (const { expected } of triageCases) {
    expect(expected).toEqual({
      category: expect.toSatisfy((name) => TRIAGE_CATEGORIES.includes(name)),
      priority: expect.toSatisfy((name) => TRIAGE_PRIORITIES.includes(name)),
    });
  }
});

test("no ticket stands in the prompt as an example", () => {
  const prompts = JSON.stringify(triagePrompt.versions);
  for (const { input, key } of triageCases) expect(prompts, key).not.toContain(input.ticket);
});

test("every answer of every version is an object of the schema", () => {
  for (const answers of measured) {
    for (const answer of answers) {
      expect(TRIAGE_CATEGORIES).toContain(answer.category);
      expect(TRIAGE_PRIORITIES).toContain(answer.priority);
      expect(answer.next_action.length).toBeGreaterThan(0);
    }
  }
});

test("definitions beat names, examples lift the whole but cost the other languages, the fix recovers them", () => {
  const percent = (value: number, at: number) => `v${at + 1} ${(100 * value).toFixed(1)} %`;
  const row = (name: string, values: number[]) => [name.padEnd(24), ...values.map(percent)];
  const versions = [1, 2, 3, 4];
  const rows = [
    ...SEGMENTS.map(({ name: segment }) =>
      row(
        `${segment}, development`,
        versions.map((version) => category(version, segment)),
      ),
    ),
    row(
      "all, holdout",
      versions.map((version) => category(version, "all", "holdout")),
    ),
    row(
      "priority, all",
      measured.map((answers) => rate(answers, "priority", () => true).value),
    ),
  ];
  console.info(rows.map((cells) => cells.join("  ")).join("\n"));
  expect(category(2, "all")).toBeGreaterThan(category(1, "all") + 0.3);
  expect(category(3, "all")).toBeGreaterThan(category(2, "all") + 0.02);
  expect(category(3, "English")).toBeGreaterThan(category(2, "English") + 0.05);
  expect(category(3, "Non-English")).toBeLessThan(category(2, "Non-English") - 0.15);
  expect(category(4, "Non-English")).toBeGreaterThan(category(3, "Non-English") + 0.15);
  expect(category(4, "all")).toBeGreaterThan(category(3, "all") + 0.03);
  expect(category(4, "all", "holdout")).toBeGreaterThan(category(1, "all", "holdout") + 0.3);
});
