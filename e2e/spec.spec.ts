import type { Page } from "@playwright/test";
import { checkPage } from "./check-page";
import { type Api, expect, test } from "./fixtures";

const name = "support/triage";
const path = "prompts/support%2Ftriage";

const version = (words: string) => ({
  messages: [
    {
      role: "system",
      content: `Answer with one label only.\n\nLabels:\n- refund: ${words}\n- shipping: a parcel is late, lost or broken`,
    },
    { role: "user", content: "{{ticket}}" },
  ],
  model: { provider: "local", name: "baseline" },
  settings: {},
  commitMessage: words,
});

/** Twenty German tickets and five English ones, with a segment for the English ones. */
async function haveCases(api: Api) {
  const rows = Array.from({ length: 25 }, (_, index) => {
    const [label, text] =
      index % 2 ? ["refund", "money back for I paid twice"] : ["shipping", "the parcel is late"];
    return `${text} number ${index},${label},${index < 20 ? "de" : "en"}`;
  });
  await api.post("/eval-sets", { name: "tickets", scorers: [{ kind: "label" }] });
  await api.importCsv("tickets", ["ticket,expected,attr.tongue", ...rows].join("\n"));
  await api.post("/segments", {
    name: "English",
    condition: { subject: "attribute", attribute: "tongue", operator: "=", value: "en" },
  });
}

async function havePrompt(api: Api) {
  await haveCases(api);
  await api.post("/prompts", { name, kind: "chat" });
  await api.post(`/${path}/versions`, version("money back, charged twice"));
}

const specOf = async (api: Api) =>
  (await api.get(`/${path}/spec`)) as { revision: number; criteria: object[] };

async function openSpec(page: Page, address: string) {
  await page.goto(address);
  await expect(page.getByRole("heading", { name: "Acceptance criteria" })).toBeVisible();
}

test("a new prompt begins with its spec, and a criterion takes one press and a name", async ({
  api,
  project,
  signIn,
}) => {
  await haveCases(api);
  const page = await signIn("editor");
  await page.goto(project.at("prompts"));
  await page.getByRole("button", { name: "New prompt" }).first().click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Write the spec first" }).click();
  await expect(page).toHaveURL(/\/spec$/);
  await page.getByRole("button", { name: "Write the first requirement" }).click();
  await page.getByLabel("New requirement").fill("Names the right label");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Write one" }).click();
  await page.getByRole("button", { name: "Right answers" }).click();
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("≥ 80 %")).toBeVisible();
  await expect(page.getByText("1 criterion, 25 cases")).toBeVisible();
  await page.getByRole("link", { name: "Write the first version" }).click();
  await expect(page).toHaveURL(/\/edit$/);
  expect(await specOf(api)).toMatchObject({
    revision: 2,
    criteria: [{ serves: ["Names the right label"], evalSet: "tickets", level: "must" }],
  });
});

test("a criterion brings a scorer of its own, with all of its settings", async ({
  api,
  project,
  signIn,
}) => {
  await havePrompt(api);
  const page = await signIn("editor");
  await openSpec(page, project.at(`${path}/spec`));
  await page.getByRole("button", { name: "Write a criterion" }).click();
  const form = page.getByRole("form", { name: "New criterion" });
  await form.getByLabel("Statement").fill("Never mentions money");
  await form.getByLabel("Scorer or metric").selectOption({ label: "Contains, any case" });
  await form.getByRole("group", { name: "Settings of the scorer" }).getByRole("textbox").fill("$");
  await form.getByLabel("Must not").check();
  await form.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("not: contains, any case “$”")).toBeVisible();
  expect((await specOf(api)).criteria).toMatchObject([
    { scorer: { kind: "icontains", config: { value: "$", negate: true } } },
  ]);
});

test("what is missing is run, and the verdict names its run and its trend", async ({
  api,
  project,
  signIn,
}) => {
  test.slow();
  await havePrompt(api);
  const page = await signIn("editor");
  await openSpec(page, project.at(`${path}/spec`));
  await page.getByRole("button", { name: "Write a criterion" }).click();
  await page.getByRole("button", { name: "Right answers" }).click();
  await page.getByLabel("Bar, %").fill("70");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("no run yet")).toBeVisible();
  await page.getByRole("button", { name: "Run what is missing" }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Start/ })
    .click();
  const row = page.getByRole("row", { name: /The answers are right/ });
  await expect(row.getByText(/\d\.\d %/)).toBeVisible({ timeout: 30_000 });
  await row.getByRole("button", { name: "The answers are right", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Over versions" })).toBeVisible();
  await page.getByRole("link", { name: /^run \d+$/ }).click();
  await expect(page).toHaveURL(/\/runs\/\d+/);
});

test("the gaps of a spec are filters: a line without a criterion, cases that count for nothing", async ({
  api,
  project,
  signIn,
}) => {
  test.slow();
  await havePrompt(api);
  await api.put(`/${path}/spec`, {
    requirements: ["Names the label", "Is quick"],
    failureCases: [],
    criteria: [
      {
        key: "english",
        statement: "English tickets are right",
        evalSet: "tickets",
        metric: "success_rate",
        comparator: ">=",
        threshold: 0.5,
        segment: "English",
        level: "must",
        serves: ["Names the label"],
      },
    ],
  });
  const page = await signIn("editor");
  await openSpec(page, project.at(`${path}/spec`));
  await page.getByRole("button", { name: "no criterion 1" }).click();
  await expect(page.getByText("Is quick")).toBeVisible();
  await expect(page.getByText("Names the label")).toHaveCount(0);
  await page.getByRole("button", { name: "unused cases 20" }).click();
  await expect(page).toHaveURL(/gap=cases/);
  const cases = page.getByRole("table", { name: "Unused cases in tickets" });
  await expect(cases.getByRole("row")).toHaveCount(21);
});

test("the history says what changed, and an older state can be restored", async ({
  api,
  project,
  signIn,
}) => {
  await havePrompt(api);
  await api.put(`/${path}/spec`, { requirements: ["Is brief"], failureCases: [], criteria: [] });
  await api.put(`/${path}/spec`, { requirements: ["Is long"], failureCases: [], criteria: [] });
  const page = await signIn("editor");
  await openSpec(page, project.at(`${path}/spec`));
  await page.getByRole("button", { name: "Revision 2" }).click();
  await expect(page.getByText("requirement reworded: Is brief → Is long")).toBeVisible();
  await page.getByRole("button", { name: "View revision 1" }).click();
  await page.getByRole("button", { name: "Restore revision 1…" }).click();
  await page.getByRole("button", { name: "Restore", exact: true }).click();
  await expect(page.getByRole("button", { name: "Is brief" })).toBeVisible();
  expect((await specOf(api)).revision).toBe(3);
});

test("two requirements added in quick succession are both saved", async ({
  api,
  project,
  signIn,
}) => {
  await havePrompt(api);
  const page = await signIn("editor");
  await openSpec(page, project.at(`${path}/spec`));
  let release = () => {};
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  // The first save is still on its way when the second line is typed.
  await page.route("**/spec", async (route) => {
    if (route.request().method() === "PUT") await isReleased;
    await route.continue();
  });
  await page.getByRole("button", { name: "Write the first requirement" }).click();
  await page.getByLabel("New requirement").fill("Is brief");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Add a requirement" }).click();
  await page.getByLabel("New requirement").fill("Is polite");
  await page.keyboard.press("Enter");
  release();
  await expect(page.getByRole("button", { name: "Is brief" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Is polite" })).toBeVisible();
  await expect(page.getByText("Not saved.")).toHaveCount(0);
  expect(await specOf(api)).toMatchObject({ requirements: ["Is brief", "Is polite"] });
});

test("a line that a colleague's revision refuses stays there to be saved again", async ({
  api,
  project,
  signIn,
}) => {
  await havePrompt(api);
  const page = await signIn("editor");
  await openSpec(page, project.at(`${path}/spec`));
  await api.put(`/${path}/spec`, { requirements: ["Is brief"], failureCases: [], criteria: [] });
  await page.getByRole("button", { name: "Write the first requirement" }).click();
  await page.getByLabel("New requirement").fill("Is polite");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Load the latest" }).click();
  await expect(page.getByRole("button", { name: "Is brief" })).toBeVisible();
  await page.getByLabel("requirement not saved yet").press("Enter");
  await expect(page.getByRole("button", { name: "Is polite" })).toBeVisible();
  expect(await specOf(api)).toMatchObject({ requirements: ["Is brief", "Is polite"] });
});

test("a line that is opened and left as it was makes no revision, and a viewer changes nothing", async ({
  api,
  project,
  signIn,
  signInApart,
}) => {
  await havePrompt(api);
  await api.put(`/${path}/spec`, { requirements: ["Is brief"], failureCases: [], criteria: [] });
  const page = await signIn("editor");
  await openSpec(page, project.at(`${path}/spec`));
  await page.getByRole("button", { name: "Is brief" }).click();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Is brief" }).click();
  await page.getByLabel("requirement 1", { exact: true }).fill("Is very brief");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Is very brief" })).toBeVisible();
  expect((await specOf(api)).revision).toBe(2);
  const reader = await signInApart("viewer");
  await openSpec(reader, project.at(`${path}/spec`));
  await expect(reader.getByText("Is very brief")).toBeVisible();
  await expect(reader.getByRole("button", { name: /Add a|Criterion|Actions for/ })).toHaveCount(0);
});

test("axe finds nothing on the spec", async ({ api, project, signIn }) => {
  await havePrompt(api);
  await api.put(`/${path}/spec`, {
    requirements: ["Names the label"],
    failureCases: ["Repeats a card number"],
    criteria: [
      {
        key: "right",
        statement: "The label is right",
        evalSet: "tickets",
        metric: "success_rate",
        comparator: ">=",
        threshold: 0.7,
        segment: "English",
        level: "must",
        serves: ["Names the label"],
      },
    ],
  });
  const page = await signIn("editor");
  await openSpec(page, project.at(`${path}/spec?gap=cases&criterion=right`));
  await expect(page.getByRole("heading", { name: "Over versions" })).toBeVisible();
  await page.getByRole("button", { name: "Criterion", exact: true }).click();
  await page.getByLabel("Scorer or metric").selectOption({ label: "Contains" });
  await expect(page.getByLabel("Must not")).toBeVisible();
  await checkPage(page);
});
