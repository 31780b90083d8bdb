import type { Locator, Page } from "@playwright/test";
import { checkPage } from "./check-page";
import { type Api, expect, test } from "./fixtures";

const name = "support/agent";
const path = "chains/support%2Fagent";

const classify = {
  key: "classify",
  kind: "code",
  config: {
    code: `return { category: /charged/.test(input.ticket) ? "billing" : "other" };`,
    outputSchema: { type: "object", properties: { category: { type: "string" } } },
  },
  input: { ticket: "inputs.ticket" },
};

const validate = {
  key: "validate",
  kind: "validate",
  config: { scorer: { kind: "contains", config: { value: "billing" } } },
  input: { value: "steps.classify.output.category" },
};

async function haveChain(api: Api, ...versions: object[][]) {
  await api.post("/chains", { name, description: "Answers tickets about orders" });
  for (const [index, steps] of versions.entries()) {
    await api.post(`/${path}/versions`, { steps, commitMessage: `Change ${index + 1}` });
  }
}

const step = (page: Page, key: string): Locator => page.locator(`[data-step="${key}"]`);

const saved = (page: Page) => expect(page.locator("[data-save]")).toHaveText(/^saved \d/);

async function addStep(page: Page, kind: string) {
  await page.getByRole("button", { name: "Step", exact: true }).click();
  await page.getByRole("menuitem", { name: new RegExp(`^${kind}`) }).click();
}

/** Gives a step an input by the expression that it comes from. */
async function wire(page: Page, key: string, expression: string, as?: string) {
  await step(page, key)
    .getByRole("button", { name: `Add an input to ${key}` })
    .click();
  const picker = page.getByRole("dialog", { name: `New input of ${key}` });
  if (as) await picker.getByLabel("Name in the step").fill(as);
  await picker.getByLabel("Value", { exact: true }).fill(expression);
  await picker.getByRole("button", { name: "Use it" }).click();
}

test("a chain is built step by step, its wiring put right, tried, and saved", async ({
  api,
  project,
  signIn,
}) => {
  test.slow();
  await api.post("/prompts", { name: "support/reply", kind: "chat" });
  await api.post("/prompts/support%2Freply/versions", {
    messages: [{ role: "user", content: "Labels: refund, other\nTicket: {{ticket}}" }],
    model: { provider: "local", name: "baseline" },
    outputSchema: { type: "object", properties: { label: { enum: ["refund", "other"] } } },
    settings: {},
    commitMessage: "First words",
  });
  const page = await signIn("editor");
  await page.goto(project.at("chains"));
  await page.getByRole("button", { name: "New chain" }).first().click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create and edit" }).click();
  await expect(page.getByText("No steps yet")).toBeVisible();

  await addStep(page, "route");
  await wire(page, "route", "inputs.ticket");
  const route = step(page, "route");
  await route.getByLabel("Name of branch 1").fill("payment");
  await route.getByLabel("Value of branch 1", { exact: true }).selectOption("ticket");
  await route.getByLabel("Condition of branch 1").selectOption("contains");
  await route.getByLabel("Compared value of branch 1").fill("charged");

  await addStep(page, "tool");
  const tool = step(page, "call_tool");
  await tool.getByLabel("Tool", { exact: true }).fill("lookup_payments");
  await tool.getByRole("button", { name: "Canned answer", exact: true }).click();
  await tool.getByLabel("Output of canned answer 1").fill('{ "payments": 2 }');
  await wire(page, "call_tool", "steps.route.output", "branch");

  await addStep(page, "prompt");
  const answer = step(page, "answer");
  await answer.getByLabel("Prompt of answer").fill("support/reply");
  await page.getByRole("option", { name: /support\/reply/ }).click();
  await expect(answer.getByLabel("Version")).toHaveValue("1");
  await answer.getByRole("button", { name: "ticket: ?" }).click();
  await page
    .getByRole("dialog", { name: "Where ticket of answer comes from" })
    .getByRole("button", { name: /^input\.ticket/ })
    .click();

  await addStep(page, "validation");
  const check = step(page, "validate");
  await check.getByLabel("Rule", { exact: true }).selectOption("contains");
  await check.getByRole("textbox", { name: /^Text/ }).fill("refund");
  await wire(page, "validate", "steps.answer.output.lable", "value");

  // The mistake stands at its step, with the way out.
  await expect(check.getByText("“answer” has no output “lable”")).toBeVisible();
  await expect(page.getByText("1 problem")).toBeVisible();
  await expect(page.getByRole("button", { name: /Save version/ })).toBeDisabled();
  await expect(page.getByRole("listitem", { name: "validate: blocked" })).toContainText(
    "Fix it to run this step",
  );
  await check.getByRole("button", { name: "Use answer.label" }).click();
  await expect(page.getByText("1 problem")).toBeHidden();
  await saved(page);

  const pane = page.getByRole("complementary", { name: "Try it" });
  await pane.getByLabel("ticket").fill("I was charged twice. I want a refund.");
  await pane.getByRole("button", { name: /^Run/ }).click();
  await expect(pane.getByRole("listitem", { name: "route: done" })).toContainText("payment");
  await expect(pane.getByRole("listitem", { name: "call_tool: done" })).toContainText(
    "payments: 2",
  );
  await expect(pane.getByRole("listitem", { name: "answer: done" })).toContainText("label: refund");
  await expect(pane.getByRole("listitem", { name: "validate: done" })).toBeVisible();

  await page.getByRole("button", { name: /Save version/ }).click();
  await page.getByLabel("What changed and why").fill("Route, look up, answer, check");
  await page.getByRole("button", { name: /^Save v1/ }).click();
  await expect(page.getByText("Version 1 saved.")).toBeVisible();

  await page.goto(project.at(path));
  await expect(page.getByText("4 steps: route, tool, prompt and validation")).toBeVisible();
  await checkPage(page);
});

test("two versions of a chain differ step by step", async ({ api, project, signIn }) => {
  const loose = { ...classify, onFailure: "escalate" };
  await haveChain(api, [classify, validate], [loose, validate]);
  const page = await signIn("viewer");
  await page.goto(project.at(`${path}/versions`));
  await page.getByLabel("Compare v1").check();
  await page.getByLabel("Compare v2").check();
  await page.getByRole("button", { name: "Compare v1 with v2" }).click();
  await expect(page.getByText("1 of 3 parts differ")).toBeVisible();
  await expect(page.getByText("on failure: escalate")).toBeVisible();
  await checkPage(page);
});

test("a step renamed, moved and removed takes its references with it, and comes back", async ({
  api,
  project,
  signIn,
}) => {
  await haveChain(api, [classify, validate]);
  const page = await signIn("editor");
  await page.goto(project.at(`${path}/edit?step=classify`));
  const key = step(page, "classify").getByLabel("Key");
  await key.fill("triage");
  await key.press("Enter");
  await expect(step(page, "validate").getByText("value: triage.category")).toBeVisible();
  await expect(page.getByText("2 steps differ from v1")).toBeHidden();

  const grip = page.getByRole("button", { name: "Move validate, step 2 of 2" });
  await grip.focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(page.getByRole("button", { name: "Move validate, step 1 of 2" })).toBeFocused();
  await expect(step(page, "validate").getByText("does not run before this step")).toBeVisible();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(page.getByText("1 problem")).toBeHidden();

  await page.getByRole("button", { name: "More for triage" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(step(page, "validate").getByText("There is no step “triage”")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(step(page, "triage")).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(step(page, "triage")).toBeVisible();
});

test("one step runs alone with what the steps before it gave, and a case learns what to expect", async ({
  api,
  project,
  signIn,
}) => {
  await haveChain(api, [classify, validate]);
  await api.post("/eval-sets", { name: "agent" });
  await api.post("/eval-sets/agent/cases", {
    caseId: "ag-1",
    input: { ticket: "I was charged twice" },
    expected: "billing",
  });
  const page = await signIn("editor");
  await page.goto(project.at(`${path}/edit?evalSet=agent&case=ag-1`));
  const pane = page.getByRole("complementary", { name: "Try it" });
  await pane.getByRole("button", { name: /^Run/ }).click();
  const last = pane.getByRole("listitem", { name: "validate: done" });
  await expect(last).toBeVisible();
  await pane.getByRole("button", { name: "Save as expectation" }).click();
  await expect(page.getByText("ag-1 expects this of 2 steps")).toBeVisible();
  const stored = await api.get("/eval-sets/agent/cases/ag-1");
  expect(stored).toMatchObject({ steps: { classify: { category: "billing" } } });

  await page.goto(project.at(`${path}/edit?evalSet=agent&case=ag-1&step=validate`));
  await pane.getByRole("button", { name: /^Run/ }).click();
  await expect(last).toBeVisible();
  await step(page, "validate").getByRole("textbox", { name: /^Text/ }).fill("shipping");
  await expect(pane.getByText("before your last edit")).toBeVisible();
  await last.getByRole("button", { name: "Run this step alone" }).click();
  await expect(pane.getByRole("listitem", { name: "validate: wrong" })).toBeVisible();
  await expect(pane.getByRole("listitem", { name: "classify: done" })).toBeVisible();
});

test("a chain among the prompts leads to the same page among the chains", async ({
  api,
  project,
  signIn,
}) => {
  await haveChain(api, [classify, validate]);
  const page = await signIn("viewer");
  await page.goto(project.at("prompts/support%2Fagent/spec?version=1"));
  await expect(page).toHaveURL(project.at(`${path}/spec?version=1`));
  await page.goto(project.at("prompts/support%2Fagent"));
  await expect(page).toHaveURL(project.at(path));
  await page.goto(project.at(`${path}/edit`));
  await expect(page.getByText("v1, read only")).toBeVisible();
  await expect(page.getByRole("button", { name: "Step", exact: true })).toBeHidden();
});

test("the palette finds a chain by its name", async ({ api, project, signIn }) => {
  await haveChain(api, [classify, validate]);
  const page = await signIn("viewer");
  await page.goto(project.at("chains"));
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox", { name: "Search or jump to" }).fill("agent");
  await page
    .getByRole("option", { name: /support\/agent/ })
    .first()
    .click();
  await expect(page).toHaveURL(project.at(path));
});

test("two people change steps of one version: both are kept, and the step that both changed is chosen", async ({
  api,
  project,
  signIn,
}) => {
  await haveChain(api, [classify, validate]);
  const page = await signIn("editor");
  await page.goto(project.at(`${path}/edit?step=validate`));
  const text = step(page, "validate").getByRole("textbox", { name: /^Text/ });
  // What is typed before the page has come to life is lost.
  const pane = page.getByRole("complementary", { name: "Try it" });
  await expect(pane.getByRole("button", { name: /^Run/ })).toBeVisible();
  await text.fill("payment");
  await saved(page);

  const theirs = [
    { ...classify, onFailure: "escalate" },
    { ...validate, config: { scorer: { kind: "contains", config: { value: "money" } } } },
  ];
  await api.post(`/${path}/versions`, { steps: theirs, commitMessage: "Look for money" });
  await page.getByRole("button", { name: /Save version/ }).click();
  const conflict = page.getByRole("dialog");
  const changes = conflict.getByRole("table", { name: "Changes of both" });
  await expect(changes.getByRole("row", { name: /classify/ })).toContainText(
    "on failure: escalate",
  );
  await expect(conflict).toContainText("One part changed on both sides");
  await changes
    .getByRole("row", { name: /validate/ })
    .getByRole("button", { name: "yours" })
    .click();
  await conflict.getByRole("button", { name: "Look at v3" }).click();
  await page.getByLabel("What changed and why").fill("Look for payment, and escalate");
  await page.getByRole("button", { name: /^Save v3/ }).click();
  await expect(page.getByText("Version 3 saved.")).toBeVisible();
  expect(await api.get(`/${path}/versions/3`)).toMatchObject({
    parentVersion: 2,
    steps: [
      { key: "classify", onFailure: "escalate" },
      { key: "validate", config: { scorer: { config: { value: "payment" } } } },
    ],
  });
});

test("an admin keeps a secret for an address, and a step sends it without showing it", async ({
  api,
  apiAs,
  project,
  signIn,
}) => {
  const tool = {
    key: "lookup",
    kind: "tool",
    config: {
      tool: { name: "lookup_orders", parameters: { type: "object" } },
      url: "https://crm.example.com/orders",
    },
    input: { ticket: "inputs.ticket" },
  };
  await haveChain(api, [tool]);
  const page = await signIn("admin");
  await page.goto(project.at("settings/models"));
  await page.getByRole("button", { name: "Add secret…" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a secret" });
  await dialog.getByLabel("Name").fill("crm-key");
  await dialog.getByLabel("Server").fill("https://crm.example.com/orders");
  await dialog.getByLabel("Value of the header").fill("Bearer top-secret-7731");
  await dialog.getByRole("button", { name: "Add secret" }).click();
  const table = page.getByRole("table", { name: "Secrets for your own addresses" });
  await expect(table).toContainText("https://crm.example.com");
  await expect(table).toContainText("…7731");
  await expect(page.locator("body")).not.toContainText("top-secret");
  await checkPage(page);

  await page.goto(project.at(`${path}/edit?step=lookup`));
  const lookup = step(page, "lookup");
  await expect(lookup.locator(".monaco-editor")).toBeVisible();
  await lookup.getByRole("button", { name: "Add secret header" }).click();
  await expect(lookup.getByLabel("Secret", { exact: true })).toHaveValue("crm-key");
  await saved(page);
  await page.getByRole("button", { name: /Save version/ }).click();
  await page.getByLabel("What changed and why").fill("Send the key");
  await expect(page.getByRole("dialog")).toContainText("header: Authorization, secret crm-key");
  await page.getByRole("button", { name: /^Save v2/ }).click();
  await expect(page.getByText("Version 2 saved.")).toBeVisible();
  const version = await (await apiAs("viewer")).get(`/${path}/versions/2`);
  expect(JSON.stringify(version)).not.toContain("top-secret");
});
