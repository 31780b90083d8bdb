import type { JsonValue } from "@/lib/scorers/json-value";
import type { CaseContent } from "./case-content";

/** How the values of one name look over all exported cases. */
export interface NameUse {
  part: "input" | "expected" | "attribute" | "step";
  name: string;
  /** Every value is a text. */
  isText: boolean;
  /** Some value is an empty text. */
  hasEmpty: boolean;
  /** Some value is a text that a spreadsheet would run. */
  hasFormula: boolean;
  count: number;
}

export interface ExportColumn {
  header: string;
  cell: (row: CaseContent & { caseId: string }) => string;
}

/**
 * The columns of a CSV that imports to the same cases. Plain text where text is enough; `name:json` where
 * values are numbers, lists or objects, where a plain cell could not tell an empty text from none, or where a
 * spreadsheet would run a text.
 */
export function exportColumns(
  uses: readonly NameUse[],
  total: number,
  expected: {
    objects: number;
    texts: number;
    emptyTexts: number;
    others: number;
    emptyObjects: number;
    formulas: number;
  },
  {
    hasFormulaId,
    hasAssertions,
    hasPromptfoo,
  }: { hasFormulaId: boolean; hasAssertions: boolean; hasPromptfoo: boolean },
): ExportColumn[] {
  const isByField =
    expected.objects > 0 &&
    expected.texts + expected.others + expected.emptyObjects + expected.emptyTexts === 0;
  const isPlain =
    expected.objects + expected.others + expected.emptyTexts + expected.formulas === 0;
  const of = (part: NameUse["part"]) => uses.filter((use) => use.part === part);
  return [
    hasFormulaId
      ? { header: "id:json", cell: ({ caseId }) => JSON.stringify(caseId) }
      : { header: "id", cell: ({ caseId }) => caseId },
    { header: "kind", cell: ({ kind }) => kind },
    { header: "split", cell: ({ split }) => split },
    ...of("input").map((use) =>
      column(
        `input.${use.name}`,
        isPlainText(use) && use.count === total,
        (row) => row.input[use.name],
      ),
    ),
    ...(isByField
      ? of("expected").map((use) =>
          column(`expected.${use.name}`, isPlainText(use) && !use.hasEmpty, (row) =>
            member(row.expected, use.name),
          ),
        )
      : []),
    ...(!isByField && expected.objects + expected.texts + expected.others > 0
      ? [column("expected", isPlain, (row) => row.expected ?? undefined)]
      : []),
    ...of("attribute").map((use) =>
      column(
        `attr.${use.name}`,
        isPlainText(use) && !use.hasEmpty,
        (row) => row.attributes[use.name],
      ),
    ),
    ...of("step").map((use) =>
      column(`step.${use.name}`, isPlainText(use) && !use.hasEmpty, (row) => row.steps?.[use.name]),
    ),
    ...(hasAssertions
      ? [
          {
            header: "assertions",
            cell: ({ assertions }: CaseContent) =>
              assertions === null ? "" : JSON.stringify(assertions),
          },
        ]
      : []),
    ...(hasPromptfoo
      ? [
          {
            header: "promptfoo",
            cell: ({ promptfoo }: CaseContent) => (promptfoo ? JSON.stringify(promptfoo) : ""),
          },
        ]
      : []),
  ];
}

const isPlainText = ({ isText, hasFormula }: NameUse) => isText && !hasFormula;

function column(
  name: string,
  isPlain: boolean,
  read: (row: CaseContent) => JsonValue | undefined,
): ExportColumn {
  const isText = isPlain && !name.endsWith(":json") && name === name.trim();
  return {
    header: isText ? name : `${name}:json`,
    cell: (row) => {
      const value = read(row);
      if (value === undefined) return "";
      return isText && typeof value === "string" ? value : JSON.stringify(value);
    },
  };
}

function member(value: JsonValue | null, name: string): JsonValue | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? value[name] : undefined;
}
