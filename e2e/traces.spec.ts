import type { Page } from "@playwright/test";
import { checkPage } from "./check-page";
import { type Api, expect, test } from "./fixtures";

const MINUTE = 60_000;
const at = (ago: number, ms = 0) => new Date(Date.now() - ago + ms).toISOString();

interface Sent {
  id: string;
  ticket: string;
  label: string;
  version?: number;
  arm?: string;
  outcome?: string;
  ago?: number;
}

/** One request as an application sends it: a look-up, a first try that was refused, the answer. */
function sent({ id, ticket, label, version = 1, arm = "stable", outcome, ago = MINUTE }: Sent) {
  return {
    id,
    prompt: "support/triage",
    version,
    arm,
    environment: "production",
    unit: "cus_41877",
    startedAt: at(ago),
    endedAt: at(ago, 1_386),
    input: { ticket },
    output: label,
    ...(outcome ? { outcome } : {}),
    steps: [
      {
        id: "order",
        kind: "tool",
        name: "lookup_order",
        startedAt: at(ago, 18),
        endedAt: at(ago, 142),
        input: { order: "NW-20418834" },
        output: { payments: 2 },
      },
      {
        id: "first",
        kind: "llm",
        name: "chat",
        model: "gpt-4.1-mini",
        startedAt: at(ago, 150),
        endedAt: at(ago, 206),
        error: "429 Too many requests",
      },
      {
        id: "second",
        kind: "llm",
        name: "chat",
        model: "gpt-4.1-mini",
        startedAt: at(ago, 386),
        endedAt: at(ago, 1_368),
        inputTokens: 1_317,
        outputTokens: 58,
        costUsd: 0.00031,
        finishReason: "stop",
        input: [{ role: "user", content: `Sort ${ticket}` }],
        output: [{ role: "assistant", content: label }],
      },
    ],
  };
}

async function seed(api: Api, traces: Sent[]) {
  await api.post("/prompts", { name: "support/triage", kind: "chat" });
  for (const text of ["Sort", "Sort well"]) {
    await api.post("/prompts/support%2Ftriage/versions", {
      messages: [{ role: "user", content: `${text} {{ticket}}` }],
      model: { provider: "local", name: "baseline" },
      settings: {},
      commitMessage: text,
    });
  }
  await api.post("/traces", { traces: traces.map(sent) });
}

const rows = (page: Page) => page.getByRole("table", { name: "Traces" }).locator("tbody tr");

test("a project without traces says how to send the first one", async ({ project, signIn }) => {
  const page = await signIn("editor");
  await page.goto(project.at("traces"));
  await expect(page.getByRole("heading", { name: "No traces yet" })).toBeVisible();
  await expect(page.getByText(`/api/v1/projects/${project.slug}/traces`)).toBeVisible();
  await expect(page.getByText("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")).toBeVisible();
  await expect(page.getByRole("link", { name: "Create an API key" })).toHaveAttribute(
    "href",
    project.at("settings/keys"),
  );
});

test("an editor finds what went wrong: filter, open, read the steps, give feedback", async ({
  project,
  api,
  signIn,
}) => {
  await seed(api, [
    {
      id: "paid-twice",
      ticket: "I paid twice for one tent",
      label: "refund",
      outcome: "escalated",
    },
    { id: "where-is", ticket: "Where is my order", label: "order_status", outcome: "succeeded" },
    { id: "not-told", ticket: "A tent pole is bent", label: "damaged_item", version: 2 },
  ]);
  const page = await signIn("editor");
  await page.goto(project.at("traces"));
  await expect(rows(page)).toHaveCount(3);

  await page.getByRole("button", { name: "Filter", exact: true }).click();
  const form = page.getByRole("dialog", { name: "Filter the traces" });
  await form.getByLabel("Outcome").selectOption("escalated");
  await form.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/outcome=escalated/);
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByText("1 of 3 match")).toBeVisible();
  await page.goBack();
  await expect(rows(page)).toHaveCount(3);
  await page.goForward();
  await expect(rows(page)).toHaveCount(1);

  await page.getByRole("button", { name: "Save as…" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Escalated");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  const saved = page.getByRole("button", { name: /^Escalated/ });
  await expect(saved).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Remove the filter outcome escalated" }).click();
  await expect(rows(page)).toHaveCount(3);
  await saved.click();
  await expect(rows(page)).toHaveCount(1);

  await page.keyboard.press("j");
  await expect(page).toHaveURL(/trace=paid-twice/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/traces\/paid-twice/);
  await expect(page.getByText("429, wait 180 ms")).toBeVisible();
  const panel = page.getByRole("region", { name: /^Step / });
  await expect(panel).toContainText("attempt 2");
  await expect(panel.getByText("I paid twice for one tent")).toBeVisible();
  await expect(panel.getByText("I paid twice for one tent")).toHaveAttribute("title", "{{ticket}}");

  await page.getByRole("row", { name: /lookup_order/ }).click();
  await expect(page).toHaveURL(/step=order/);
  await expect(panel.getByText("NW-20418834")).toBeVisible();
  await panel.getByRole("tab", { name: "Raw" }).click();
  await expect(page).toHaveURL(/tab=raw/);

  await page.getByRole("button", { name: "Feedback…" }).click();
  const dialog = page.getByRole("dialog", { name: "Feedback" });
  await dialog.getByLabel("Outcome").selectOption("failed");
  await dialog.getByLabel("Comment").fill("Only the second charge");
  await dialog.getByRole("button", { name: "Add feedback" }).click();
  await expect(page.getByText("“Only the second charge”")).toBeVisible();
  await expect(page.getByRole("region", { name: "Summary" })).toContainText("failed");
});

test("the chart above the list tells when traces came, and a bar of it narrows the time", async ({
  project,
  api,
  signIn,
}) => {
  await seed(api, [
    { id: "early", ticket: "Early", label: "refund", outcome: "failed", ago: 300 * MINUTE },
    { id: "late", ticket: "Late", label: "refund", outcome: "succeeded" },
  ]);
  await expect
    .poll(async () => {
      const { bars } = (await api.get("/trace-histogram")) as { bars: { failed: number }[] };
      return [bars.length >= 6, bars.reduce((sum, { failed }) => sum + failed, 0)];
    })
    .toEqual([true, 1]);
  const page = await signIn("viewer");
  await page.goto(project.at("traces"));
  const chart = page.getByRole("img", { name: "Traces over time: 1 failed, 1 succeeded" });
  await expect(chart.locator(".recharts-bar-rectangle").first()).toBeVisible();
  const box = await chart.locator(".recharts-cartesian-grid").boundingBox();
  if (!box) throw new Error("no plot");
  await page.mouse.move(box.x + 8, box.y + box.height / 2);
  await expect(
    page.locator("[data-slot=chart-tip]").filter({ hasText: "failed: 1" }),
  ).toBeVisible();
  await page.mouse.down();
  await page.mouse.up();
  await expect(page).toHaveURL(/from=.+to=/);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText("Early");
  await page.getByRole("button", { name: /^Remove the filter .+ to .+ UTC/ }).click();
  await expect(rows(page)).toHaveCount(2);

  await page.getByRole("button", { name: "Show as table" }).click();
  await expect(page.getByRole("table", { name: "Traces per hour" })).toBeVisible();
  await page.goto(project.at("traces?q=early"));
  await expect(page.getByText("hourly counts do not include")).toBeVisible();
});

test("new traces appear on top, and wait while a row is selected", async ({
  project,
  api,
  signIn,
}) => {
  await seed(api, [{ id: "old-one", ticket: "Where is my order", label: "order_status" }]);
  const page = await signIn("viewer");
  await page.goto(project.at("traces?live=1"));
  await expect(rows(page)).toHaveCount(1);
  await api.post("/traces", {
    traces: [sent({ id: "new-one", ticket: "A new ticket", label: "other", ago: 5_000 })],
  });
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText("A new ticket");

  await rows(page).last().click();
  await expect(page).toHaveURL(/trace=old-one/);
  await api.post("/traces", {
    traces: [sent({ id: "newest", ticket: "The newest ticket", label: "other", ago: 1_000 })],
  });
  await expect(page.getByRole("button", { name: "1 newer" })).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press("Escape");
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).first()).toContainText("The newest ticket");
});

test("two traces stand side by side with what differs", async ({ project, api, signIn }) => {
  await seed(api, [
    { id: "before", ticket: "I paid twice", label: "refund", version: 1 },
    { id: "after", ticket: "I paid twice", label: "billing_dispute", version: 2 },
  ]);
  const page = await signIn("viewer");
  await page.goto(project.at("traces/compare?a=before&b=after"));
  await expect(
    page.getByRole("link", { name: "What changed between the two versions" }),
  ).toBeVisible();
  await expect(page.getByRole("table", { name: "Totals of both traces" })).toContainText(
    "the same",
  );
  await expect(page.getByText("billing_dispute").first()).toBeVisible();
  await page.getByRole("row", { name: /lookup_order/ }).click();
  await expect(page.getByText("Input of the step")).toBeVisible();
});

test("what an export holds is what the list shows, and no formula", async ({
  project,
  api,
  signIn,
}) => {
  await seed(api, [
    { id: "formula", ticket: "=1+1", label: "=cmd()", outcome: "failed" },
    { id: "other", ticket: "Where is my order", label: "order_status", outcome: "succeeded" },
  ]);
  const page = await signIn("viewer");
  const answer = await page.request.get(
    `/api/v1/projects/${project.slug}/trace-exports?outcome=failed&format=csv`,
  );
  const csv = await answer.text();
  expect(csv.trim().split("\n")).toHaveLength(2);
  expect(csv).toContain("'=cmd()");
});

test("a stranger's trace does not exist, and hostile ids and texts are only text", async ({
  project,
  api,
  signIn,
}) => {
  const id = `a/b?c&d "<img src=x onerror=alert(1)>`;
  await seed(api, [{ id, ticket: "<script>alert(1)</script>", label: "other" }]);
  const page = await signIn("viewer");
  page.on("dialog", () => {
    throw new Error("a script ran");
  });
  await page.goto(project.at(`traces/${encodeURIComponent(id)}`));
  await expect(page.getByText("<script>alert(1)</script>").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Feedback…" })).toHaveCount(0);
  const elsewhere = `/northwind-support/traces/${encodeURIComponent(id)}`;
  const answer = await page.goto(elsewhere);
  expect(answer?.status()).toBe(404);
  for (const missing of ["traces/none", "runs/999", "prompts/none/edit", "eval-sets/none"]) {
    expect((await page.goto(project.at(missing)))?.status()).toBe(404);
    await expect(page.getByRole("link", { name: "Overview" }).last()).toBeVisible();
  }
});

test("axe finds nothing on the pages of traces", async ({ project, api, signIn }) => {
  await seed(api, [
    {
      id: "one",
      ticket: "I paid twice",
      label: "refund",
      outcome: "escalated",
      arm: "candidate",
    },
    { id: "two", ticket: "Where is my order", label: "order_status", version: 2 },
  ]);
  const page = await signIn("editor");
  const places: [string, string][] = [
    ["traces?outcome=escalated&live=1&trace=one", "New rows wait here"],
    ["traces/one?step=order&tab=attributes", "Of this step"],
  ];
  for (const [address, text] of places) {
    await test.step(address, async () => {
      await page.goto(project.at(address));
      await expect(page.getByText(text).first()).toBeVisible();
      await checkPage(page);
    });
  }
});
