import { checkPage } from "./check-page";
import { type Api, expect, test } from "./fixtures";

const name = "support/agent";
const path = "chains/support%2Fagent";

const CASES = `id,input.ticket,expected,step.route,step.select_tool
bill-1,I was charged twice,lookup_payments,billing,lookup_payments
bill-2,Wrong charge on my card,lookup_payments,billing,lookup_payments
ship-1,Where is my parcel,lookup_order,shipping,lookup_order
ship-2,The parcel is late,lookup_order,shipping,lookup_order
odd-1,My money was taken,lookup_payments,billing,lookup_payments
`;

const chain = (billingTool: string, billing: string) => ({
  steps: [
    {
      key: "route",
      kind: "code",
      config: { code: `return /${billing}/.test(input.ticket) ? "billing" : "shipping";` },
      input: { ticket: "inputs.ticket" },
    },
    {
      key: "select_tool",
      kind: "code",
      config: { code: `return input.category === "billing" ? "${billingTool}" : "lookup_order";` },
      input: { category: "steps.route.output" },
    },
    {
      key: "validate",
      kind: "validate",
      config: { scorer: { kind: "regex", config: { pattern: "^lookup_" } } },
      input: { value: "steps.select_tool.output" },
    },
  ],
});

async function haveChain(api: Api) {
  await api.post("/chains", { name });
  const broken = chain("lookup_refunds", "charge");
  await api.post(`/${path}/versions`, { ...broken, commitMessage: "Route, then choose a tool" });
  await api.post("/eval-sets", { name: "agent" });
  await api.importCsv("agent", CASES);
  const scorers = [{ kind: "equals" }];
  await api.post("/runs", { chain: name, version: 1, evalSet: "agent", scorers });
}

test("a run names the step that broke, a what-if confirms it, and the mended chain is released", async ({
  api,
  apiAs,
  project,
  signIn,
}) => {
  await haveChain(api);
  const page = await signIn("editor");
  await page.goto(project.at("runs/1"));
  const steps = page.getByRole("table", { name: "First wrong step" });
  await expect(steps.getByRole("row", { name: /select_tool/ })).toContainText("2", {
    timeout: 30_000,
  });
  await expect(steps.getByRole("row", { name: /route/ })).toContainText("1");
  await checkPage(page);

  await steps.getByRole("button", { name: /select_tool/ }).click();
  const cases = page.getByRole("table", { name: "Cases" });
  await expect(cases).toContainText("bill-1");
  await expect(cases).not.toContainText("odd-1");
  await cases.getByText("bill-1").click();
  const evidence = page.getByRole("complementary", { name: "Evidence for case bill-1" });
  await expect(evidence).toContainText("lookup_refunds");
  await evidence.getByRole("button", { name: /Rerun this case/ }).click();
  await expect(evidence).toContainText(
    "With the right select_tool, the answer passes: the fault is in select_tool.",
    { timeout: 30_000 },
  );

  const mended = chain("lookup_payments", "charge|money");
  await api.post(`/${path}/versions`, { ...mended, commitMessage: "Look payments up" });
  await page.goto(project.at(`runs/new?prompt=${encodeURIComponent(name)}&evalSet=agent`));
  await page.getByRole("button", { name: /Start run/ }).click();
  await expect(page.getByText(/Difference to v1/)).toBeVisible({ timeout: 30_000 });
  await page.getByRole("link", { name: /Newly passing/ }).click();
  await expect(page.getByRole("table", { name: "Cases" })).toContainText("odd-1");

  const ines = await apiAs("editor");
  const tomas = await apiAs("reviewer");
  const { number } = (await ines.post("/reviews", {
    prompt: name,
    version: 2,
    environment: "production",
    title: "Look payments up",
  })) as { number: number };
  await page.goto(project.at(`reviews/${number}`));
  await expect(page.getByText("lookup_payments").first()).toBeVisible();
  await tomas.post(`/reviews/${number}/approvals`, { version: 2 });
  const note = { goal: "The right tool", change: "Payments are looked up" };
  await tomas.post("/releases", { prompt: name, version: 2, environment: "production", note });
  await page.goto(project.at("releases"));
  await expect(page.getByText(name).first()).toBeVisible();
});

test("a trace of an instrumented application becomes a chain to finish", async ({
  api,
  project,
  signIn,
}) => {
  const at = (second: number) => new Date(Date.now() - 60_000 + second * 1_000).toISOString();
  const step = (kind: string, stepName: string, second: number, more: object) => ({
    ...{ id: stepName, kind, name: stepName, ...more },
    ...{ startedAt: at(second), endedAt: at(second + 1) },
  });
  await api.post("/traces", {
    traces: [
      {
        id: "handled",
        ...{ environment: "production", startedAt: at(0), endedAt: at(3) },
        ...{ input: { ticket: "I was charged twice" }, output: "Two payments." },
        steps: [
          step("route", "desk", 0, { input: { ticket: "I was charged twice" }, output: "money" }),
          step("tool", "lookup_payments", 1, { input: { order: "NW-1" }, output: { payments: 2 } }),
        ],
      },
    ],
  });
  const page = await signIn("editor");
  await page.goto(project.at("traces/handled"));
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Make a chain…" }).click();
  const dialog = page.getByRole("dialog", { name: "Make a chain" });
  await expect(dialog.getByRole("listitem")).toHaveText([/desk/, /lookup_payments/]);
  await checkPage(page);
  await dialog.getByLabel("Name").fill("support/handled");
  await dialog.getByRole("button", { name: "Create and edit" }).click();
  await expect(page.locator('[data-step="desk"]')).toBeVisible();
  await expect(page.locator('[data-step="lookup_payments"]')).toBeVisible();
});
