import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { checkPage } from "./check-page";
import { type Api, expect, type TestProject, test } from "./fixtures";
import { haveTriage, TRIAGE, TRIAGE_PATH } from "./triage-prompt";

async function runVersion(api: Api, version: number): Promise<number> {
  const started = await api.post("/runs", { prompt: TRIAGE, version, evalSet: "triage-main" });
  const { number } = started as { number: number };
  await expect
    .poll(async () => ((await api.get(`/runs/${number}`)) as { status: string }).status, {
      timeout: 30_000,
    })
    .toBe("completed");
  return number;
}

/** Two measured versions; the page of the second one. */
async function openSecond(api: Api, project: TestProject, page: Page, more = "") {
  await haveTriage(api);
  await runVersion(api, 1);
  const number = await runVersion(api, 2);
  await page.goto(project.at(`runs/${number}${more}`));
  await expect(page.getByRole("heading", { name: `Run ${number} of ${TRIAGE} v2` })).toBeVisible();
  // The server draws the first part of the matrix; what comes after it, the browser has read.
  await expect(cases(page)).toContainText(more.includes("tab=") ? "late-refund" : "odd-1");
  return number;
}

const cases = (page: Page) => page.getByRole("table", { name: "Cases", exact: true });
const evidence = (page: Page) => page.getByRole("complementary", { name: /^Evidence for case/ });

test("a run is started from the prompt's page, watched to its end and compared with the version before", async ({
  api,
  project,
  signIn,
}) => {
  await haveTriage(api);
  await runVersion(api, 1);
  const page = await signIn("editor");
  await page.goto(project.at(TRIAGE_PATH));
  await page.getByRole("link", { name: "Run eval" }).click();
  await expect(page.getByRole("heading", { name: "New run" })).toBeVisible();
  await expect(page.getByLabel("Version")).toHaveValue("2");
  await expect(page.getByLabel("Estimate")).toContainText("10 cases");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page).toHaveURL(/\/runs\/2$/);
  const summary = page.getByRole("region", { name: "Summary" });
  await expect(summary).toContainText("n = 10", { timeout: 30_000 });
  await expect(summary).toContainText("Difference to v1");
  await expect(summary).toContainText("paired");
  await expect(page.getByRole("link", { name: "v1, run 1" })).toBeVisible();
});

test("what cannot run is refused at its field", async ({ api, project, signIn }) => {
  await haveTriage(api);
  const page = await signIn("editor");
  await page.goto(project.at("runs/new?prompt=support%2Ftriage&evalSet=triage-main"));
  await page.getByLabel("Repeats").fill("99");
  await page.getByRole("button", { name: "Start run" }).click();
  await expect(page.getByLabel("Repeats")).toHaveAccessibleDescription(/At most 20/);
  await page.getByLabel("Repeats").fill("2");
  await page.getByRole("button", { name: "Start run" }).click();
  await expect(page).toHaveURL(/\/runs\/1$/);
});

test("cases stand grouped by what changed, and a segment narrows them", async ({
  api,
  project,
  signIn,
}) => {
  const page = await signIn("viewer");
  await openSecond(api, project, page);
  await expect(cases(page).getByRole("row").nth(1)).toContainText("Newly failing 1");
  await expect(cases(page).getByRole("row").nth(2)).toContainText("late-refund");
  await expect(page.getByRole("link", { name: /^All/ })).toHaveText(/10$/);
  await page.getByRole("button", { name: "Enterprise 3" }).click();
  await expect(page).toHaveURL(/segment=Enterprise/);
  await expect(page.getByRole("link", { name: /^All/ })).toHaveText(/3$/);
  await expect(cases(page)).not.toContainText("refund-1");
});

test("a failing case is opened, read and named by keyboard, and its link shows the same", async ({
  api,
  project,
  signIn,
}) => {
  const page = await signIn("editor");
  await openSecond(api, project, page);
  await expect(cases(page)).toContainText("late-refund");
  await page.keyboard.press("j");
  await expect(evidence(page)).toContainText("late-refund");
  await expect(evidence(page)).toContainText("newly failing");
  await expect(evidence(page).getByRole("table", { name: "Scorers" })).toContainText("shipping");
  await expect(evidence(page).getByRole("link", { name: "Try in the editor" })).toHaveAttribute(
    "href",
    /\/edit\?.*late-refund/,
  );
  await page.keyboard.press("n");
  await page.getByLabel("Name of the new failure category").fill("refund read as shipping");
  await page.keyboard.press("Enter");
  const category = evidence(page).getByRole("button", { name: "refund read as shipping" });
  await expect(category).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Escape");
  await expect(evidence(page)).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(category).toBeVisible();
  await page.keyboard.press("1");
  await expect(category).toHaveAttribute("aria-pressed", "false");
  const toast = page.getByRole("listitem").filter({ hasText: "late-refund has no category" });
  await toast.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(category).toHaveAttribute("aria-pressed", "true");
  await page.reload();
  await expect(category).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("button", { name: "refund read as shipping 1" })).toBeVisible();
});

test("several failures get one category at once, beside what was expected of them", async ({
  api,
  project,
  signIn,
}) => {
  const page = await signIn("editor");
  await openSecond(api, project, page, "?tab=failing");
  await expect(cases(page).getByRole("columnheader", { name: "Expected" })).toBeVisible();
  await cases(page)
    .getByRole("checkbox", { name: "Mark all failed cases that are loaded" })
    .check();
  const marked = page.getByRole("region", { name: "Marked cases" });
  await marked.getByLabel("Failure category of the marked cases").selectOption("new");
  await page.getByLabel("Name of the new failure category").fill("reads the wrong word");
  await page.keyboard.press("Enter");
  await expect(marked).toBeHidden();
  const rows = cases(page).getByRole("row").filter({ hasText: "reads the wrong word" });
  await expect(rows.filter({ hasText: "late-refund" })).toContainText("refund");
  await expect(rows).toHaveCount(2);
});

test("the next failing case is one key away", async ({ api, project, signIn }) => {
  const page = await signIn("viewer");
  await openSecond(api, project, page, "?case=late-refund");
  await expect(evidence(page)).toContainText("late-refund");
  await expect(evidence(page)).toBeInViewport({ ratio: 0.9 });
  await page.getByText("The prompt as it was sent").click();
  await expect(page.getByRole("list", { name: "Messages that were sent" })).toBeVisible();
  await page.keyboard.press("]");
  await expect(page).toHaveURL(/case=odd-1/);
  await page.keyboard.press("[");
  await expect(page).toHaveURL(/case=late-refund/);
});

test("the file has the rows of the chosen tab", async ({ api, project, signIn }) => {
  const page = await signIn("viewer");
  await openSecond(api, project, page, "?tab=newly-failing");
  await expect(cases(page)).toContainText("late-refund");
  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /CSV/ }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).trim().split("\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/^late-refund,/);
});

test("runs are found by status and text, and opened by keyboard", async ({
  api,
  project,
  signIn,
}) => {
  await haveTriage(api);
  const number = await runVersion(api, 1);
  const page = await signIn("viewer");
  await page.goto(project.at("runs"));
  const runs = page.getByRole("table", { name: "Runs", exact: true });
  await expect(runs).toContainText("triage-main r1, 10 development");
  await page.getByLabel("Status").selectOption("failed");
  await expect(page.getByText("No run matches these filters.")).toBeVisible();
  await expect(page).toHaveURL(/status=failed/);
  await page.getByLabel("Status").selectOption("completed");
  await expect(runs).toContainText(TRIAGE);
  await page.getByRole("heading", { name: "Runs" }).click();
  await page.keyboard.press("j");
  await expect(runs.getByRole("row").nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/runs/${number}`));
});

test("a holdout run shows an editor sums and no case", async ({ api, project, signIn }) => {
  await haveTriage(api);
  await api.importCsv(
    "triage-main",
    `id,input.ticket,expected,split\n${[1, 2, 3, 4, 5, 6]
      .map((n) => `secret-${n},I want a refund number ${n},refund,holdout`)
      .join("\n")}\n`,
  );
  const page = await signIn("editor");
  await page.goto(project.at("runs/new?prompt=support%2Ftriage&evalSet=triage-main"));
  await page.getByRole("button", { name: "Holdout 6" }).click();
  await expect(page.getByText("This would be look 1")).toBeVisible();
  await page.getByRole("button", { name: "Start run" }).click();
  await expect(page.getByRole("region", { name: "Summary" })).toContainText("n = 6", {
    timeout: 30_000,
  });
  await expect(page.getByText("A holdout run.")).toBeVisible();
  await expect(page.getByText("secret-1")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Export" })).toHaveCount(0);
});

test("the pages of runs have no accessibility faults", async ({ api, project, signIn }) => {
  test.slow();
  const page = await signIn("editor");
  const number = await openSecond(api, project, page, "?case=late-refund&by=labels");
  await expect(evidence(page)).toContainText("Failure category");
  await checkPage(page);
  await page.goto(project.at(`runs/${number}`));
  await expect(cases(page)).toBeVisible();
  await checkPage(page);
  await page.goto(project.at("runs"));
  await expect(page.getByRole("table", { name: "Runs", exact: true })).toBeVisible();
  await checkPage(page);
  await page.goto(project.at("runs/new?prompt=support%2Ftriage"));
  await page.getByRole("button", { name: "change for this run" }).click();
  await checkPage(page);
});
