import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { checkPage } from "./check-page";
import { type Api, expect, test } from "./fixtures";

/** Answers tickets, and judges every answer as helpful. */
async function modelServer(): Promise<{ server: Server; url: string }> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const content = body.includes("Is it helpful?")
      ? '{"passed":true,"score":0.9,"reason":"It says when the order arrives."}'
      : "It arrives on Thursday.";
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({
        id: "answer",
        object: "chat.completion",
        created: 0,
        model: "helper",
        choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content } }],
        usage: { prompt_tokens: 20, completion_tokens: 5, total_tokens: 25 },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
}

const model = { provider: "helper", name: "helper" };
const version = (content: string) => ({
  messages: [{ role: "user", content }],
  model,
  settings: {},
  commitMessage: "First",
});

/** A reply prompt with cases, and a judge of its replies. */
async function prepare(api: Api, url: string): Promise<void> {
  await api.post("/connections", { name: "helper", kind: "openai-compatible", baseUrl: url });
  await api.post("/prompts", { name: "support/reply", kind: "chat" });
  await api.post("/prompts/support%2Freply/versions", version("Answer {{ticket}}"));
  await api.post("/prompts", { name: "judges/helpful", kind: "chat" });
  await api.post(
    "/prompts/judges%2Fhelpful/versions",
    version("{{policy}}\n{{output}}\nIs it helpful?"),
  );
  await api.put("/judges/helpful", {
    kind: "rubric",
    prompt: "judges/helpful",
    version: 1,
    policy: "It answers **every** question.",
  });
  const scorer = { kind: "judge-rubric", config: { judge: "helpful" } };
  await api.post("/eval-sets", { name: "replies", scorers: [scorer] });
  const rows = Array.from({ length: 30 }, (_, n) => `c${n},Where is order ${n}?`);
  await api.importCsv("replies", ["id,input.ticket", ...rows].join("\n"));
  await api.put("/prompts/support%2Freply/spec", {
    requirements: [],
    failureCases: [],
    criteria: [
      {
        key: "helpful",
        statement: "Replies help",
        evalSet: "replies",
        scorer: "judge-rubric",
        comparator: ">=",
        threshold: 0.8,
        level: "must",
      },
    ],
  });
}

const labels = (count: number, label: "pass" | "fail") =>
  Array.from({ length: count }, (_, n) => ({
    inputs: { ticket: `${label} ${n}` },
    output: `${label} reply ${n}`,
    label,
    judgeLabel: label,
    labeller: "Jonas",
    note: label === "fail" ? "Wrong" : "",
    split: "test",
  }));

test("a gate is shut for a judge that nobody calibrated, and opens once people agree with it", async ({
  project,
  api,
  signIn,
}) => {
  const { server, url } = await modelServer();
  try {
    await prepare(api, url);
    const page = await signIn("admin");
    const gate = page.getByText(/The judge helpful is not calibrated against people/).first();
    await page.goto(project.at("prompts/support%2Freply/spec"));
    await expect(gate).toBeVisible();

    await page.goto(project.at("judges/helpful"));
    await expect(page.getByText("helpful is not calibrated: it opens no gate.")).toBeVisible();
    await api.post("/judges/helpful/labels", labels(40, "pass"));
    await api.post("/judges/helpful/labels", labels(40, "fail"));
    await page.getByRole("button", { name: "Calibrate" }).click();
    await page.getByRole("menuitem", { name: /On the test split/ }).click();
    await expect(page.getByText("helpful is calibrated and may open gates.")).toBeVisible();
    await expect(page.getByText("Test split: 1 look")).toBeVisible();
    await expect(page.getByText("Comparing with 80 labels")).toHaveCount(0);
    await checkPage(page);

    const { id } = (await api.post("/runs", {
      prompt: "support/reply",
      version: 1,
      evalSet: "replies",
    })) as { id: string };
    await expect
      .poll(async () => ((await api.get(`/runs/${id}`)) as { status: string }).status, {
        timeout: 30_000,
      })
      .toBe("completed");
    const review = (await api.post("/reviews", {
      prompt: "support/reply",
      version: 1,
      environment: "production",
      title: "First reply",
    })) as { gates: { verdict: string }[] };
    expect(review.gates).toMatchObject([{ verdict: "pass", n: 30 }]);
    await page.goto(project.at("prompts/support%2Freply/spec"));
    await expect(page.getByRole("cell", { name: /^Replies help scorer/ })).toBeVisible();
    await expect(gate).toHaveCount(0);
  } finally {
    server.close();
  }
});

test("a person labels from the keyboard, blind, takes one back, and settles a disagreement", async ({
  project,
  api,
  signIn,
}) => {
  const { server, url } = await modelServer();
  try {
    await prepare(api, url);
    await api.post("/judges/helpful/labels", [
      ...labels(1, "pass").map((row) => ({ ...row, split: "dev" })),
      ...labels(1, "fail").map((row) => ({ ...row, split: "dev" })),
    ]);
    const page = await signIn("editor");
    await page.goto(project.at("judges/helpful/labels"));
    const desk = page.getByRole("complementary", { name: "Your label" });
    await expect(page.getByText("0 of 2 labelled by you")).toBeVisible();
    await expect(page.getByText("judge and version hidden")).toBeVisible();
    // The page stands there before its keys do.
    await expect(async () => {
      await page.keyboard.press("f");
      await expect(desk.getByRole("button", { name: "fail" })).toHaveAttribute(
        "aria-pressed",
        "true",
        { timeout: 500 },
      );
    }).toPass();
    await page.keyboard.press("Enter");
    await expect(desk.getByText("Say what went wrong first.")).toBeVisible();
    await desk.getByLabel("What went wrong first?").fill("Too short");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByText("1 of 2 labelled by you")).toBeVisible();
    await page.keyboard.press("z");
    await expect(page.getByText("0 of 2 labelled by you")).toBeVisible();

    await page.keyboard.press("u");
    await page.getByLabel(/What does policy v1 leave open/).fill("Nothing about vouchers");
    await page.getByRole("button", { name: "Save and defer" }).click();
    await expect(page.getByText("0 fails, 1 deferred")).toBeVisible();
    await expect(page.getByRole("dialog")).toHaveCount(0);

    for (const remaining of [1, 2]) {
      await page.keyboard.press("p");
      await expect(desk.getByRole("button", { name: "pass" })).toHaveAttribute(
        "aria-pressed",
        "true",
      );
      await desk.getByRole("button", { name: "Save and next" }).click();
      await expect(page.getByText(`${remaining} of 2 labelled by you`)).toBeVisible();
    }
    await expect(page.getByRole("heading", { name: "You labelled everything" })).toBeVisible();
    await page.getByRole("link", { name: /Disagreements/ }).click();
    await expect(page.getByText("fail reply 0")).toBeVisible();
    await checkPage(page);
    await page.getByRole("button", { name: "fail", exact: true }).click();
    await expect(page.getByRole("heading", { name: "No disagreements" })).toBeVisible();
    await page.goto(project.at("judges/helpful"));
    await expect(
      page.getByRole("region", { name: "Policy is unclear" }).getByText("Nothing about vouchers"),
    ).toBeVisible();
  } finally {
    server.close();
  }
});
