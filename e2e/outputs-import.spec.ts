import { checkPage } from "./check-page";
import { expect, test } from "./fixtures";

const name = "support/triage";

const version = {
  messages: [{ role: "user", content: "{{ticket}}" }],
  model: { provider: "local", name: "baseline" },
  settings: {},
};

const CASES = `id,input.ticket,expected
std-01,Where is my tent?,order_status
std-02,I want a refund,refund
std-03,My password does not work,account
`;

/**
 * A wrong answer, one that a person disagrees with, a case that the set has not, another input than that of its case,
 * and a latency that is missing.
 */
const OUTPUTS = `ticket_id,ticket,answer,ms,agent_ok
std-01,Where is my tent?,order_status,842,yes
std-02,I want a refund,refund,,no
std-03,My password does not work,refund,911,no
std-99,The zip is broken,refund,5,
std-02,Where is my refund?,refund,7,
`;

test("outputs of another tool become a recorded run, with what is not known left unknown", async ({
  project,
  api,
  signIn,
}) => {
  await api.post("/prompts", { name, kind: "chat" });
  await api.post("/prompts/support%2Ftriage/versions", { ...version, commitMessage: "First" });
  await api.post("/eval-sets", { name: "triage-main" });
  await api.importCsv("triage-main", CASES);
  await api.patch("/eval-sets/triage-main", { scorers: [{ kind: "equals" }] });

  const page = await signIn("editor");
  await page.goto(project.at("runs"));
  await page.getByRole("link", { name: "Import outputs…" }).first().click();
  await expect(page.getByRole("heading", { name: "Import outputs as a run" })).toBeVisible();
  await page
    .getByLabel("Choose a file")
    .setInputFiles({ name: "trial.csv", mimeType: "text/csv", buffer: Buffer.from(OUTPUTS) });

  await expect(page.getByLabel("ticket_id becomes")).toHaveValue("case");
  await expect(page.getByLabel("answer becomes")).toHaveValue("output");
  await expect(page.getByLabel("agent_ok becomes")).toHaveValue("label");
  await expect(page.getByText("4 rows become results")).toBeVisible();
  await expect(
    page.getByText("Row 4: The development cases of triage-main have no case std-99."),
  ).toBeVisible();
  await expect(page.getByText("1 input differs from the case")).toBeVisible();
  await page.getByText("Compare the inputs").click();
  await expect(page.getByText("Where is my refund?").last()).toBeVisible();
  await expect(page.getByText("1 latency is not in the file")).toBeVisible();
  const preview = page.getByRole("complementary", { name: "Preview" });
  await expect(preview.getByText("2 of 3").first()).toBeVisible();
  await expect(preview.getByText("n = 3, 1 unknown")).toBeVisible();
  await expect(page.getByText("3 human labels: pass 1, fail 2")).toBeVisible();
  const results = page.getByRole("table", { name: "First results" });
  await expect(results.getByRole("row", { name: /std-01/ })).toContainText("842 ms");
  await expect(results.getByRole("row", { name: /std-02/ }).first()).toContainText("unknown");
  await expect(results.getByText("disagrees")).toHaveCount(1);

  const source = page.getByRole("group", { name: "Who made the labels in agent_ok?" });
  await source.getByLabel("A model").check();
  await expect(results.getByText("disagrees")).toHaveCount(0);
  await expect(source.getByText("3 verdicts left out")).toBeVisible();
  await source.getByLabel("A person").check();
  await expect(results.getByText("disagrees")).toHaveCount(1);

  await page.getByRole("button", { name: "Add as cases…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("No row has an expected value")).toBeVisible();
  await dialog.getByRole("button", { name: "Import 1 case" }).click();
  await expect(page.getByText("5 rows become results")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add as cases…" })).toHaveCount(0);

  await page.getByLabel("answer becomes").selectOption("ignore");
  await expect(page.getByText("No column is the output.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Import", exact: true })).toBeDisabled();
  await page.getByLabel("answer becomes").selectOption("output");
  await checkPage(page);

  await page.getByLabel("Source").fill("notebook trial");
  await page.getByRole("button", { name: "Import 5 results" }).click();
  await expect(page).toHaveURL(/\/runs\/1$/);
  await expect(page.getByText("notebook trial")).toBeVisible();
  await expect(page.getByText("Galley called no model.")).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText("Outcomes agree with 2 of 3 human labels")).toBeVisible({
    timeout: 15_000,
  });
  await expect(page.getByText("disagrees")).toHaveCount(1);

  await expect(page.getByText("1 output was made from another input")).toBeVisible();
  await page.getByRole("button", { name: "other input" }).click();
  const cases = page.getByRole("table", { name: "Cases" });
  await expect(cases.getByText("std-01")).toHaveCount(0);
  await expect(cases.getByText("other input")).toHaveCount(1);
  await cases.getByText("std-02").click();
  const drawer = page.getByRole("complementary", { name: "Evidence for case std-02" });
  await drawer.getByRole("button", { name: "2 other input" }).click();
  await expect(drawer.getByText("The output was made from another input.")).toBeVisible();
  await expect(drawer.getByText("Where is my refund?")).toBeVisible();

  await page.goto(project.at("runs"));
  await expect(page.getByText("recorded", { exact: true })).toBeVisible();

  await api.post("/prompts/support%2Ftriage/versions", { ...version, commitMessage: "Second" });
  await page.goto(project.at("runs/import"));
  await page
    .getByLabel("Choose a file")
    .setInputFiles({ name: "again.csv", mimeType: "text/csv", buffer: Buffer.from(OUTPUTS) });
  await expect(preview.getByText("Difference to v1, run 1")).toBeVisible();
  await expect(preview.getByText(/paired, 3 shared cases$/)).toBeVisible();
});
