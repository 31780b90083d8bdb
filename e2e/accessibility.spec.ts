import type { Page } from "@playwright/test";
import { checkPage } from "./check-page";
import { type Api, expect, pressUntil, type TestProject, test } from "./fixtures";

const path = "prompts/support%2Ftriage";
const version = {
  messages: [{ role: "user", content: "Sort the ticket: {{ticket}}" }],
  model: { provider: "local", name: "baseline" },
};
const target = { prompt: "support/triage", version: 2 };

/** What a person sees on each page when it is whole. */
type Visit = [
  name: string,
  address: string,
  isWhole: (page: Page) => ReturnType<Page["getByText"]>,
  /** What is opened on it first. */
  open?: (page: Page) => Promise<void>,
];

const VISITS: Visit[] = [
  [
    "a review beside its list",
    "reviews?review=1",
    (page) => page.getByRole("link", { name: /^Open review/ }),
  ],
  ["a review", "reviews/1", (page) => page.getByText("Suggested edit")],
  [
    "approving it",
    "reviews/1",
    (page) => page.getByRole("alertdialog"),
    (page) => pressUntil(page, "a", page.getByRole("alertdialog")),
  ],
  [
    "asking for a review",
    path,
    (page) => page.getByRole("dialog", { name: "Ask for review" }),
    (page) => page.getByRole("button", { name: "Ask for review" }).click(),
  ],
  ["a rollback", "releases/3", (page) => page.getByRole("heading", { name: "Reason" })],
  [
    "rolling back",
    "releases/3",
    (page) => page.getByRole("alertdialog"),
    (page) => page.getByRole("button", { name: /^Take offline/ }).click(),
  ],
];

const ROLLOUTS: Visit[] = [
  ["a rollout", "rollouts/1", (page) => page.getByRole("heading", { name: "Traffic split" })],
  [
    "advancing it",
    "rollouts/1",
    (page) => page.getByRole("alertdialog"),
    (page) => page.getByRole("button", { name: "Advance…" }).click(),
  ],
  [
    "planning the next one",
    "releases/new?prompt=support%2Freply&version=2&environment=staging",
    (page) => page.getByRole("table", { name: "Guardrails and signal metrics" }),
    (page) => page.getByRole("button", { name: "Careful" }).click(),
  ],
];

async function haveRollout(api: Api) {
  const reply = { prompt: "support/reply", environment: "staging" };
  await api.post("/prompts", { name: reply.prompt, kind: "chat" });
  for (const commitMessage of ["First words", "Warmer"]) {
    await api.post("/prompts/support%2Freply/versions", {
      ...version,
      messages: [{ role: "user", content: `${commitMessage}: {{ticket}}` }],
      commitMessage,
    });
  }
  const note = { goal: "Warmer replies", change: "Other words" };
  await api.post("/releases", { ...reply, version: 1, note });
  const rollout = {
    stages: [{ percent: 10, minMinutes: 1_440 }, { percent: 50 }],
    guardrails: [
      { metric: "error_rate", comparator: "<=", threshold: 0.05 },
      { metric: "escalation_rate", comparator: "<=", threshold: 0.08, action: "pause" },
    ],
  };
  await api.post("/releases", { ...reply, version: 2, note, rollout });
}

async function haveReviewAndReleases(api: Api) {
  await api.post("/prompts", { name: "support/triage", kind: "chat" });
  await api.post(`/${path}/versions`, { ...version, commitMessage: "First words" });
  await api.post(`/${path}/versions`, {
    ...version,
    messages: [{ role: "user", content: "Sort this ticket: {{ticket}}" }],
    commitMessage: "This one",
  });
  await api.post("/reviews", { ...target, environment: "production", title: "A warmer tone" });
  await api.post("/reviews/1/comments", {
    body: "Say `all` of it, see https://tickets.example/1",
    part: "m1",
    side: "to",
    line: 1,
    suggestion: "Sort this very ticket: {{ticket}}",
  });
  const note = { goal: "Sorted tickets", change: "- one\n- two" };
  for (const number of [1, 2]) {
    await api.post("/releases", { ...target, version: number, environment: "staging", note });
  }
  await api.post("/releases/2/rollback", { reason: "It was worse" });
}

async function visit(page: Page, project: TestProject, visits: readonly Visit[]) {
  for (const [name, address, isWhole, open] of visits) {
    await test.step(name, async () => {
      await page.goto(project.at(address));
      await open?.(page);
      await expect(isWhole(page).first()).toBeVisible();
      await checkPage(page);
    });
  }
}

test("reviews and releases fit the screen and axe finds nothing, with everything open", async ({
  project,
  api,
  signIn,
}) => {
  test.slow();
  await haveReviewAndReleases(api);
  await haveRollout(api);
  const page = await signIn("reviewer");
  await visit(page, project, [...VISITS, ...ROLLOUTS]);
});
