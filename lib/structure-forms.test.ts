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

/** They hold no text that is saved: a filter goes into the address, a file or a choice leads to the next step. */
const NO_SAVING: readonly string[] = [
  "components/documents/import-dialog.tsx",
  "components/documents/search-trial.tsx",
  "components/eval-sets/import/import-dialog.tsx",
  "components/judges/import-labels-dialog.tsx",
  "components/metrics/custom-range.tsx",
  "components/prompts/saving/save-version-conflict.tsx",
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
  const allowed = [...foundation, ...overlays, ...NO_SAVING];
  const handWritten = components.filter(({ text }) => writesForm(text)).map(({ path }) => path);
  expect(handWritten.filter((path) => !allowed.includes(path))).toEqual([]);
});

test("the list of exceptions names only forms that are there", () => {
  const handWritten = components.filter(({ text }) => writesForm(text)).map(({ path }) => path);
  expect(NO_SAVING.filter((path) => !handWritten.includes(path))).toEqual([]);
});

test("text that is saved is written in a form", () => {
  /** A table whose cells are saved one by one, as they are left. */
  const cells = ["components/failure-categories/category-manager.tsx"];
  const wrong = components
    .filter(({ text }) => /<(?:Input|Textarea)\b/.test(text) && /\.mutate(?:Async)?\(/.test(text))
    .filter(({ path, text }) => !text.includes("useZodForm(") && !cells.includes(path));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test("only the foundation touches react-hook-form's own hooks", () => {
  const wrong = components.filter(
    ({ path, text }) =>
      /^import (?!type )[^;]*"react-hook-form"/m.test(text) &&
      !path.startsWith("components/ui/forms/"),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});
