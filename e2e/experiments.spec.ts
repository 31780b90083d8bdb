import { checkPage } from "./check-page";
import { type Api, expect, test } from "./fixtures";
import { haveTriage, TRIAGE, TRIAGE_PATH } from "./triage-prompt";

/** Two versions, and two connections that answer alike: the models of a 2 × 2 table. */
async function haveVersions(api: Api) {
  await api.post("/connections", { name: "second", kind: "local-baseline" });
  await haveTriage(api);
}

test("two versions meet two models, and a cell becomes a draft", async ({
  api,
  apiAs,
  project,
  signIn,
}) => {
  await haveVersions(api);
  const page = await signIn("editor");
  await page.goto(project.at("runs"));
  await page.getByRole("link", { name: "Experiments" }).click();
  await expect(page.getByText("No experiments yet")).toBeVisible();
  await page.getByRole("link", { name: "New experiment" }).first().click();

  await expect(page.getByLabel("Prompt")).toHaveValue(TRIAGE);
  await expect(page.getByRole("checkbox", { name: /v1/ })).toBeChecked();
  await page.getByRole("button", { name: "Add model" }).click();
  await page.getByLabel("Connection 2").selectOption("second");
  await page.getByRole("combobox", { name: "Model 2" }).fill("baseline");
  await page.getByRole("option", { name: "baseline" }).click();
  const estimate = page.getByLabel("Estimate");
  await expect(estimate).toContainText("4, 2 versions × 2 models");
  await expect(estimate).toContainText("40, 10 cases per cell");
  await page.getByRole("button", { name: "Start experiment" }).click();

  await expect(page).toHaveURL(/\/experiments\/1$/);
  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress).toContainText("4 of 4 cells done", { timeout: 25_000 });
  const cells = page.getByRole("table", { name: "Pass rate by version and model" });
  await expect(cells.getByRole("button")).toHaveCount(4);
  await expect(cells).toContainText("baseline");
  await expect(page.getByRole("region", { name: "Quality against latency" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Segment" })).toContainText("Enterprise");
  await checkPage(page);

  // Another cell is looked at by keyboard, and becomes the baseline; the address keeps both.
  const other = cells.getByRole("button", { name: "v1, baseline" }).nth(1);
  await other.click();
  await expect(other).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("b");
  await expect(page).toHaveURL(/baseline=\d/);
  await expect(page.getByRole("region", { name: "Selected cell" })).toContainText(
    "The other cells are compared with this one.",
  );

  await page.getByRole("button", { name: "Open as draft" }).click();
  await expect(page).toHaveURL(/\/edit$/);
  const draft = await (await apiAs("editor")).get(`/${TRIAGE_PATH}/draft`);
  expect(draft).toMatchObject({
    baseVersion: 1,
    content: { model: { provider: "second", name: "baseline" } },
  });
});

test("a cell is saved as the next version for review, and confirmed on the holdout", async ({
  api,
  apiAs,
  project,
  signIn,
}) => {
  await haveVersions(api);
  await api.importCsv(
    "triage-main",
    `id,input.ticket,expected,split\n${[1, 2, 3, 4, 5, 6]
      .map((n) => `secret-${n},I want a refund number ${n},refund,holdout`)
      .join("\n")}\n`,
  );
  const models = ["local", "second"].map((provider) => ({ provider, name: "baseline" }));
  const plan = { prompt: TRIAGE, evalSet: "triage-main", versions: [1, 2], models };
  await (await apiAs("admin")).post("/holdout-approvals", {
    ...{ kind: "connection", connection: "second" },
  });
  await api.post("/experiments", plan);
  const page = await signIn("editor");
  await page.goto(project.at("experiments/1"));
  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress).toContainText("4 of 4 cells done", { timeout: 25_000 });
  const cells = page.getByRole("table", { name: "Pass rate by version and model" });
  await expect(cells).toContainText("not released");
  await cells.getByRole("button", { name: "v2, baseline" }).nth(1).click();

  await page.getByRole("button", { name: "Save as v3 and ask for review…" }).click();
  const saving = page.getByRole("dialog");
  await expect(saving).toContainText("second");
  await saving.getByRole("button", { name: "Save v3" }).click();
  await expect(page.getByRole("dialog")).toContainText("Ask for review");
  await page.getByRole("button", { name: "Ask for review of v3" }).click();
  await expect(page).toHaveURL(/\/reviews\/1$/);
  expect(await (await apiAs("editor")).get(`/${TRIAGE_PATH}/versions/3`)).toMatchObject({
    ...{ parentVersion: 2, model: { provider: "second", name: "baseline" } },
  });

  await page.goto(project.at("experiments/1"));
  await cells.getByRole("button", { name: "v2, baseline" }).nth(1).click();
  const aside = page.getByRole("region", { name: "Selected cell" });
  await expect(aside).toContainText("v3 is v2 with this model.");
  await aside.getByRole("button", { name: "Run on holdout (looks 1 and 2)…" }).click();
  await page.getByRole("button", { name: "Take 2 looks" }).click();
  await expect(page).toHaveURL(/\/runs\/\d+\?baseline=\d+/);
  await expect(page.getByRole("region", { name: "Summary" })).toContainText("n = 6", {
    timeout: 25_000,
  });
  await page.goBack();
  await expect(aside.getByRole("link", { name: /^Run \d+ on the holdout/ })).toBeVisible();
  await expect(aside).toContainText("It was measured there already.");
});
