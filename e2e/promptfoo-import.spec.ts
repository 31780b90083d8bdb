import { expect, test } from "./fixtures";

const config = `
prompts: [file://prompt.txt, make.py:prompt]
providers: [openai:gpt-4o-mini]
defaultTest:
  assert: [{ type: llm-rubric, value: "answers {{ticket}}", provider: openai:gpt-4o }]
tests:
  - file://tests.csv
  - vars: { ticket: My tent leaks }
    assert: [{ type: javascript, value: output.length < 200 }, { type: moderation }]
`;

const files = [
  { name: "promptfooconfig.yaml", text: config },
  { name: "tests.csv", text: "ticket,__expected\nWhere is my tent?,contains: order\n" },
  { name: "prompt.txt", text: "Classify this ticket: {{ticket}}" },
].map(({ name, text }) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) }));

test("an engineer imports a promptfoo configuration with its files, maps a provider and creates its prompt", async ({
  project,
  api,
  signIn,
}) => {
  await api.post("/eval-sets", { name: "from-promptfoo" });
  const page = await signIn("editor");
  await page.goto(project.at("eval-sets/from-promptfoo"));
  await page.getByRole("button", { name: "Import CSV or JSONL…" }).click();
  await page.getByLabel("Choose files").setInputFiles(files);
  await expect(page.getByText("2 run as scorers, 3 stored.")).toBeVisible();
  await expect(
    page.getByText("No connection is mapped to openai:gpt-4o.", { exact: true }),
  ).toBeVisible();
  await expect(page.getByText("A program makes it, which does not run here.")).toBeVisible();
  await page.getByLabel("Connection for openai:gpt-4o", { exact: true }).selectOption("local");
  await expect(page.getByText("4 run as scorers, 1 stored.")).toBeVisible();
  await page.getByLabel("Create it as 1 version of a new prompt").check();
  await page.getByLabel("Prompt name").fill("imported/triage");
  await page.getByRole("button", { name: "Import 2 cases" }).click();
  await expect(page.getByText("2 cases, 2 development and 0 holdout")).toBeVisible();
  await page.getByText("My tent leaks").click();
  const stored = page.getByRole("region", { name: "Stored assertions" });
  await expect(stored.getByText("It asks a moderation service")).toBeVisible();
  expect(await api.get("/prompts/imported%2Ftriage/versions/1")).toMatchObject({
    messages: [{ role: "user", content: "Classify this ticket: {{ticket}}" }],
  });
  expect(await api.get("/eval-sets/from-promptfoo")).toMatchObject({
    scorers: [{ kind: "judge-rubric", config: { model: { provider: "local", name: "gpt-4o" } } }],
  });
});
