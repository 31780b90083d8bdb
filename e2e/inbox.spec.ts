import type { Page } from "@playwright/test";
import { checkPage } from "./check-page";
import { type Api, expect, test } from "./fixtures";

const name = "support/triage";
const path = "prompts/support%2Ftriage";

/** Ines writes a version and asks for it to go to production. */
async function haveReview(ines: Api, title = "A warmer tone") {
  await ines.post("/prompts", { name, kind: "chat" });
  await ines.post(`/${path}/versions`, {
    messages: [{ role: "system", content: "Sort the ticket. Be warm." }],
    model: { provider: "local", name: "baseline" },
    settings: {},
    commitMessage: "Warmer",
  });
  await ines.post("/reviews", { prompt: name, version: 1, environment: "production", title });
}

async function openInbox(page: Page, address: string) {
  await page.goto(address);
  await page.getByRole("button", { name: /^Inbox/ }).click();
  return page.getByRole("dialog", { name: "Inbox" });
}

test("who has to act finds it on top of the inbox, and whoever asked does not", async ({
  apiAs,
  project,
  signIn,
  signInApart,
}) => {
  test.slow();
  await haveReview(await apiAs("editor"));
  const tomas = await signIn("reviewer");
  const inbox = await openInbox(tomas, project.at("prompts"));
  const turn = inbox.getByRole("list", { name: "Your turn" });
  await expect(turn.getByRole("listitem")).toHaveText(/Your turn: take a first look at v1/);
  await expect(inbox.getByText(/asks for a review of/)).toBeVisible();

  const ines = await signInApart("editor");
  const hers = await openInbox(ines, project.at("prompts"));
  await expect(hers.getByText("Nothing has happened yet.")).toBeVisible();
  await expect(hers.getByRole("list", { name: "Your turn" })).toHaveCount(0);
});

test("a review has one line, which leads to it and is read by that; the rest is read with one press", async ({
  apiAs,
  project,
  signIn,
}) => {
  test.slow();
  const ines = await apiAs("editor");
  await haveReview(ines);
  await ines.post("/reviews/1/comments", { body: "I tried three wordings." });
  const tomas = await apiAs("reviewer");
  await tomas.post("/reviews/1/comments", { body: "Which ones?" });
  await ines.post("/reviews/1/comments", { body: "They are in the ticket." });
  const note = { goal: "A warmer tone", change: "One more sentence" };
  await ines.post("/releases", { prompt: name, version: 1, environment: "staging", note });
  const page = await signIn("reviewer");
  const inbox = await openInbox(page, project.at("prompts"));
  await expect(inbox.getByText("2 unread")).toBeVisible();
  await inbox.getByRole("link", { name: /They are in the ticket/ }).click();
  await expect(page).toHaveURL(/reviews\/1$/);
  await expect(page.getByRole("heading", { name: /A warmer tone/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Inbox, 1 unread" })).toBeVisible();
  await page.getByRole("button", { name: /^Inbox/ }).click();
  await inbox.getByRole("button", { name: "Unread", exact: true }).click();
  await expect(inbox.getByText(/editor released/)).toBeVisible();
  await expect(inbox.getByText("They are in the ticket")).toHaveCount(0);
  await inbox.getByRole("button", { name: "Mark all as read" }).click();
  await expect(inbox.getByText("You have read everything.")).toBeVisible();
  await expect(inbox.getByText("0 unread")).toBeVisible();
});

test("an answer reaches the author, a release everybody in the project, nothing another project", async ({
  apiAs,
  project,
  otherProject,
  signIn,
  signInApart,
}) => {
  test.slow();
  await haveReview(await apiAs("editor"));
  const tomas = await apiAs("reviewer");
  await tomas.post("/reviews/1/approvals", { version: 1, body: "Good." });
  await tomas.post("/releases", {
    prompt: name,
    version: 1,
    environment: "production",
    review: "1",
    note: { goal: "A warmer tone", change: "One more sentence" },
  });
  const ines = await signIn("editor");
  const inbox = await openInbox(ines, project.at("prompts"));
  await expect(inbox.getByText(/reviewer approved/)).toBeVisible();
  await expect(inbox.getByText(/reviewer released/)).toBeVisible();
  const vera = await signInApart("viewer");
  const hers = await openInbox(vera, project.at("prompts"));
  await expect(hers.getByText(/reviewer released/)).toBeVisible();
  await expect(hers.getByText(/reviewer approved/)).toHaveCount(0);
  const stranger = await signInApart("admin", otherProject);
  const theirs = await openInbox(stranger, otherProject.at("prompts"));
  await expect(theirs.getByText("Nothing has happened yet.")).toBeVisible();
});

test("axe finds nothing in the inbox", async ({ apiAs, project, signIn }) => {
  const ines = await apiAs("editor");
  await haveReview(ines);
  await ines.post("/reviews/1/comments", { body: "I tried three wordings." });
  const page = await signIn("reviewer");
  const inbox = await openInbox(page, project.at("prompts"));
  await expect(inbox.getByRole("list", { name: "Your turn" })).toBeVisible();
  await inbox.getByRole("button", { name: "What comes here…" }).click();
  await checkPage(page);
});
