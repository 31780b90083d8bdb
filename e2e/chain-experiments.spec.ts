import type { Page } from "@playwright/test";
import { checkPage } from "./check-page";
import { type Api, expect, test } from "./fixtures";
import { optimizedScripts } from "./launch-options";

test.use({ launchOptions: optimizedScripts });

const name = "support/agent";
const path = "chains/support%2Fagent";

const steps = [
  {
    key: "find",
    kind: "retrieve",
    config: { documents: "policies", topK: 1 },
    input: { query: "inputs.question" },
  },
  {
    key: "pick",
    kind: "code",
    config: { code: "return input.passages[0]?.id;" },
    input: { passages: "steps.find.output.passages" },
  },
];

const CASES = `id,input.question,expected,attr.tier,step.pick
q-1,refund,two,basic,two
q-2,a refund please,two,enterprise,two
q-3,refund of my money,one,basic,one
`;

/** A chain that finds passages and picks one. */
async function haveChain(api: Api) {
  await api.post("/document-sets", { name: "policies", language: "english" });
  await api.put("/document-sets/policies/documents/one", {
    ...{ title: "Refund refund", text: "refund of money: to the card" },
  });
  await api.put("/document-sets/policies/documents/two", {
    ...{ title: "Other", text: "a refund by voucher" },
  });
  await api.post("/chains", { name });
  await api.post(`/${path}/versions`, { steps, commitMessage: "Find, then pick" });
  await api.post("/eval-sets", { name: "questions" });
  await api.importCsv("questions", CASES);
}

async function changeStep(page: Page, option: string, key: string) {
  const editor = page.getByRole("region", { name: `Option, ${option}` });
  await editor.getByRole("button", { name: "Change a step" }).click();
  await page.getByRole("menuitem", { name: key }).click();
  return editor.getByRole("region", { name: `Changed step ${key}` });
}

test("two retrieval options meet two code options, and the best cell becomes the next version", async ({
  api,
  apiAs,
  project,
  signIn,
}) => {
  test.slow();
  await haveChain(api);
  const page = await signIn("editor");
  await page.goto(project.at("experiments/new"));
  await expect(page.getByLabel("Prompt or chain")).toHaveValue(name);
  await page.getByLabel("Name of row 1").fill("1 passage");

  await page.getByRole("button", { name: "Add row" }).click();
  await page.getByLabel("Name of row 2").fill("2 passages");
  const find = await changeStep(page, "row 2", "find");
  await expect(find).toContainText("still as in v1");
  await find.getByLabel("Passages", { exact: true }).fill("2");
  await expect(find).toContainText("changed");

  await page.getByRole("button", { name: "Add columns" }).click();
  await page.getByLabel("Name of column 2").fill("last");
  const pick = await changeStep(page, "column 2", "pick");
  const code = pick.locator(".monaco-editor .view-lines");
  await code.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("return input.passages.;");
  await expect(pick.getByRole("list", { name: "Problems" })).toBeVisible();
  const refusal = page.waitForResponse((response) => response.status() === 422);
  await page.getByRole("button", { name: "Start experiment" }).click();
  // Refused with the error where the code is, and nothing was started.
  expect(await (await refusal).json()).toMatchObject({
    errors: [{ path: "columns.1.steps.0.config.code" }],
  });
  await expect(page.getByRole("button", { name: "Start experiment" })).toBeEnabled();
  await expect(pick.getByRole("list", { name: "Problems" })).toBeVisible();
  await expect(page).toHaveURL(/experiments\/new/);
  await code.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("return input.passages.at(-1)?.id;");
  await expect(pick.getByRole("list", { name: "Problems" })).toBeHidden();
  const estimate = page.getByLabel("Estimate");
  await expect(estimate).toContainText("4, 2 rows × 2 columns");
  await expect(estimate).toContainText("12, 3 cases per cell");
  await checkPage(page);
  await page.getByRole("button", { name: "Start experiment" }).click();

  await expect(page).toHaveURL(/\/experiments\/1$/);
  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress).toContainText("4 of 4 cells done", { timeout: 60_000 });
  const cells = page.getByRole("table", { name: "Pass rate by option" });
  await expect(cells.getByRole("button")).toHaveCount(4);
  await expect(cells.getByRole("row", { name: /2 passages/ })).toContainText("changes find");
  const first = cells.getByRole("button", { name: "1 passage, As it is" });
  await expect(first).toContainText("wrong first: pick");
  await expect(page.getByRole("region", { name: "Quality against latency" })).toBeVisible();
  await checkPage(page);

  await cells.getByRole("button", { name: "2 passages, last" }).click();
  const aside = page.getByRole("region", { name: "Selected cell" });
  await expect(aside).toContainText("First wrong step");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download CSV" }).first().click();
  expect((await download).suggestedFilename()).toMatch(/^experiment-1/);

  await aside.getByRole("button", { name: "Save as v2 and ask for review…" }).click();
  const saving = page.getByRole("dialog");
  await expect(saving).toContainText("passages.at(-1)");
  await saving.getByRole("button", { name: "Save v2" }).click();
  await expect(page.getByRole("dialog")).toContainText("Ask for review");
  await page.keyboard.press("Escape");
  expect(await (await apiAs("editor")).get(`/${path}/versions/2`)).toMatchObject({
    parentVersion: 1,
    steps: [{ config: { topK: 2 } }, { config: { code: "return input.passages.at(-1)?.id;" } }],
  });
  await page.reload();
  await expect(aside).toContainText("v2 has these steps.");
  await cells.getByRole("button", { name: "2 passages, As it is" }).click();
  await aside.getByRole("button", { name: "Open as draft" }).click();
  await expect(page).toHaveURL(/chains\/.*\/edit$/);
  await expect(page.locator('[data-step="find"]')).toContainText("2 passages");
});
