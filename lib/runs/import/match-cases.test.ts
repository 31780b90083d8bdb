import { expect, test } from "vitest";
import type { JsonValue } from "@/lib/scorers/json-value";
import { type MatchableCase, makeCaseMatcher, type OutputRow } from "./match-cases";

const CASES: MatchableCase[] = [
  { id: "1", caseId: "std-01", input: { ticket: "Where is my tent?", locale: "en" } },
  { id: "2", caseId: "std-02", input: { ticket: "Refund, please", locale: "en" } },
  { id: "3", caseId: "de-01", input: { ticket: "Refund, please", locale: "de", items: 2 } },
];

const row = (number: number, place: Partial<OutputRow>): OutputRow => ({
  row: number,
  case: undefined,
  inputs: undefined,
  output: "x",
  ...place,
});

async function* inOrder(rows: readonly OutputRow[]): AsyncGenerator<OutputRow> {
  yield* rows;
}

async function match(rows: OutputRow[], isText = false) {
  const matcher = await makeCaseMatcher(inOrder(rows), { isText });
  for (const each of CASES) matcher.addCase(each);
  const place = matcher.placer("The development cases of triage", 3);
  const placed = rows.map((each) => [each.row, place(each)] as const);
  return {
    matched: placed.flatMap(([row, at]) => ("case" in at ? [[row, at.case.id, at.repeat]] : [])),
    unmatched: placed.flatMap(([row, at]) => ("case" in at ? [] : [{ row, message: at.message }])),
  };
}

test("a row belongs to the case that it names, or to the one whose input has all its members", async () => {
  const rows = [
    row(1, { case: "std-02" }),
    row(2, { inputs: { ticket: "Where is my tent?" } }),
    row(3, { inputs: { locale: "de", ticket: "Refund, please" } }),
    row(4, { inputs: { items: 2 } }),
  ];
  expect(await match(rows)).toEqual({
    matched: [
      [1, "2", 1],
      [2, "1", 1],
      [3, "3", 1],
      [4, "3", 2],
    ],
    unmatched: [],
  });
});

test.each<[string, Partial<OutputRow>, string]>([
  ["an unknown id", { case: "std-99" }, "The development cases of triage have no case std-99."],
  [
    "inputs of two cases",
    { inputs: { ticket: "Refund, please" } },
    "The cases std-02 and de-01 have these inputs. Name the case.",
  ],
  [
    "unknown inputs",
    { inputs: { ticket: "?" } },
    "The development cases of triage have no case with these inputs.",
  ],
  [
    "a variable that no case has",
    { inputs: { nobody: "x" } },
    "The development cases of triage have no case with these inputs.",
  ],
  [
    "another type",
    { inputs: { items: "2" } },
    "The development cases of triage have no case with these inputs.",
  ],
  ["no inputs at all", { inputs: {} }, "This row names neither its case nor inputs."],
])("a row with %s is told with its reason", async (_, place, message) => {
  expect(await match([row(7, place)])).toEqual({
    matched: [],
    unmatched: [{ row: 7, message }],
  });
});

test("a row belongs to the case that it names, whatever its inputs are", async () => {
  const rows = [row(1, { case: "std-01", inputs: { ticket: "Refund, please" } })];
  expect(await match(rows)).toEqual({ matched: [[1, "1", 1]], unmatched: [] });
});

test("several rows of one case are its repeats, up to the most that a run holds", async () => {
  const rows = [1, 2, 3, 4].map((number) => row(number, { case: "std-01" }));
  expect(await match(rows)).toMatchObject({
    matched: [
      [1, "1", 1],
      [2, "1", 2],
      [3, "1", 3],
    ],
    unmatched: [
      {
        row: 4,
        message: "The case std-01 has 3 outputs already, which is the most that a run holds.",
      },
    ],
  });
});

test("cells of a CSV match numbers by their digits and texts without the space around them", async () => {
  const inputs: Record<string, JsonValue> = { ticket: " Refund, please\r\n", items: "2" };
  expect((await match([row(1, { inputs })], true)).matched).toEqual([[1, "3", 1]]);
});

test("rows that name their inputs in many ways do not cost one look at every case each", async () => {
  const rows = Array.from({ length: 30 }, (_, index) =>
    row(index + 1, { inputs: { [`v${index}`]: 1 } }),
  );
  const { unmatched } = await match(rows);
  expect(unmatched).toHaveLength(30);
  expect(unmatched.at(-1)?.message).toMatch(/more than 20 different ways/);
});
