import type { Locator, Page } from "@playwright/test";
import { checkPage } from "./check-page";
import { type Api, expect, test } from "./fixtures";

const MINUTE_MS = 60_000;

/** Traces of the last minutes, those of `failed` with their outcome. */
async function sendTraces(api: Api, ids: readonly string[], failed: readonly string[] = []) {
  const at = (index: number) => new Date(Date.now() - (index + 1) * 1_000).toISOString();
  await api.post("/traces", {
    traces: ids.map((id, index) => ({
      id,
      startedAt: at(index),
      endedAt: at(index - 0.5),
      environment: "production",
      input: { ticket: `Ticket ${id}` },
      output: "refund",
      outcome: failed.includes(id) ? "failed" : "succeeded",
      steps: [],
    })),
  });
}

/** A minute from Monday 00:00 UTC the traces would lie in the week before. */
test.beforeEach(() => {
  const now = new Date();
  const sinceMonday = ((now.getUTCDay() + 6) % 7) * 86_400_000 + (now.getTime() % 86_400_000);
  test.skip(sinceMonday < 2 * MINUTE_MS, "the week has only just begun");
});

const stepOf = (page: Page, title: string): Locator =>
  page
    .getByRole("list", { name: "Steps of the week" })
    .getByRole("listitem")
    .filter({ hasText: title });

test("the week moves with what people do: verdicts, categories, owners, a change and words", async ({
  project,
  api,
  signIn,
}) => {
  await sendTraces(api, ["t1", "t2", "t3", "t4"], ["t1", "t2"]);
  const page = await signIn("editor");
  await page.goto(project.at("week"));
  await expect(page).toHaveURL(/\/week\/\d{4}-W\d{2}$/);
  const review = stepOf(page, "Review traces and feedback");
  await expect(review).toContainText("0 of 60 traces");
  await expect(review).toHaveAttribute("aria-current", "step");

  const { id: category } = (await api.post("/failure-categories", { name: "refund missed" })) as {
    id: string;
  };
  await api.post("/trace-reviews", { traceIds: ["t1", "t2"], verdict: "failure", category });
  await api.post("/trace-reviews", { traceIds: ["t3"], verdict: "fine" });
  await page.reload();
  await expect(review).toContainText("3 of 60 traces");
  await expect(review).toContainText("2 failures found");
  await expect(stepOf(page, "Group failures")).toContainText("2 of 2 failures");
  const failures = page.getByRole("table", { name: "Failure categories" });
  await expect(failures.getByRole("row", { name: /refund missed/ })).toContainText("open, new");
  // The worker counts new traces into the week's figures a moment after they came.
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("table", { name: "What moved" })).toContainText("Success rate", {
      timeout: 3_000,
    });
  }).toPass({ timeout: 60_000 });

  await review.getByRole("button", { name: /owner nobody yet/ }).click();
  const settings = page.getByRole("dialog", { name: "Review traces and feedback" });
  await settings.getByLabel("Owner").selectOption({ label: "Priya" });
  await settings.getByLabel("Traces to review").fill("3");
  await settings.getByRole("button", { name: "Save" }).click();
  await expect(review).toContainText("3 of 3 traces");
  await expect(review).toContainText("Priya");
  await expect(stepOf(page, "Turn representative ones")).toHaveAttribute("aria-current", "step");

  await stepOf(page, "Choose one behaviour change")
    .getByRole("button", { name: "Choose…" })
    .click();
  const change = page.getByRole("dialog", { name: "The change of this week" });
  await change.getByLabel("What should be different").fill("Refunds are seen");
  await change.getByLabel("Failure category").selectOption({ label: "refund missed, 2 this week" });
  await change.getByRole("button", { name: "Choose", exact: true }).click();
  await expect(stepOf(page, "Choose one behaviour change")).toContainText(
    "“Refunds are seen”: 2 of 2 failures are refund missed.",
  );

  await page.getByRole("button", { name: "Nobody leads this week. Choose who leads" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Tomas" }).click();
  await expect(page.getByText("Tomas leads this week.")).toBeVisible();

  await page.getByRole("button", { name: "Summary" }).click();
  const summary = page.getByRole("dialog", { name: /^Summary of/ });
  const text = summary.getByLabel("Summary in Markdown");
  await expect(text).toHaveValue(/3 traces were reviewed: 1 fine, 2 failures, 0 unclear\./);
  await text.fill("# What we learned\n\nRefunds hide in long tickets.");
  await summary.getByRole("button", { name: "Save" }).click();
  await expect(summary).toHaveCount(0);
  const week = page.url().split("/").at(-1)?.split("?")[0];
  expect(await api.get(`/weeks/${week}`)).toMatchObject({
    isSummaryEdited: true,
    summary: "# What we learned\n\nRefunds hide in long tickets.",
  });
});

test("a viewer reads the week and has nothing to decide", async ({ project, api, signIn }) => {
  await sendTraces(api, ["t1"]);
  const page = await signIn("viewer");
  await page.goto(project.at("week?open=summary"));
  const summary = page.getByRole("dialog", { name: /^Summary of/ });
  await expect(summary.getByLabel("Summary in Markdown")).toHaveAttribute("readonly", "");
  await expect(summary.getByRole("button", { name: "Save" })).toHaveCount(0);
  await summary.getByRole("button", { name: "Close" }).click();
  await expect(stepOf(page, "Choose one behaviour change").getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("table", { name: "Weeks" })).toBeVisible();
});

test("axe finds nothing on the week", async ({ project, api, signIn }) => {
  await sendTraces(api, ["t1", "t2"], ["t1"]);
  const page = await signIn("editor");
  for (const open of ["", "?open=summary", "?open=change"]) {
    await page.goto(project.at(`week${open}`));
    // Behind an open dialog nothing has a role.
    await expect(open ? page.getByRole("dialog") : stepOf(page, "Monitor")).toBeVisible();
    await checkPage(page);
  }
});
