import type { Page } from "@playwright/test";
import { checkPage } from "./check-page";
import { type Api, expect, pressUntil, type TestProject, test } from "./fixtures";

const name = "support/triage";
const path = "prompts/support%2Ftriage";

const version = {
  messages: [
    {
      role: "system",
      content:
        "Sort the ticket. Answer with one label.\n\nLabels:\n- refund: money back\n- shipping: parcel, courier, late\n- billing: charged twice, invoice, payment",
    },
    { role: "user", content: "{{ticket}}" },
  ],
  model: { provider: "local", name: "baseline" },
  settings: {},
  commitMessage: "First",
};

const CASES = `id,input.ticket,expected,attr.tier
refund-1,I want my money back,refund,basic
refund-2,Please refund the order,refund,basic
ship-1,The parcel is late,shipping,basic
ship-2,The courier did not come,shipping,basic
bill-1,My invoice is wrong,billing,enterprise
bill-2,A second payment was taken,billing,enterprise
`;

const TICKETS = [
  "I was charged twice for one tent",
  "Charged twice for the same tent!",
  "My tent was charged twice",
  "My invoice names another company",
  "Where is my parcel today?",
  "The courier rang at the wrong door",
  "Do you ship to Norway?",
  "The zip of my jacket broke",
  "My password does not work",
  "Please send me the size chart",
  "Is the Ridge tent waterproof?",
  "How long do returns take?",
];

async function haveTraces(api: Api) {
  await api.post("/prompts", { name, kind: "chat" });
  await api.post(`/${path}/versions`, version);
  await api.post("/eval-sets", { name: "triage-main" });
  await api.importCsv("triage-main", CASES);
  await sendTraces(api, TICKETS, "ticket");
}

/** The first three went wrong; each said so a moment ago. */
async function sendTraces(api: Api, tickets: readonly string[], id: string) {
  const now = Date.now();
  await api.post("/traces", {
    traces: tickets.map((ticket, index) => ({
      id: `${id}-${index}`,
      startedAt: new Date(now - 2_000).toISOString(),
      endedAt: new Date(now - 1_000).toISOString(),
      environment: "production",
      prompt: name,
      version: 1,
      attributes: { tier: "basic" },
      input: { ticket },
      output: index < 3 ? "refund" : "shipping",
      ...(index < 3 ? { outcome: "failed" } : {}),
      steps: [],
    })),
  });
}

const desk = (page: Page) => page.getByRole("complementary", { name: "Your verdict" });
const trace = (page: Page) => page.getByRole("article", { name: /^Trace / });
const progress = (page: Page) => page.getByRole("progressbar", { name: "Reviewed this week" });

async function openReview(page: Page, project: TestProject, more = "") {
  await page.goto(project.at(`traces/review${more}`));
  await expect(page.getByRole("heading", { name: "Review traces" })).toBeVisible();
  await expect(trace(page)).toBeVisible();
}

/** The verdict as it is chosen: a key counts once the next trace's form is there. */
const chosen = (page: Page, verdict: string) =>
  desk(page).getByRole("button", { name: verdict, pressed: true });

const openId = async (page: Page) => (await trace(page).getAttribute("aria-label")) ?? "";

/** Enter saves; the next trace takes this one's place. */
async function saveAndNext(page: Page) {
  const before = await openId(page);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article", { name: before, exact: true })).toBeHidden();
}

test("a week's review from the keyboard: ten verdicts, a category, three cases, a run, and the week has moved", async ({
  api,
  project,
  signIn,
}) => {
  test.slow();
  await haveTraces(api);
  const page = await signIn("editor");
  await openReview(page, project);
  await expect(progress(page)).toHaveAttribute("aria-valuetext", /^0 of 60 reviewed/);

  // What failed stands first, and says why it is here.
  await expect(trace(page)).toContainText("In the queue because it failed");
  await pressUntil(page, "f", chosen(page, "Failure"));
  await pressUntil(page, "n", page.getByLabel("Name of the new failure category"));
  await page.getByLabel("Name of the new failure category").fill("billing read as refund");
  await page.keyboard.press("Enter");
  const category = desk(page).getByRole("button", { name: /billing read as refund/ });
  await expect(category).toHaveAttribute("aria-pressed", "true");
  for (let failure = 0; failure < 3; failure++) {
    if (failure > 0) await page.keyboard.press("1");
    await expect(category).toHaveAttribute("aria-pressed", "true");
    await desk(page).getByLabel("Expected answer").selectOption("billing");
    await page.getByRole("heading", { name: "Review traces" }).click();
    await page.keyboard.press("t");
    await expect(desk(page).getByRole("checkbox", { name: "Turn into a case" })).toBeChecked();
    await expect(desk(page)).toContainText("No personal data found");
    await saveAndNext(page);
  }
  for (let fine = 0; fine < 7; fine++) {
    await pressUntil(page, "o", chosen(page, "Fine"));
    await saveAndNext(page);
  }
  await expect(progress(page)).toHaveAttribute(
    "aria-valuetext",
    "10 of 60 reviewed, 7 fine, 3 failures",
  );

  await page.keyboard.press("z");
  await expect(progress(page)).toHaveAttribute("aria-valuetext", /^9 of 60/);
  await pressUntil(page, "o", chosen(page, "Fine"));
  await saveAndNext(page);
  await expect(progress(page)).toHaveAttribute("aria-valuetext", /^10 of 60/);

  const set = (await api.get("/eval-sets/triage-main")) as { counts: { development: number } };
  expect(set.counts.development).toBe(9);
  await page.goto(project.at("eval-sets/triage-main?kind=production"));
  await page
    .getByRole("row", { name: /charged/i })
    .first()
    .click();
  await expect(page.getByRole("complementary", { name: /^Case / })).toContainText("Came from");

  await page.goto(project.at("runs/new?prompt=support%2Ftriage&evalSet=triage-main"));
  await page.getByRole("button", { name: "Start run" }).click();
  await expect(page.getByRole("region", { name: "Summary" })).toContainText("n = 9", {
    timeout: 30_000,
  });

  await page.goto(project.at("week"));
  const steps = page.getByRole("list", { name: "Steps of the week" });
  await expect(steps.getByRole("listitem").nth(0)).toContainText("10 of 60");
  await expect(steps.getByRole("listitem").nth(1)).toContainText("3 of 3 failures");
  await expect(steps.getByRole("listitem").nth(2)).toContainText("3 of ");
});

test("what two people judge at once is written once, and the second is told", async ({
  api,
  project,
  signIn,
}) => {
  await haveTraces(api);
  const page = await signIn("editor");
  await openReview(page, project, "?trace=ticket-0");
  await api.post("/traces/ticket-0/feedback", { comment: "The customer called again" });
  const other = await page.request.fetch(
    `/api/v1/projects/${project.slug}/traces/ticket-0/review`,
    {
      method: "PUT",
      headers: { authorization: `Bearer ${project.apiKey}` },
      data: { verdict: "unclear" },
    },
  );
  expect(other.ok()).toBe(true);
  await page.keyboard.press("o");
  await page.keyboard.press("Enter");
  await expect(desk(page)).toContainText("e2e reviewed this trace a moment ago: unclear");
});

test("a group that looks alike gets one verdict", async ({ api, project, signIn }) => {
  await haveTraces(api);
  await api.post("/failure-categories", { name: "billing read as refund" });
  const page = await signIn("editor");
  await openReview(page, project);
  await desk(page).getByRole("button", { name: "Review as a group" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("3 traces that look alike");
  await expect(dialog).toContainText("charged");
  await dialog.getByLabel("Failure category").selectOption("billing read as refund");
  await dialog.getByRole("button", { name: "Failure, for 3 traces" }).click();
  await expect(progress(page)).toHaveAttribute(
    "aria-valuetext",
    /^3 of 60 reviewed, 0 fine, 3 fail/,
  );
  await expect(dialog).toBeHidden();
  await page.keyboard.press("z");
  await expect(page.getByText("Verdict undone on 3 traces")).toBeVisible();
  await expect(progress(page)).toHaveAttribute("aria-valuetext", /^0 of 60/);
});

test("the queue is narrowed to one rule, says so, and is whole again by taking the word away", async ({
  api,
  project,
  signIn,
}) => {
  // On a Monday a fifth of the usual target leaves this rule room for two.
  await api.patch("/review-settings", { target: 300 });
  await haveTraces(api);
  const page = await signIn("editor");
  await openReview(page, project, "?rule=failed");
  const queue = page.getByRole("navigation", { name: "Queue" });
  await expect(queue.getByRole("link")).toHaveCount(3);
  await queue.getByRole("button", { name: "Remove the filter rule failed" }).click();
  await expect(page).not.toHaveURL(/rule=/);
  await expect(queue.getByRole("link")).toHaveCount(TICKETS.length);
  await page.goto(project.at("traces/review?rule=costly"));
  await page.getByRole("button", { name: "Show the whole queue" }).click();
  await expect(queue.getByRole("link")).toHaveCount(TICKETS.length);
});

test("what tools brought is shown for each trace of the queue, not only the first", async ({
  api,
  project,
  signIn,
}) => {
  await haveTraces(api);
  const now = Date.now() - 2_000;
  const times = { startedAt: new Date(now).toISOString(), endedAt: new Date(now).toISOString() };
  await api.post("/traces", {
    traces: ["a", "b"].map((id) => ({
      id: `with-tool-${id}`,
      ...times,
      prompt: name,
      version: 1,
      outcome: "failed",
      input: { ticket: `Ticket ${id}` },
      output: "billing",
      steps: [
        {
          id: "order",
          kind: "tool",
          name: "lookup_order",
          ...times,
          input: { order: `NW-${id}` },
          output: { payments: 2 },
        },
      ],
    })),
  });
  const page = await signIn("editor");
  await openReview(page, project, "?trace=with-tool-a");
  for (const id of ["b", "a"]) {
    const queue = page.getByRole("navigation", { name: "Queue" });
    await queue.getByTitle(`with-tool-${id}`).click();
    await expect(trace(page)).toContainText(`Ticket ${id}`);
    await expect(trace(page)).toContainText("payments");
  }
});

test("rules and the weekly target are changed where they are used", async ({
  api,
  project,
  signIn,
}) => {
  await haveTraces(api);
  const page = await signIn("editor");
  await openReview(page, project);
  await page.getByRole("button", { name: "Rules…" }).click();
  await page.getByLabel("Traces to review each week").fill("20");
  await page.getByRole("button", { name: "Save rules" }).click();
  await expect(progress(page)).toHaveAttribute("aria-valuetext", /^0 of 20/);
});

test("an online scorer is tried before it judges, and what it fails can be listed", async ({
  api,
  project,
  signIn,
}) => {
  await haveTraces(api);
  const page = await signIn("editor");
  await page.goto(project.at("settings/online-scorers"));
  await page.getByRole("button", { name: "Add an online scorer" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("no refund");
  await dialog.getByLabel("Scorer", { exact: true }).selectOption("contains");
  await dialog.getByLabel(/^Text/).fill("shipping");
  await dialog.getByLabel(/Share of traces/).fill("100");
  await dialog.getByRole("button", { name: "Save, then dry run" }).click();
  await expect(page.getByRole("dialog")).toContainText("9 of 12 traces passed");
  await page.getByRole("button", { name: "Switch on" }).click();
  await expect(page.getByRole("switch", { name: "no refund is on" })).toBeChecked();
  await sendTraces(api, ["A new one", "And another", "And one more", "Fine"], "later");
  await expect
    .poll(
      async () => {
        const list = (await api.get("/traces?scorer=no%20refund")) as { data: { id: string }[] };
        return list.data.map(({ id }) => id).sort();
      },
      { timeout: 45_000 },
    )
    .toEqual(["later-0", "later-1", "later-2"]);
});

test("personal data is marked, and masked with one press, before a case is stored", async ({
  api,
  project,
  signIn,
}) => {
  await haveTraces(api);
  await sendTraces(api, ["Write to ada@acme.example, I said ada@acme.example"], "personal");
  const page = await signIn("editor");
  await page.goto(project.at("traces/personal-0"));
  await page.getByRole("button", { name: "Turn into case" }).click();
  const dialog = page.getByRole("dialog", { name: "Turn into a case" });
  await expect(dialog.locator("mark")).toHaveText(["ada@acme.example", "ada@acme.example"]);
  await dialog.getByLabel("Mask what is personal").check();
  await expect(dialog).toContainText("What was personal is masked.");
  await dialog.getByRole("button", { name: "Turn into case" }).click();
  await expect(dialog).toBeHidden();
  const { data } = (await api.get("/eval-sets/triage-main/cases?kind=production")) as {
    data: { input: { ticket: string } }[];
  };
  expect(data.map(({ input }) => input.ticket)).toEqual([
    "Write to [redacted: email], I said [redacted: email]",
  ]);
});

test("the queue says when nothing is left, and what to do then", async ({
  api,
  project,
  signIn,
}) => {
  const page = await signIn("editor");
  await page.goto(project.at("traces/review"));
  await expect(page.getByText("No trace to review yet")).toBeVisible();
  await haveTraces(api);
  await openReview(page, project);
  const queue = (await api.get("/trace-queue")) as { data: { traceId: string }[] };
  await api.post("/trace-reviews", {
    verdict: "fine",
    traceIds: queue.data.map(({ traceId }) => traceId),
  });
  await page.goto(project.at("traces/review"));
  await expect(page.getByText("The queue is done for now")).toBeVisible();
});

test("the pages of trace review have no accessibility faults", async ({ api, project, signIn }) => {
  await haveTraces(api);
  await api.post("/failure-categories", { name: "billing read as refund" });
  const page = await signIn("editor");
  await openReview(page, project);
  await page.keyboard.press("1");
  await page.keyboard.press("t");
  await expect(desk(page).getByLabel("Eval set of the case")).toBeVisible();
  await checkPage(page);
  await page.getByRole("button", { name: "Rules…" }).click();
  await expect(page.getByLabel("Traces to review each week")).toBeVisible();
  await checkPage(page);
  await page.goto(project.at("settings/online-scorers"));
  await expect(page.getByText("No online scorer yet")).toBeVisible();
  await checkPage(page);
});
