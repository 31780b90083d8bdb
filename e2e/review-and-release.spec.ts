import type { Locator, Page } from "@playwright/test";
import { type Api, expect, pressUntil, test } from "./fixtures";
import { whenReady } from "./when-ready";

const name = "support/triage";
const path = "prompts/support%2Ftriage";

const triage = (shipping: string) => ({
  messages: [
    {
      role: "system",
      content: `Sort the ticket. Answer with one label.\n\nLabels:\n- refund: money back\n- shipping${shipping}\n- account`,
    },
    { role: "user", content: "{{ticket}}" },
  ],
  model: { provider: "local", name: "baseline" },
  settings: {},
});
const SHIPPING_LINE = 5;

const CASES = `id,input.ticket,expected
refund-1,I want my money back,refund
refund-2,Money back for my order please,refund
refund-3,When do I get the money back,refund
ship-1,The parcel is late,shipping
ship-2,Where is the courier with my parcel,shipping
ship-3,Your shipping is slow,shipping
login-1,My account does not work,account
login-2,Close my account,account
login-3,The account is locked,account
login-4,I want another name in my account,account
`;

/** v1 is live in production, v2 is saved, and there is a criterion that nothing has measured yet. */
async function haveLiveVersion(ines: Api, tomas: Api) {
  await ines.post("/prompts", { name, kind: "chat" });
  await ines.post(`/${path}/versions`, { ...triage(""), commitMessage: "Names of the labels" });
  const { number } = (await ines.post("/reviews", {
    prompt: name,
    version: 1,
    environment: "production",
    title: "Sort tickets by their label",
  })) as { number: number };
  await tomas.post(`/reviews/${number}/approvals`, { version: 1 });
  const note = { goal: "Sorted tickets", change: "Everything" };
  await tomas.post("/releases", { prompt: name, version: 1, environment: "production", note });
  await ines.post("/eval-sets", { name: "tickets" });
  await ines.importCsv("tickets", CASES);
  await ines.put(`/${path}/spec`, {
    criteria: [
      {
        key: "right",
        statement: "The label is right",
        evalSet: "tickets",
        metric: "success_rate",
        comparator: ">=",
        threshold: 0.3,
        level: "must",
      },
    ],
  });
  await ines.post("/runs", { prompt: name, version: 1, evalSet: "tickets" });
  await ines.post(`/${path}/versions`, {
    ...triage(": parcel"),
    commitMessage: "Say what shipping is",
  });
}

const bell = (page: Page) => page.getByRole("button", { name: /^Inbox/ });
const state = (page: Page, word: string) => page.getByText(word, { exact: true }).first();

/** What the inbox says, from the bell that stands on every page. */
async function openInbox(page: Page): Promise<Locator> {
  await bell(page).click();
  const inbox = page.getByRole("dialog", { name: "Inbox" });
  await expect(inbox).toBeVisible();
  return inbox;
}

/** Measures what the open gates need, from the review itself. */
async function runWhatIsMissing(page: Page) {
  const gates = page.getByRole("table", { name: "Gates" });
  await expect(gates).toContainText("not measured");
  await page.getByRole("button", { name: "Run what is missing" }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Start/ })
    .click();
  await expect(gates.getByText("pass", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(gates).not.toContainText("not measured");
}

test("from the request to the incident: each sees what is theirs, and nothing goes live without evidence", async ({
  project,
  otherProject,
  api,
  apiAs,
  signInApart,
}) => {
  // Five people, and a step for each thing that they do.
  test.setTimeout(300_000);
  const keys = { ines: await apiAs("editor"), tomas: await apiAs("reviewer") };
  await haveLiveVersion(keys.ines, keys.tomas);
  const served = async () =>
    (await api.get(`/${path}/served?environment=production&unit=user-42`)) as {
      version: number;
      messages: { content: string }[];
    };
  expect((await served()).version).toBe(1);
  const release = (as: Api, version: number) =>
    as.ask("POST", "/releases", {
      prompt: name,
      version,
      environment: "production",
      note: { goal: "Past everybody", change: "Nothing" },
    });
  const ines = await signInApart("editor");
  const tomas = await signInApart("reviewer");
  const priya = await signInApart("admin");
  const vera = await signInApart("viewer");
  const stranger = await signInApart("admin", otherProject);

  await test.step("the engineer asks for a review and has the open gate measured", async () => {
    await ines.goto(project.at(path));
    await ines.getByRole("button", { name: "Ask for review" }).click();
    const dialog = ines.getByRole("dialog", { name: "Ask for review" });
    await expect(dialog.getByLabel("Environment")).toHaveValue("production");
    await expect(dialog.getByLabel("Title")).toHaveValue("Say what shipping is");
    await dialog.getByLabel("What should a reviewer know?").fill("Parcels went to `account`.");
    await expect(dialog.getByRole("checkbox", { name: /Ines/ })).toHaveCount(0);
    await dialog.getByRole("checkbox", { name: /Tomas/ }).check();
    await dialog.getByRole("button", { name: /^Ask for review of v2/ }).click();
    await expect(ines).toHaveURL(/\/reviews\/2$/);
    await expect(ines.getByText("instead of v1, live in production")).toBeVisible();
    await expect(ines.getByText(/You wrote this version/)).toBeVisible();
    const reviewers = ines
      .locator("section")
      .filter({ has: ines.getByRole("heading", { name: "Reviewers" }) });
    await expect(reviewers.getByText("waiting")).toBeVisible();
    await reviewers.getByRole("button", { name: "Change…" }).click();
    const naming = ines.getByRole("alertdialog", { name: "Who should review this?" });
    await naming.getByRole("checkbox", { name: /Priya/ }).check();
    await naming.getByRole("button", { name: "Save reviewers" }).click();
    await expect(reviewers.getByText("waiting")).toHaveCount(2);
    await expect(ines.getByRole("radio", { name: /Approve/ })).toHaveCount(0);
    await runWhatIsMissing(ines);
  });

  await test.step("a release without an approval is refused with its reason", async () => {
    const refused = await release(keys.tomas, 2);
    expect(refused.status()).toBe(409);
    expect(refused.headers()["content-type"]).toContain("application/problem+json");
    expect(await refused.json()).toMatchObject({
      code: "not_approved",
      errors: [
        { path: "review", message: "production needs 1 approval of v2 as it is; it has 0." },
      ],
    });
    const ownApproval = await keys.ines.ask("POST", "/reviews/2/approvals", {});
    expect(ownApproval.status()).toBe(403);
  });

  await test.step("another reviewer sees the changes at once, with the decision at hand, and approves", async () => {
    await priya.goto(project.at("reviews/2"));
    await expect(priya.locator("#changes")).toBeInViewport();
    await expect(priya.getByRole("button", { name: "Approve…" })).toBeInViewport();
    await priya.getByRole("heading", { name: "Conversation" }).scrollIntoViewIfNeeded();
    await expect(priya.getByRole("button", { name: "Approve…" })).toBeInViewport();
    await pressUntil(priya, "a", priya.getByRole("alertdialog", { name: "Approve v2?" }));
    await priya.keyboard.press("ControlOrMeta+Enter");
    await expect(state(priya, "approved")).toBeVisible();
  });

  await test.step("the reviewer finds it in the inbox, comments on a line and asks for changes", async () => {
    await tomas.goto(project.at("prompts"));
    const inbox = await openInbox(tomas);
    await inbox.getByText(/Ines asks Tomas to review support\/triage v2/).click();
    await expect(tomas).toHaveURL(/\/reviews\/2/);
    await whenReady(tomas);
    await tomas.getByRole("button", { name: `Comment on new line ${SHIPPING_LINE}` }).click();
    const thread = tomas.locator("form", {
      has: tomas.getByPlaceholder(`Comment on line ${SHIPPING_LINE}`),
    });
    await thread.getByPlaceholder(`Comment on line ${SHIPPING_LINE}`).fill("And couriers?");
    await thread.getByRole("button", { name: "Suggest an edit" }).click();
    await thread.getByLabel("In place of this line").fill("- shipping: parcel, courier");
    await thread.getByRole("button", { name: "Comment", exact: true }).click();
    await expect(tomas.getByText("1 open thread").first()).toBeVisible();
    await expect(tomas.getByText("Suggested edit")).toBeVisible();
    await tomas.getByRole("heading", { level: 1 }).click();
    const dialog = tomas.getByRole("alertdialog", { name: "Request changes to v2?" });
    await pressUntil(tomas, "r", dialog);
    await dialog.getByLabel("Message").fill("Couriers belong to shipping, too.");
    await dialog.getByRole("button", { name: /^Request changes/ }).click();
    await expect(state(tomas, "changes requested")).toBeVisible();
    const refused = await release(keys.tomas, 2);
    expect(((await refused.json()) as { errors: { message: string }[] }).errors).toEqual([
      { path: "review", message: "Tomas requested changes and has not withdrawn the request." },
    ]);
  });

  await test.step("a viewer reads along and decides nothing; a stranger finds nothing", async () => {
    await vera.goto(project.at("reviews/2"));
    await expect(vera.getByText("And couriers?").first()).toBeVisible();
    await expect(
      vera.getByRole("button", { name: /Approve|Comment on|Resolve|Run what|Take over|Close/ }),
    ).toHaveCount(0);
    const inbox = await openInbox(vera);
    await expect(inbox.getByText(/released support\/triage v1 to production/)).toBeVisible();
    await expect(inbox.getByText(/asks for/)).toHaveCount(0);
    const key = await apiAs("viewer");
    for (const to of ["/reviews/2/approvals", "/reviews/2/change-requests"]) {
      expect((await key.ask("POST", to, {})).status()).toBe(403);
    }
    expect((await release(key, 2)).status()).toBe(403);
    await stranger.goto(project.at("reviews/2"));
    await expect(stranger.getByText("Nothing here")).toBeVisible();
    const theirs = await stranger.request.get(`/api/v1/projects/${project.slug}/reviews/2`);
    expect(theirs.status()).toBe(404);
  });

  await test.step("the engineer takes the suggestion over and saves: the approval is stale", async () => {
    await ines.goto(project.at("prompts"));
    const inbox = await openInbox(ines);
    await inbox
      .getByText(/Tomas requested changes/)
      .first()
      .click();
    await expect(ines).toHaveURL(/\/reviews\/2/);
    await ines.getByRole("button", { name: "Apply to my draft" }).click();
    await ines.getByRole("button", { name: "Open the draft" }).click();
    await expect(ines.locator(".monaco-editor .view-lines").first()).toContainText("courier");
    await ines.getByRole("button", { name: /Save version/ }).click();
    const dialog = ines.getByRole("dialog");
    await dialog.getByLabel("What changed and why").fill("Couriers are shipping");
    const runAfter = dialog.getByRole("checkbox", { name: /Run an eval after saving/ });
    if (await runAfter.isChecked()) await runAfter.uncheck();
    await dialog.getByRole("button", { name: /Save/ }).click();
    await expect(ines.getByText("Version 3 saved.")).toBeVisible();
    await ines.goto(project.at("reviews/2"));
    await expect(ines.getByText("Priya’s approval of v2 is stale.")).toBeVisible();
    await expect(state(ines, "changes requested")).toBeVisible();
    await runWhatIsMissing(ines);
  });

  await test.step("the reviewer looks again, at what is new since, and approves by keyboard", async () => {
    await tomas.goto(project.at("reviews"));
    await expect(tomas.getByText("You, to look at v3 again")).toBeVisible();
    const drawer = tomas.getByRole("complementary", { name: "Review 2" });
    await pressUntil(tomas, "j", drawer);
    await expect(drawer.getByText("Since your last word")).toBeVisible();
    await tomas.keyboard.press("d");
    await expect(tomas).toHaveURL(/\/reviews\/2\?from=2/);
    await expect(tomas.getByRole("heading", { name: "Changes, v2 → v3" })).toBeVisible();
    await whenReady(tomas);
    await pressUntil(tomas, "a", tomas.getByRole("alertdialog", { name: "Approve v3?" }));
    await tomas.keyboard.press("ControlOrMeta+Enter");
    await expect(state(tomas, "approved")).toBeVisible();
  });

  await test.step("the release author writes the note beside what was measured, and releases", async () => {
    await tomas.getByRole("link", { name: "Release v3…" }).click();
    await expect(tomas.getByText("1 of 1 must gate passes")).toBeVisible();
    await expect(tomas.getByRole("button", { name: /^Release…/ })).toBeDisabled();
    await tomas.getByLabel("Goal").fill("Parcels reach **shipping**.");
    await tomas.getByLabel("Change").fill("Says what `shipping` is about.");
    const preview = tomas.getByRole("article");
    await expect(preview.locator("strong")).toHaveText("shipping");
    await tomas.keyboard.press("ControlOrMeta+Enter");
    await expect(
      tomas.getByRole("alertdialog", { name: "Release v3 to production?" }),
    ).toBeVisible();
    await tomas.keyboard.press("ControlOrMeta+Enter");
    await expect(tomas).toHaveURL(/\/releases\/2$/);
    await expect(tomas.getByRole("table", { name: "Gates" })).toContainText("pass");
    await expect(tomas.getByRole("list", { name: "Approvals" })).toContainText("Tomas");
    const { note } = (await api.get("/releases/2")) as {
      note: { evalResult: string; measured: { runs: { number: number }[] } };
    };
    const [run] = note.measured.runs;
    const { passRate } = (await api.get(`/runs/${run?.number}`)) as {
      passRate: { value: number };
    };
    const rate = `${(passRate.value * 100).toFixed(1)} %`;
    expect(note.evalResult).toContain(`→ ${rate} on 10 development cases of tickets`);
    await expect(tomas.getByText(`→ ${rate}`).first()).toBeVisible();
  });

  await test.step("the application has the new version at once", async () => {
    const { version, messages } = await served();
    expect(version).toBe(3);
    expect(messages[0]?.content).toContain("courier");
  });

  await test.step("the release says what was observed of it since", async () => {
    const observed = tomas
      .locator("section")
      .filter({ has: tomas.getByRole("heading", { name: "Observed since" }) });
    await expect(observed.getByText("No traces of v3 since then.")).toBeVisible();
    const now = new Date().toISOString();
    const trace = { prompt: name, version: 3, environment: "production", input: "", output: "" };
    await api.post("/traces", {
      traces: [{ ...trace, id: "first", outcome: "succeeded", startedAt: now, endedAt: now }],
    });
    await expect(async () => {
      await tomas.reload();
      const link = observed.getByRole("link", { name: "1", exact: true });
      await expect(link).toBeVisible({ timeout: 1_000 });
    }).toPass();
  });

  await test.step("in an incident it is rolled back in two clicks with a reason", async () => {
    await priya.goto(project.at(path));
    await priya.getByRole("button", { name: "Roll back to v1…" }).click();
    const dialog = priya.getByRole("alertdialog");
    const confirm = dialog.getByRole("button", { name: /^Roll back to v1/ });
    await expect(confirm).toBeDisabled();
    await dialog.getByLabel("Reason").fill("Accounts end up in shipping");
    await confirm.click();
    await expect(dialog).toHaveCount(0);
    expect((await served()).version).toBe(1);
  });

  await test.step("what happened is one history, for those whom it concerns", async () => {
    const { data } = (await api.get("/releases")) as {
      data: { number: number; version: number; replaces: number | null }[];
    };
    expect(data.map(({ number, version, replaces }) => [number, version, replaces])).toEqual([
      [3, 1, 3],
      [2, 3, 1],
      [1, 1, null],
    ]);
    await vera.goto(project.at("releases"));
    const list = vera.getByRole("list", { name: "Releases, newest first" });
    await expect(list.getByRole("listitem").first()).toContainText("Accounts end up in shipping");
    await expect(vera.getByRole("button", { name: /Roll back/ })).toHaveCount(0);
    await vera.goto(project.at("reviews/2"));
    await expect(
      vera.getByText("released with release 2, rolled back by release 3").first(),
    ).toBeVisible();
    await ines.goto(project.at("prompts"));
    const inbox = await openInbox(ines);
    await expect(inbox.getByText(/Priya rolled production back/)).toBeVisible();
    await expect(inbox.getByText(/Tomas released support\/triage v3/)).toBeVisible();
    const hers = await openInbox(vera);
    await expect(hers.getByText(/Priya rolled production back/)).toBeVisible();
    await expect(hers.getByText(/approved/)).toHaveCount(0);
  });
});

test("an editor releases to staging, not to production; a rollback is undone by a release only", async ({
  project,
  api,
  signIn,
}) => {
  test.slow();
  await api.post("/prompts", { name, kind: "chat" });
  const note = { goal: "A first try", change: "Everything" };
  for (const [at, text] of ["", ": parcel"].entries()) {
    await api.post(`/${path}/versions`, { ...triage(text), commitMessage: `Text ${at + 1}` });
  }
  const target = { prompt: name, environment: "staging", note };
  await api.post("/releases", { ...target, version: 1 });
  const served = async () =>
    ((await api.get(`/${path}/served?environment=staging`)) as { version: number }).version;
  const page = await signIn("editor");
  await page.goto(project.at(path));
  await page.getByRole("link", { name: "Release…" }).click();
  await expect(page.getByText("A release to production needs the role reviewer")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Release…/ })).toBeDisabled();
  await page.getByLabel("Environment").selectOption("staging");
  await page.getByLabel("Goal").fill("Fewer tickets in the wrong queue");
  await page.getByRole("button", { name: "Use the commit messages" }).click();
  await expect(page.getByLabel("Change")).toHaveValue("- v2: Text 2");
  await page.getByRole("button", { name: /^Release…/ }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Release/ })
    .click();
  await expect(page).toHaveURL(/\/releases\/2/);
  expect(await served()).toBe(2);

  const takeBack = async (button: string, confirm: RegExp, reason: string) => {
    await page.getByRole("button", { name: button }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByLabel("Reason").fill(reason);
    await dialog.getByRole("button", { name: confirm }).click();
    await expect(dialog).toHaveCount(0);
  };
  await page.goto(project.at(`${path}/releases`));
  await takeBack("Roll back to v1…", /^Roll back to v1/, "Escalations doubled");
  expect(await served()).toBe(1);
  await page.getByRole("link", { name: "Release v2 again…" }).click();
  await expect(page).toHaveURL(/\/releases\/new\?.*version=2/);
  await page.goto(project.at(`${path}/releases`));
  await takeBack("Take offline…", /^Take offline/, "It was the help centre");
  await expect(served()).rejects.toThrow(/^404/);
  await page.goto(project.at("releases"));
  const steps = page.getByRole("list", { name: "What happened between" });
  const main = page.getByRole("main");
  await main.getByLabel("Environment", { exact: true }).selectOption("staging");
  await expect(steps.getByRole("listitem")).toHaveCount(4);
  await page.goto(project.at("releases?from=2026-03-02T10:00&to=2026-03-01T10:00"));
  await expect(page.getByText(/The first moment is after the second/)).toBeVisible();
  await page.goto(project.at("releases?environment=nowhere"));
  await expect(page.getByLabel("Environment of the changelog")).toHaveValue("nowhere");
  await expect(page.getByText("No release matches these filters.")).toBeVisible();
  await page.goto(project.at("releases"));
  await page.getByLabel("Search notes").fill("help centre");
  await expect(
    page.getByRole("list", { name: "Releases, newest first" }).getByRole("listitem"),
  ).toHaveCount(1);
});

test("a thread is answered and resolved, and the changes are read against another version", async ({
  project,
  api,
  apiAs,
  signIn,
}) => {
  const ines = await apiAs("editor");
  await ines.post("/prompts", { name, kind: "chat" });
  for (const text of ["", ": parcel", ": parcel, courier"]) {
    await ines.post(`/${path}/versions`, { ...triage(text), commitMessage: `Now${text}` });
  }
  const about = { prompt: name, version: 3, environment: "production", title: "Say more" };
  await ines.post("/reviews", about);
  const line = { part: "m1", side: "to", line: SHIPPING_LINE };
  await ines.post("/reviews/1/comments", { ...line, body: "Enough?" });
  const beyond = await ines.ask("POST", "/reviews/1/comments", { ...line, line: 99, body: "x" });
  expect(beyond.status()).toBe(422);
  await api.post("/reviews/1/comments", { body: "In general: **yes**" });

  const page = await signIn("reviewer");
  await page.goto(project.at("reviews/1"));
  const changes = page.locator("#changes");
  await changes.getByRole("button", { name: "Collapse all" }).click();
  await expect(changes.getByRole("button", { name: "Answer" })).toBeHidden();
  await changes.getByRole("button", { name: "Expand all" }).click();
  await changes.getByRole("button", { name: "Answer" }).click();
  await changes.getByPlaceholder("Answer").fill("Enough.");
  await changes.locator("form").getByRole("button", { name: "Answer" }).click();
  await expect(changes.getByText("Enough.")).toBeVisible();
  await changes.getByRole("button", { name: "Resolve", exact: true }).click();
  await expect(changes.getByText("resolved", { exact: true })).toBeVisible();
  await expect(page.getByText("no open threads")).toBeVisible();
  await expect(page.getByText("yes", { exact: true })).toBeVisible();
  await page.getByLabel("Compared with").selectOption({ label: "against v1" });
  await expect(page).toHaveURL(/from=1/);
  await expect(page.getByRole("heading", { name: "Changes, v1 → v3" })).toBeVisible();
  const viewed = changes.getByRole("checkbox", { name: /^Viewed message 1/ });
  await viewed.check();
  await expect(changes.getByText("Enough.")).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Changes, v1 → v3" })).toBeVisible();
  await expect(viewed).toBeChecked();

  await test.step("asking for another review of the prompt says that one is open", async () => {
    await page.goto(project.at(path));
    await page.getByRole("button", { name: "Ask for review" }).click();
    const dialog = page.getByRole("dialog", { name: "Ask for review" });
    await expect(dialog.getByText("Review 1 is about v3 for production already.")).toBeVisible();
    await expect(dialog.getByRole("button", { name: /^Ask for review of v3/ })).toBeDisabled();
    await dialog.getByLabel("Version").selectOption("2");
    await expect(dialog.getByText("Review 1 of v3 is open for production too.")).toBeVisible();
  });
});

test("several lines are discussed at once, and an old line where it still reads the same", async ({
  project,
  api,
  apiAs,
  signIn,
}) => {
  const ines = await apiAs("editor");
  await ines.post("/prompts", { name, kind: "chat" });
  for (const text of ["", ": parcel", ": parcel, courier"]) {
    await ines.post(`/${path}/versions`, { ...triage(text), commitMessage: `Now${text}` });
  }
  const about = { prompt: name, version: 3, environment: "production", title: "Say more" };
  await ines.post("/reviews", about);

  const page = await signIn("reviewer");
  await page.goto(project.at("reviews/1"));
  const changes = page.locator("#changes");
  const number = (side: string, line: number) =>
    changes.locator(`[data-part="m1"] td[data-side="${side}"][data-line="${line}"]`);
  const say = async (about: string, body: string) => {
    await changes.getByPlaceholder(about, { exact: true }).fill(body);
    await changes.getByRole("button", { name: "Comment", exact: true }).click();
    await expect(changes.locator("form")).toHaveCount(0);
    await expect(changes.getByText(body)).toBeVisible();
  };
  await number("to", 4).dragTo(number("to", 6));
  await expect(page).toHaveURL(/#m1-L4-L6$/);
  await changes.getByRole("button", { name: "Suggest an edit" }).click();
  const edit = changes.getByLabel("In place of these 3 lines");
  await expect(edit).toHaveValue("- refund: money back\n- shipping: parcel, courier\n- account");
  await changes.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(changes.getByText("The edit changes nothing yet.")).toBeVisible();
  await edit.fill("- refund\n- shipping\n- account");
  await say("Comment on lines 4 to 6", "Names are enough");
  await expect(changes.getByText("On lines 4 to 6")).toBeVisible();

  await number("to", 1).click();
  await number("to", 2).click({ modifiers: ["Shift"] });
  await expect(changes.getByPlaceholder("Comment on lines 1 to 2")).toBeFocused();
  await page.keyboard.press("Escape");
  await changes.getByRole("button", { name: "Comment on old line 4" }).focus();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Enter");
  await say("Comment on old lines 4 to 5", "Why two words?");
  const { comments } = (await api.get("/reviews/1")) as {
    comments: { side: string; line: number; lineCount: number; base: number | null }[];
  };
  expect(comments).toMatchObject([
    { side: "to", line: 4, lineCount: 3, base: null },
    { side: "from", line: 4, lineCount: 2, base: 2 },
  ]);

  await page.getByLabel("Compared with").selectOption({ label: "against v1" });
  const elsewhere = changes.getByRole("list", { name: "Threads not shown in this comparison" });
  await expect(elsewhere).toContainText("lines 4 to 5 of v2");
  await expect(changes.getByText("On lines 4 to 6")).toBeVisible();
  await elsewhere.getByRole("button", { name: "Compare with v2" }).click();
  await expect(page).toHaveURL(/#m1-O4-O5$/);
  await expect(changes.getByRole("heading", { name: "Changes, v2 → v3" })).toBeVisible();
  await expect(elsewhere).toHaveCount(0);
  await expect(changes.getByText("Why two words?")).toBeVisible();
});

test("a version goes live in stages by itself, and a harmful one goes back by itself and says why", async ({
  project,
  api,
  signIn,
}) => {
  test.slow();
  await api.post("/prompts", { name, kind: "chat" });
  for (const text of ["", ": parcel", ": parcel, courier"]) {
    await api.post(`/${path}/versions`, { ...triage(text), commitMessage: `Now${text}` });
  }
  const note = { goal: "Fewer tickets in the wrong queue", change: "Say what shipping is" };
  const target = { prompt: name, environment: "staging", note };
  await api.post("/releases", { ...target, version: 1 });

  /** One request each of some units, served and traced as an application does it; v3 fails. */
  let sent = 0;
  const sendTraffic = async () => {
    const units = Array.from({ length: 40 }, () => `unit-${sent++}`);
    const traces = await Promise.all(
      units.map(async (unit) => {
        const { version, assignment } = (await api.get(
          `/${path}/served?environment=staging&unit=${unit}`,
        )) as { version: number; assignment: { arm: string } };
        const { arm } = assignment;
        const now = new Date().toISOString();
        return {
          ...{ id: `trace of ${unit}`, prompt: name, version, arm, unit, environment: "staging" },
          ...{ startedAt: now, endedAt: now, input: "", output: "", outcome: "succeeded" },
          ...(version === 3 ? { error: "The model answered with nothing" } : {}),
        };
      }),
    );
    await api.post("/traces", { traces });
  };
  const page = await signIn("editor");
  const main = page.getByRole("main");
  const untilItSays = (word: string) =>
    expect(async () => {
      await sendTraffic();
      await expect(main.getByText(word, { exact: true }).first()).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 60_000 });

  await test.step("the plan is made on the form of the release", async () => {
    await page.goto(project.at(`releases/new?prompt=${name}&version=2&environment=staging`));
    await page.getByLabel("Goal").fill(note.goal);
    await page.getByLabel("Change", { exact: true }).fill(note.change);
    await page.getByRole("button", { name: "Fast" }).click();
    await expect(page.getByText(/^10 % now, 50 % from/)).toBeVisible();
    for (const stage of [1, 2]) {
      await page.getByLabel(`Stage ${stage}, minimum time`).fill("0");
      await page.getByLabel(`Stage ${stage}, minimum requests`).fill("5");
    }
    await page.getByLabel("Stage 1, percent").fill("60");
    await page.getByLabel("Time for an outcome").selectOption("0");
    for (const metric of ["Success rate", "p95 latency", "Cost / 1,000 requests"]) {
      await page.getByRole("button", { name: `Remove ${metric}` }).click();
    }
    await page.getByLabel("Error rate, measured").selectOption("absolute");
    await page.getByLabel("Error rate, bar in %").fill("20");
    const start = page.getByRole("button", { name: /^Start at 60 %/ });
    await start.click();
    await expect(page.getByText("Write more than the 60 % of the stage before.")).toBeVisible();
    await page.getByLabel("Stage 1, percent").fill("25");
    await page.getByRole("button", { name: /^Start at 25 %/ }).click();
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: /^Start at 25 %/ })
      .click();
    await expect(page).toHaveURL(/\/rollouts\/1$/);
  });

  await test.step("with traffic it advances to everybody, and each step says what it saw", async () => {
    await untilItSays("completed");
    await expect(main.getByText(/advanced to 50 %/)).toBeVisible();
    await expect(main.getByText("Figures it saw").first()).toBeVisible();
    const served = (await api.get(`/${path}/served?environment=staging`)) as { version: number };
    expect(served.version).toBe(2);
  });

  await test.step("a version that fails goes back, and its release says how it ended", async () => {
    const guardrail = { metric: "error_rate", comparator: "<=", threshold: 0.05 };
    const release = (await api.post("/releases", {
      ...{ ...target, version: 3 },
      rollout: {
        stages: [{ percent: 50, minSamples: 10_000 }],
        guardrails: [guardrail],
        maturationMinutes: 0,
      },
    })) as { number: number };
    await page.goto(project.at("rollouts"));
    await page.getByRole("link", { name, exact: true }).first().click();
    await expect(page).toHaveURL(/\/rollouts\/2$/);
    await untilItSays("rolled back");
    await expect(main.getByText("Rolled back from 50 %: everybody has v2 again.")).toBeVisible();
    await expect(main.getByText(/Error rate is .* the bar is ≤ 5/).first()).toBeVisible();
    await expect(main.getByRole("button", { name: "Advance…" })).toHaveCount(0);
    const served = (await api.get(`/${path}/served?environment=staging&unit=a`)) as {
      version: number;
    };
    expect(served.version).toBe(2);
    await page.goto(project.at(`releases/${release.number}`));
    const section = page
      .locator("section")
      .filter({ has: page.getByRole("heading", { name: "Rollout", exact: true }) });
    await expect(section.getByText("rolled back", { exact: true })).toBeVisible();
    await expect(section.getByRole("table")).toContainText("fail");
  });
});

test("a reviewer sees the rules for single inputs that a version adds, and dismisses the hint", async ({
  project,
  api,
  signIn,
}) => {
  const rules = ["a tent", "a stove", "order 48213"].map(
    (what) => `If the ticket mentions ${what}, answer refund.`,
  );
  await api.post("/prompts", { name, kind: "chat" });
  await api.post(`/${path}/versions`, { ...triage(""), commitMessage: "Names of the labels" });
  await api.post(`/${path}/versions`, {
    ...triage(`\n\n${rules.join("\n")}`),
    commitMessage: "Handle three tickets",
    parentVersion: 1,
  });
  const { number } = (await api.post("/reviews", {
    prompt: name,
    version: 2,
    environment: "production",
    title: "Three tickets",
  })) as { number: number };
  const page = await signIn("reviewer");
  await page.goto(project.at(`reviews/${number}`));
  await expect(page.getByText("v2 adds 3 new rules for narrow inputs.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Message 1, line 7" })).toBeVisible();
  await page.getByRole("button", { name: "Dismiss…" }).click();
  await page.getByLabel("Why are these rules meant?").fill("Each is a rule of the shop");
  await page.getByRole("button", { name: "Dismiss", exact: true }).click();
  await expect(page.getByText("“Each is a rule of the shop”")).toBeVisible();
});
