import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");

const components = readdirSync(join(ROOT, "components"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".tsx") && !path.includes(".test."))
  .map((path) => {
    const text = readFileSync(join(ROOT, "components", path), "utf8");
    return { path: `components/${path}`, text };
  });

/** They save nothing: a filter goes into the address, a file or a choice leads to the next step. */
const NO_SAVING: readonly string[] = [];

/** Not converted yet; the list only shrinks. */
const TO_CONVERT: readonly string[] = [
  "components/auth/sign-in-form.tsx",
  "components/eval-sets/import-dialog.tsx",
  "components/metrics/own-range.tsx",
  "components/prompts/editor/editor-retrieval-dialog.tsx",
  "components/prompts/editor/editor-schema-dialog.tsx",
  "components/prompts/editor/editor-tool-dialog.tsx",
  "components/prompts/editor/save-version-conflict.tsx",
  "components/prompts/editor/save-version-dialog.tsx",
  "components/prompts/editor/save-version-form.tsx",
  "components/reviews/comment-form.tsx",
  "components/reviews/review-decision.tsx",
  "components/runs/new/new-run-form.tsx",
  "components/runs/results/new-category-form.tsx",
  "components/runs/run-title-field.tsx",
  "components/segments/segment-form.tsx",
  "components/specs/criterion-editor.tsx",
  "components/trace-settings/delete-traces-section.tsx",
  "components/trace-settings/redaction-section.tsx",
  "components/trace-settings/trace-keeping-section.tsx",
  "components/traces/compare/compare-dialog.tsx",
  "components/traces/list/trace-filter-form.tsx",
];

const writesForm = (text: string) =>
  /<form\b/.test(text) || /<Dialog\b[\s\S]*?\bonSubmit\b/.test(text);

test("every form that saves is a Form or a FormDialog on useZodForm", () => {
  const foundation = ["components/ui/forms/form.tsx", "components/ui/forms/form-dialog.tsx"];
  const overlays = [
    "components/ui/overlays/dialog-body.tsx",
    "components/ui/overlays/confirm-dialog.tsx",
  ];
  const allowed = [...foundation, ...overlays, ...NO_SAVING, ...TO_CONVERT];
  const handWritten = components.filter(({ text }) => writesForm(text)).map(({ path }) => path);
  expect(handWritten.filter((path) => !allowed.includes(path))).toEqual([]);
});

test("the lists of exceptions name only forms that are there", () => {
  const handWritten = components.filter(({ text }) => writesForm(text)).map(({ path }) => path);
  expect([...NO_SAVING, ...TO_CONVERT].filter((path) => !handWritten.includes(path))).toEqual([]);
});

test("only the foundation touches react-hook-form's own hooks", () => {
  const wrong = components.filter(
    ({ path, text }) =>
      /^import (?!type )[^;]*"react-hook-form"/m.test(text) &&
      !path.startsWith("components/ui/forms/"),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});
