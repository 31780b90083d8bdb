import type { Page } from "@playwright/test";
import { checkPage } from "./check-page";
import { type Api, expect, test } from "./fixtures";

const HOUR = 3_600_000;

interface Batch {
  hoursAgo: number;
  version: number;
  escalated: number;
  n: number;
  latencyMs: number;
}

/** Requests of one hour, as an application sends them. */
function batch({ hoursAgo, version, escalated, n, latencyMs }: Batch) {
  const hour = Math.floor((Date.now() - hoursAgo * HOUR) / HOUR) * HOUR;
  return Array.from({ length: n }, (_, index) => {
    const startedAt = new Date(hour + index * 1_000);
    const endedAt = new Date(startedAt.getTime() + latencyMs + index * 3);
    const span = { startedAt: startedAt.toISOString(), endedAt: endedAt.toISOString() };
    return {
      id: `${hoursAgo}-${version}-${index}`,
      prompt: "support/triage",
      version,
      arm: version === 2 ? "candidate" : "stable",
      environment: "production",
      ...span,
      input: "My tent was charged twice.",
      output: "billing",
      outcome: index < escalated ? "escalated" : "succeeded",
      steps: [
        {
          id: "answer",
          kind: "llm",
          name: "chat",
          model: "gpt-4.1-mini",
          ...span,
          inputTokens: 1_300,
          outputTokens: 40,
          costUsd: 0.0006,
        },
      ],
    };
  });
}

/** A week in which escalation went from 4 % to 20 %, with two versions on the last days. */
async function seed(api: Api) {
  await api.post("/prompts", { name: "support/triage", kind: "chat" });
  for (const text of ["Sort the ticket: {{ticket}}", "Sort this ticket: {{ticket}}"]) {
    await api.post("/prompts/support%2Ftriage/versions", {
      messages: [{ role: "user", content: text }],
      model: { provider: "local", name: "baseline" },
      commitMessage: text,
    });
  }
  const batches: Batch[] = [];
  for (let day = 8; day <= 13; day++) {
    batches.push({ hoursAgo: day * 24, version: 1, escalated: 2, n: 50, latencyMs: 600 });
  }
  for (let day = 1; day <= 6; day++) {
    batches.push({ hoursAgo: day * 24, version: 1, escalated: 10, n: 50, latencyMs: 600 });
    if (day < 3) {
      batches.push({ hoursAgo: day * 24, version: 2, escalated: 5, n: 50, latencyMs: 900 });
    }
  }
  for (const one of batches) await api.post("/traces", { traces: batch(one) });
  // The worker counts what has come within a second or two.
  const total = batches.reduce((sum, { n }) => sum + n, 0);
  await expect
    .poll(
      async () => {
        const from = new Date(Date.now() - 20 * 24 * HOUR).toISOString();
        const answer = (await api.get(`/metrics?metric=requests&from=${from}`)) as {
          series: { n: number }[];
        };
        return answer.series[0]?.n;
      },
      { timeout: 20_000 },
    )
    .toBe(total);
}

const chart = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("a lead sees what got worse, zooms into it, reads the numbers and sets an alert", async ({
  project,
  api,
  signIn,
}) => {
  test.slow();
  await seed(api);
  const page = await signIn("editor");
  await page.goto(project.at("metrics?prompt=support%2Ftriage"));
  const headline = page.getByRole("region", { name: /^Now, against the 7 days before/ });
  // 70 of 400 now, 12 of 300 before.
  await expect(headline.getByText("17.5").first()).toBeVisible();
  await expect(headline.getByText("got worse").first()).toBeVisible();

  await expect(chart(page, "Escalation rate").getByText("v2", { exact: true })).toBeVisible();
  await chart(page, "Escalation rate").getByRole("button", { name: "Show as table" }).click();
  const table = page.getByRole("table", { name: "Escalation rate" });
  await expect(table.getByRole("columnheader", { name: "v1, low" })).toBeVisible();
  await expect(table.getByText("no value").first()).toBeVisible();
  const file = page.waitForEvent("download");
  await chart(page, "Latency").getByRole("button", { name: "Download CSV" }).click();
  expect((await file).suggestedFilename()).toBe("latency.csv");

  await test.step("the cursor of one chart is drawn in the others", async () => {
    await chart(page, "Latency")
      .getByRole("img", { name: /^Latency: / })
      .hover();
    for (const name of ["Latency", "Success rate"]) {
      await expect(chart(page, name).locator(".recharts-tooltip-cursor")).toHaveCount(1);
    }
  });

  await test.step("drag over a range", async () => {
    const drawing = chart(page, "Latency").getByRole("img", { name: /^Latency: / });
    await drawing.scrollIntoViewIfNeeded();
    const box = await drawing.boundingBox();
    if (!box) throw new Error("the chart is drawn");
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2, { steps: 5 });
    await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2, { steps: 5 });
    await page.mouse.up();
    await expect(page).toHaveURL(/from=.*to=/);
    await page.getByRole("button", { name: "Reset zoom" }).click();
    await expect(page).not.toHaveURL(/from=/);
  });

  await page.getByRole("button", { name: "Alert…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Bar, %").fill("8");
  await dialog.getByLabel("Minimum samples").fill("20");
  await expect(dialog.getByText(/Would have fired \d+ times? in the last 14 days/)).toBeVisible();
  await dialog.getByLabel("Name").fill("Too many escalations");
  await dialog.getByRole("button", { name: "Create alert" }).click();
  await expect(dialog).toBeHidden();
  const alerts = page.getByRole("table", { name: "Alerts" });
  await expect(alerts.getByText("Too many escalations")).toBeVisible();
  await expect(alerts.getByText("Escalation rate above 8.0 % over 3 hours")).toBeVisible();
  await expect(chart(page, "Success rate")).toBeVisible();
});

test("an alert that breaches comes into the inbox and stands on the overview", async ({
  project,
  api,
  signIn,
}) => {
  test.slow();
  await api.post("/prompts", { name: "support/triage", kind: "chat" });
  await api.post("/traces", {
    traces: batch({ hoursAgo: 0, version: 1, escalated: 12, n: 40, latencyMs: 500 }),
  });
  await api.post("/alerts", {
    name: "Too many escalations",
    metric: "escalation_rate",
    comparator: ">",
    threshold: 0.08,
    filter: { prompt: "support/triage" },
  });
  const state = async () => {
    const answer = (await api.get("/alerts")) as { data: { state: string }[] };
    return answer.data[0]?.state;
  };
  await expect.poll(state, { timeout: 60_000 }).toBe("breached");
  const page = await signIn("viewer");
  await page.goto(project.at(""));
  await expect(page.getByRole("heading", { name: "Tents and Co" })).toBeVisible();
  await expect(page.getByText("is beyond its bar since")).toBeVisible();
  await page.getByRole("button", { name: /Inbox, 1 unread/ }).click();
  await page.getByRole("link", { name: /Alert “Too many escalations”/ }).click();
  await expect(page).toHaveURL(/metrics\?alert=/);
  await expect(page.getByRole("table", { name: "Alerts" })).toBeVisible();
});

test("a project without traces says how to send the first, and shows what evals say", async ({
  project,
  api,
  signIn,
}) => {
  await api.post("/prompts", { name: "support/triage", kind: "chat" });
  const page = await signIn("viewer");
  await page.goto(project.at(""));
  await expect(page.getByText("No traces yet")).toBeVisible();
  await expect(page.getByText("Nothing is live in production")).toBeVisible();
  await page.goto(project.at("metrics"));
  await expect(page.getByText("From a shell")).toBeVisible();
});

test("axe finds nothing on metrics and overview", async ({ project, api, signIn }) => {
  test.slow();
  await seed(api);
  const page = await signIn("editor");
  const pages: [string, string][] = [
    ["metrics?view=table", "Error rate"],
    ["metrics?alert=new", "Taken over"],
  ];
  for (const [address, whole] of pages) {
    await test.step(address || "overview", async () => {
      await page.goto(project.at(address));
      await expect(page.getByText(whole, { exact: true }).first()).toBeVisible();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
      await checkPage(page);
    });
  }
});
