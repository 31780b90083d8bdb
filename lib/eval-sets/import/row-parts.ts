import {
  CaseAssertions,
  CaseAttributes,
  type CaseContent,
  CaseId,
  CaseInput,
  CaseKind,
  CaseSteps,
  Expected,
  Split,
} from "@/lib/eval-sets/case-content";
import { KeptTest } from "@/lib/eval-sets/promptfoo/kept-test";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";
import type { ColumnTarget } from "./import-column";
import type { RowError } from "./import-report";

/** A row as a case; what the file has no column or value for is undefined. */
export interface ImportRow {
  row: number;
  id: string | undefined;
  input: CaseContent["input"];
  expected: JsonValue | null | undefined;
  kind: CaseKind | undefined;
  split: Split | undefined;
  attributes: CaseAttributes | undefined;
  assertions: CaseContent["assertions"] | undefined;
  steps: CaseSteps | null | undefined;
  promptfoo: KeptTest | null | undefined;
}

/** What the cells of one row say, until all of it can be checked together. */
export class RowParts {
  readonly #row: number;
  readonly #errors: RowError[] = [];
  readonly #input: JsonObject = {};
  readonly #attributes: Record<string, JsonValue> = {};
  readonly #expectedFields: JsonObject = {};
  readonly #plain: Partial<Record<"id" | "kind" | "split", string>> = {};
  #expected: JsonValue | undefined;
  #hasAttributes = false;
  #hasExpected = false;
  #assertions: JsonValue | undefined;
  #hasAssertions = false;
  #steps: JsonObject = {};
  #hasSteps = false;
  #promptfoo: JsonValue | undefined;
  #hasPromptfoo = false;

  constructor(row: number) {
    this.#row = row;
  }

  /** The file has a column for it, so that an empty cell clears it. */
  expect({ to }: ColumnTarget): void {
    if (to === "attribute") this.#hasAttributes = true;
    if (to === "assertions") this.#hasAssertions = true;
    if (to === "step") this.#hasSteps = true;
    if (to === "promptfoo") this.#hasPromptfoo = true;
    if (to === "expected") this.#hasExpected = true;
  }

  refuse(column: string, message: string): void {
    this.#errors.push({ row: this.#row, column, message });
  }

  place(column: string, target: ColumnTarget, value: JsonValue): void {
    if (target.to === "input") set(this.#input, target.name, value);
    else if (target.to === "attribute") set(this.#attributes, target.name, value);
    else if (target.to === "expected" && target.field !== null)
      set(this.#expectedFields, target.field, value);
    else if (target.to === "expected") this.#expected = value;
    else if (target.to === "step") this.#placeStep(column, target.key, value);
    else if (target.to === "assertions") this.#assertions = value;
    else if (target.to === "promptfoo") this.#promptfoo = value;
    else if (target.to !== "ignore") {
      if (typeof value === "string" || typeof value === "number")
        this.#plain[target.to] = String(value);
      else this.refuse(column, `The ${target.to} must be a text.`);
    }
  }

  /** @param inputColumn where a row without any input is told so */
  check(inputColumn: string): ImportRow | RowError[] {
    this.#joinExpected();
    const kind = this.#plain.kind?.trim().toLowerCase();
    const split = this.#plain.split?.trim().toLowerCase();
    const id = this.#plain.id?.trim() || undefined;
    this.#checkWords(kind, split);
    if (kind !== "malformed" && Object.values(this.#input).every(isBlank)) {
      this.refuse(
        inputColumn,
        "Every variable is empty. Fill one in, or set the kind to malformed.",
      );
    }
    const hasInput = Object.keys(this.#input).length > 0;
    this.#collect("id", id === undefined ? undefined : CaseId.safeParse(id));
    this.#collect("input", hasInput ? CaseInput.safeParse(this.#input) : undefined);
    this.#collect("attributes", CaseAttributes.safeParse(this.#attributes));
    const expected = this.#expected;
    this.#collect("expected", expected === undefined ? undefined : Expected.safeParse(expected));
    const assertions =
      this.#assertions === undefined ? undefined : CaseAssertions.safeParse(this.#assertions);
    this.#collect("assertions", assertions);
    const steps =
      Object.keys(this.#steps).length > 0 ? CaseSteps.safeParse(this.#steps) : undefined;
    this.#collect("steps", steps);
    const remainder =
      this.#promptfoo === undefined ? undefined : KeptTest.safeParse(this.#promptfoo);
    this.#collect("promptfoo", remainder);
    if (this.#errors.length > 0) return this.#errors;
    return {
      row: this.#row,
      id,
      input: this.#input as CaseContent["input"],
      expected: this.#hasExpected ? (expected ?? null) : undefined,
      kind: kind ? (kind as CaseKind) : undefined,
      split: split ? (split as Split) : undefined,
      attributes: this.#hasAttributes ? (this.#attributes as CaseAttributes) : undefined,
      assertions: this.#hasAssertions ? (assertions?.data ?? null) : undefined,
      steps: this.#hasSteps ? (steps?.data ?? null) : undefined,
      promptfoo: this.#hasPromptfoo ? (remainder?.data ?? null) : undefined,
    };
  }

  /** Without a key the value has all steps: `{ route: "billing" }`. */
  #placeStep(column: string, key: string | null, value: JsonValue): void {
    if (key !== null) set(this.#steps, key, value);
    else if (isJsonObject(value))
      for (const [name, one] of Object.entries(value)) set(this.#steps, name, one);
    else this.refuse(column, "The steps must be an object: the expected output by the step's key.");
  }

  /** Fields of the expected value come from columns of their own, beside an object or instead of it. */
  #joinExpected(): void {
    if (Object.keys(this.#expectedFields).length === 0) return;
    if (this.#expected === undefined) this.#expected = this.#expectedFields;
    else if (isJsonObject(this.#expected))
      this.#expected = { ...this.#expected, ...this.#expectedFields };
    else
      this.refuse(
        "expected",
        "The row has an expected text and expected fields. Keep one of them.",
      );
  }

  #checkWords(kind: string | undefined, split: string | undefined): void {
    if (kind && !CaseKind.safeParse(kind).success) {
      const kinds = CaseKind.options.join(", ");
      this.refuse("kind", `The kind “${show(kind)}” is unknown. Use ${kinds}.`);
    }
    if (split && !Split.safeParse(split).success) {
      this.refuse("split", `The split “${show(split)}” is unknown. Use development or holdout.`);
    }
  }

  #collect(part: string, parsed: Parsed | undefined): void {
    for (const issue of parsed?.error?.issues.slice(0, 3) ?? []) {
      const at = [part, ...issue.path.map(String)].join(".");
      this.refuse(at.replace(/^attributes\./, "attr."), issue.message);
    }
  }
}

type Parsed = {
  success: boolean;
  error?: { issues: { path: PropertyKey[]; message: string }[] };
};

function set(object: Record<string, JsonValue>, name: string, value: JsonValue): void {
  if (name !== "__proto__") object[name] = value;
}

function isBlank(value: JsonValue): boolean {
  return value === null || (typeof value === "string" && value.trim() === "");
}

function show(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
