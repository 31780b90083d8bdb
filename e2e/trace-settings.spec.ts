import type { Page } from "@playwright/test";
import { checkPage } from "./check-page";
import { type Api, expect, test } from "./fixtures";

const DAY = 86_400_000;

/** `daysAgo` keeps their order in the list; each customer is a unit of its own. */
async function send(api: Api, traces: { id: string; ticket: string; daysAgo?: number }[]) {
  await api.post("/traces", {
    traces: traces.map(({ id, ticket, daysAgo = 0 }) => ({
      id,
      startedAt: new Date(Date.now() - daysAgo * DAY - 2_000).toISOString(),
      endedAt: new Date(Date.now() - daysAgo * DAY - 1_000).toISOString(),
      unit: `customer-${id}`,
      input: { ticket },
      output: "refund",
      steps: [],
    })),
  });
}

async function openSettings(page: Page, path: string) {
  await page.goto(path);
  await expect(page.getByRole("heading", { name: "What is kept" })).toBeVisible();
}

test("an admin sees what redaction rules would take out, saves them, and new traces come without it", async ({
  project,
  api,
  signIn,
}) => {
  await send(api, [
    { id: "with-order", ticket: "Order ORD-204188 is late, write to lea@example.org" },
    { id: "without", ticket: "Where is my parcel" },
  ]);
  const page = await signIn("admin");
  await openSettings(page, project.at("settings/traces"));
  const save = page.getByRole("button", { name: "Save rules" });
  await expect(save).toBeDisabled();

  await page.getByLabel("E-mail addresses").check();
  await page.getByRole("button", { name: "Pattern" }).click();
  await expect(save).toBeDisabled();
  await page.getByLabel("Name of rule 1").fill("order number");
  await page.getByLabel("Pattern of rule 1").fill("ORD-\\d{6}");
  const preview = page.getByRole("table", { name: "What each rule would redact" });
  await expect(preview.getByRole("row", { name: "order number 1 1" })).toBeVisible();
  await expect(page.getByText("1 of the newest 2 traces would be changed")).toBeVisible();
  await expect(page.getByRole("list", { name: "Examples" })).toContainText(
    "[redacted: order number]",
  );
  await save.click();
  await expect(page.getByText("The redaction rules are saved")).toBeVisible();
  await expect(save).toBeDisabled();

  await send(api, [{ id: "after", ticket: "Order ORD-204189, write to lea@example.org" }]);
  expect(await api.get("/traces/after")).toMatchObject({
    input: { ticket: "Order [redacted: order number], write to [redacted: e-mail]" },
  });
  expect(await api.get("/traces/with-order")).toMatchObject({
    input: { ticket: "Order ORD-204188 is late, write to lea@example.org" },
  });
  await page.reload();
  await expect(page.getByLabel("Name of rule 1")).toHaveValue("order number");
});

test("a rule that cannot be used says so before it is saved", async ({ project, api, signIn }) => {
  await send(api, [{ id: "one", ticket: "Where is my parcel" }]);
  const page = await signIn("admin");
  await openSettings(page, project.at("settings/traces"));
  await page.getByRole("button", { name: "Pattern" }).click();
  await page.getByLabel("Name of rule 1").fill("order number");
  await page.getByLabel("Pattern of rule 1").fill("ORD-(");
  await expect(page.getByRole("status").filter({ hasText: /parenthesis|\)/ })).toBeVisible();
  await page.getByRole("button", { name: "Save rules" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /parenthesis|\)/ })).toBeVisible();
});

test("keeping traces for a shorter time asks first, and then deletes the older ones", async ({
  project,
  api,
  signIn,
}) => {
  await send(api, [
    { id: "old", ticket: "An old one", daysAgo: 20 },
    { id: "new", ticket: "A new one" },
  ]);
  const page = await signIn("admin");
  await openSettings(page, project.at("settings/traces"));
  const days = page.getByLabel("Days that a trace is kept");
  await days.fill("7");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const question = page.getByRole("alertdialog", { name: "Delete traces older than 7 days?" });
  await question.getByRole("button", { name: /^Keep/ }).click();
  expect((await api.ask("GET", "/traces/old")).status()).toBe(200);

  await page.getByRole("button", { name: "Save", exact: true }).click();
  await question.getByRole("button", { name: /^Save and delete/ }).click();
  await expect(page.getByText("Trace settings saved")).toBeVisible();
  await expect.poll(async () => (await api.ask("GET", "/traces/old")).status()).toBe(404);
  expect((await api.ask("GET", "/traces/new")).status()).toBe(200);
  await page.goto(project.at("traces"));
  await expect(page.getByText("Kept 7 days.")).toBeVisible();
});

test("all traces of one unit are deleted, and the audit log keeps no name", async ({
  project,
  api,
  signIn,
}) => {
  await send(api, [
    { id: "lea", ticket: "Delete me" },
    { id: "tom", ticket: "Keep me" },
  ]);
  const page = await signIn("admin");
  await openSettings(page, project.at("settings/traces"));
  await page.getByLabel("By", { exact: true }).selectOption("unit");
  await page.getByLabel("Unit", { exact: true }).fill("customer-nobody");
  await page.getByRole("button", { name: "Delete…" }).click();
  const question = page.getByRole("alertdialog", { name: /^Delete all traces of/ });
  await expect(question).toContainText("There is no trace with this unit.");
  await expect(question.getByRole("button", { name: /^Delete/ })).toBeDisabled();
  await question.getByRole("button", { name: "Cancel" }).click();

  await page.getByLabel("Unit", { exact: true }).fill("customer-lea");
  await page.getByRole("button", { name: "Delete…" }).click();
  await expect(question).toContainText("1 trace goes");
  await question.getByRole("button", { name: /^Delete/ }).click();
  await expect(page.getByText("1 trace deleted")).toBeVisible();
  expect((await api.ask("GET", "/traces/lea")).status()).toBe(404);
  expect((await api.ask("GET", "/traces/tom")).status()).toBe(200);
  await page.goto(project.at("settings/audit"));
  await expect(page.getByRole("row", { name: /traces\.deleted/ })).toContainText("Priya");
  await expect(page.getByText("customer-lea")).toHaveCount(0);
});

test("an editor reads the settings and changes nothing", async ({ project, signIn }) => {
  const page = await signIn("editor");
  await openSettings(page, project.at("settings/traces"));
  await expect(page.getByLabel("Days that a trace is kept")).toBeDisabled();
  await expect(page.getByLabel("E-mail addresses")).toBeDisabled();
  await expect(page.getByRole("button", { name: /Save|Delete/ })).toHaveCount(0);
});

test("axe finds nothing in the settings of traces", async ({ project, api, signIn }) => {
  await send(api, [{ id: "one", ticket: "Write to lea@example.org" }]);
  const page = await signIn("admin");
  await openSettings(page, project.at("settings/traces"));
  await page.getByLabel("E-mail addresses").check();
  await page.getByRole("button", { name: "Field" }).click();
  await expect(page.getByRole("table", { name: "What each rule would redact" })).toBeVisible();
  await checkPage(page);
  await page.getByLabel("Days that a trace is kept").fill("7");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await checkPage(page);
});
