import { checkPage } from "./check-page";
import { expect, test } from "./fixtures";

const csv = [
  "ticket,label,kind",
  ...Array.from({ length: 40 }, (_, n) => `Where is tent number ${n}?,order_status,routine`),
  "Only two,cells",
  "What about boots?,returns,egde",
].join("\n");

test("an engineer imports a file, maps a column, sees the wrong rows, and undoes it", async ({
  project,
  signIn,
}) => {
  const page = await signIn("editor");
  await page.goto(project.at("eval-sets"));
  await page.getByRole("button", { name: "New eval set" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("triage-main");
  await page.getByRole("button", { name: "Create eval set" }).click();
  await page.getByRole("button", { name: "Import CSV or JSONL…" }).click();
  await page
    .getByLabel("Choose files")
    .setInputFiles({ name: "tickets.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await expect(page.getByText("2 rows with errors")).toBeVisible();
  await expect(page.getByText("The kind “egde” is unknown")).toBeVisible();
  // Its usual name suggests it; what is typed wins, and stays where the server refuses it.
  await expect(page.getByLabel("label becomes")).toHaveValue("expected");
  const nameTarget = async (target: string) => {
    await page.getByLabel("label becomes").selectOption("other name…");
    await page.getByRole("textbox", { name: "label becomes" }).fill(target);
    await page.getByRole("textbox", { name: "label becomes" }).press("Enter");
  };
  await nameTarget("input.ticket");
  await expect(page.getByText("“ticket” and “label” both become input.ticket")).toBeVisible();
  await expect(page.getByRole("button", { name: "Import 40 cases" })).toBeDisabled();
  await nameTarget("expected.category");
  await expect(page.getByLabel("label becomes")).toHaveValue("expected.category");
  await page.getByRole("button", { name: "Import 40 cases" }).click();
  await expect(page.getByText("40 cases, 40 development and 0 holdout")).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "category" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(page.getByText("0 cases, 0 development and 0 holdout")).toBeVisible();
});

test("a case is opened with the keyboard, changed, saved as a revision, and linked", async ({
  project,
  api,
  signIn,
}) => {
  await api.post("/eval-sets", { name: "keys" });
  await api.importCsv(
    "keys",
    "id,input.ticket,expected\na,First ticket,one\nb,Second ticket,two\n",
  );
  const page = await signIn("editor");
  await page.goto(project.at("eval-sets/keys"));
  await expect(page.getByRole("cell", { name: "First ticket" })).toBeVisible();
  // The rows stand there before their keys do.
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(page).toHaveURL(/case=b/, { timeout: 1_000 });
  }).toPass();
  await page.getByLabel("ticket", { exact: true }).fill("Second ticket, corrected");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.getByText("Saved as revision 2")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("ticket", { exact: true })).toHaveValue("Second ticket, corrected");
  await page.getByRole("button", { name: "What changed" }).click();
  await expect(page.getByRole("dialog").getByText("Second ticket, corrected")).toBeVisible();
});

test("an editor sees the holdout as sums only, an admin sees its cases", async ({
  project,
  api,
  signIn,
}) => {
  const holdoutRows = Array.from({ length: 6 }, (_, n) => `secret question ${n},holdout`).join(
    "\n",
  );
  await api.post("/eval-sets", { name: "held" });
  await api.importCsv("held", `text,split\nvisible,development\n${holdoutRows}\n`);
  const editor = await signIn("editor");
  await editor.goto(project.at("eval-sets/held"));
  await expect(editor.getByRole("cell", { name: "6 cases" })).toBeVisible();
  await expect(editor.getByText("visible", { exact: true })).toBeVisible();
  await expect(editor.getByText("secret question")).toHaveCount(0);
  const admin = await signIn("admin");
  await admin.goto(project.at("eval-sets/held?split=holdout"));
  await expect(admin.getByText("secret question 3")).toBeVisible();
});

test("an admin opens the holdout for a reason, and the set says so from then on", async ({
  project,
  api,
  signIn,
}) => {
  await api.post("/eval-sets", { name: "sealed" });
  const rows = Array.from({ length: 6 }, (_, n) => `h${n},Held ticket ${n},one,holdout`);
  await api.importCsv("sealed", ["id,input.ticket,expected,split", ...rows].join("\n"));
  const page = await signIn("admin");
  await page.goto(project.at("eval-sets/sealed"));
  await page.getByRole("button", { name: "looks: 0" }).click();
  const holdout = page.getByRole("dialog", { name: /Holdout of sealed/ });
  await expect(holdout.getByText("Nobody has looked at this holdout.")).toBeVisible();
  await holdout.getByRole("button", { name: "Unseal holdout…" }).click();
  await page.getByLabel("Why?").fill("Support has to see what fails");
  await page.getByRole("button", { name: "Unseal 6 cases" }).click();
  await expect(holdout.getByText("“Support has to see what fails”")).toBeVisible();
  await holdout.getByRole("button", { name: "Close", exact: true }).last().click();
  await expect(page.getByText("6 cases, 6 development and 0 holdout")).toBeVisible();
  await expect(page.getByText(/unsealed the holdout/)).toBeVisible();
  await checkPage(page);
});

test("axe finds nothing on the eval set page", async ({ project, api, signIn }) => {
  await api.post("/eval-sets", { name: "axe" });
  await api.importCsv("axe", "id,text,expected\na,one,x\nb,two,y\n");
  const page = await signIn("editor");
  await page.goto(project.at("eval-sets/axe?case=a"));
  await expect(page.getByRole("button", { name: /Save as revision/ })).toBeVisible();
  await checkPage(page);
});

test("an engineer gives a case scorers of its own, and previews a script for the set", async ({
  project,
  api,
  signIn,
}) => {
  const name = "support/echo";
  await api.post("/prompts", { name, kind: "text" });
  await api.post(`/prompts/${encodeURIComponent(name)}/versions`, {
    messages: [{ role: "user", content: "Labels:\n- refund\n- shipping\n\nInput: {{ticket}}" }],
    model: { provider: "local", name: "baseline" },
    settings: {},
    commitMessage: "First",
  });
  await api.post("/eval-sets", { name: "own" });
  await api.importCsv("own", "id,input.ticket,expected\na,I want a refund,refund\n");
  const page = await signIn("editor");
  await page.goto(project.at("eval-sets/own?case=a"));
  const scorers = page.getByRole("group", { name: "Scorers of this case" });
  await scorers.getByRole("button", { name: "Add scorer" }).click();
  await scorers.getByLabel("Scorer 1", { exact: true }).selectOption({ label: "Word count" });
  await expect(scorers.getByText("has 3 words")).toBeVisible();
  await scorers.getByLabel("At most").fill("0");
  await page.getByRole("button", { name: "Save as revision 2" }).click();
  await expect(page.getByText("Saved as revision 2")).toBeVisible();

  const run = (await api.post("/runs", { prompt: name, version: 1, evalSet: "own" })) as {
    id: string;
  };
  await expect
    .poll(async () => ((await api.get(`/runs/${run.id}`)) as { status: string }).status, {
      timeout: 60_000,
    })
    .toBe("completed");
  await page.goto(project.at("eval-sets/own"));
  await page.getByRole("button", { name: "Settings of this set" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Add scorer" }).click();
  await dialog.getByLabel("Scorer 1", { exact: true }).selectOption({ label: "Script" });
  await dialog.getByLabel("Code").fill("return output !== ''");
  await dialog.getByRole("button", { name: "Preview on stored answers" }).click();
  await expect(dialog.getByText("returned true")).toBeVisible();
  await dialog.getByLabel("Code").fill("return (");
  await expect(dialog.getByText(/not valid JavaScript/).first()).toBeVisible();
});
