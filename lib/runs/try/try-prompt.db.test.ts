import { once } from "node:events";
import { afterEach, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import type { TestProject } from "@/lib/projects/test-project";
import { getModel, makeContent, makeEchoProject, refuse, stopModel } from "@/lib/runs/test-run";
import { TryPrompt, type TryPromptInput } from "./try-contract";
import { tryPrompt } from "./try-prompt";

// The model SDK takes seconds to load on a busy machine, and only the first test would pay.
beforeAll(() => import("@ai-sdk/openai-compatible"), 60_000);

afterEach(stopModel);

type Answer = NonNullable<Parameters<typeof makeEchoProject>[1]>;
type Response = Parameters<Answer>[2];

const frame = (part: object) =>
  `data: ${JSON.stringify({ id: "c1", model: "echo", choices: [], ...part })}\n\n`;
const delta = (content: string) =>
  frame({ choices: [{ index: 0, delta: { role: "assistant", content } }] });

const streamEcho: Answer = (message, _call, response: Response) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const letter of message.replace("Say ", "")) response.write(delta(letter));
  response.write(frame({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] }));
  response.write(frame({ usage: { prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 } }));
  response.end("data: [DONE]\n\n");
  return null;
};

const projectWith = (answer: Answer) =>
  makeEchoProject([{ caseId: "hi" }, { caseId: "secret", split: "holdout" }], answer);

const ask = (
  actor: TestProject["editor"],
  input: TryPromptInput,
  signal = new AbortController().signal,
) => tryPrompt(actor, "support/echo", TryPrompt.parse(input), signal);

async function eventsOf(response: globalThis.Response) {
  return (await response.text())
    .split("\n\n")
    .filter(Boolean)
    .map((block) => {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/s.exec(block) ?? [];
      return { event, data: JSON.parse(data ?? "null") as Record<string, unknown> };
    });
}

test("an answer comes piece by piece, is judged like in a run, and its call is kept", async () => {
  const project = await projectWith(streamEcho);
  const response = await ask(project.editor, {
    content: makeContent(),
    case: { evalSet: "words", caseId: "hi" },
  });
  const events = await eventsOf(response);
  expect(events.map(({ event }) => event)).toEqual(["text", "text", "done"]);
  expect(events.at(-1)?.data).toMatchObject({
    text: "hi",
    finishReason: "stop",
    usage: { inputTokens: 7, outputTokens: 2 },
    outcome: "passed",
    recorded: false,
  });
  const calls = await db.modelCall.findMany({ where: { projectId: project.id } });
  expect(calls).toMatchObject([
    { purpose: "try", userId: project.editor.userId, promptName: "support/echo", inputTokens: 7 },
  ]);
});

test("a version that is compared is answered as before, without a second call", async () => {
  const project = await projectWith(streamEcho);
  const compared = { version: 1, cache: true, variables: { word: "hi" } };
  await eventsOf(await ask(project.editor, compared));
  const [event] = await eventsOf(await ask(project.editor, compared));
  expect(event?.data).toMatchObject({ text: "hi", recorded: true });
  expect(getModel().calls).toHaveLength(1);
});

test("a missing value is named before anything is called", async () => {
  const project = await projectWith(streamEcho);
  await expect(ask(project.editor, { content: makeContent() })).rejects.toMatchObject({
    code: "invalid",
    errors: [{ path: "variables.word", message: "Give a value for {{word}}." }],
  });
  expect(getModel().calls).toEqual([]);
});

test("a holdout case is as unknown as one that never was, below admin", async () => {
  const project = await projectWith(streamEcho);
  const refused = async (caseId: string) =>
    ask(project.reviewer, { content: makeContent(), case: { evalSet: "words", caseId } }).catch(
      (error: Error) => error.message.replace(caseId, "…"),
    );
  expect(await refused("secret")).toBe(await refused("nowhere"));
  const admin = await ask(project.admin, {
    content: makeContent(),
    case: { evalSet: "words", caseId: "secret" },
  });
  expect((await eventsOf(admin)).at(-1)?.event).toBe("done");
});

test("a viewer does not spend the project's money", async () => {
  const project = await projectWith(streamEcho);
  await expect(ask(project.viewer, { version: 1 })).rejects.toMatchObject({ code: "forbidden" });
});

test("what the provider refuses is told in words, and kept without an answer", async () => {
  const project = await projectWith((_asked, _call, response) => refuse(response, 401));
  const input = { content: makeContent(), variables: { word: "hi" } };
  const [event] = await eventsOf(await ask(project.editor, input));
  expect(event).toMatchObject({
    event: "failed",
    data: { problem: { code: "provider_failed", reason: "auth" } },
  });
  const [call] = await db.modelCall.findMany({ where: { projectId: project.id } });
  expect(call?.error).toBeTruthy();
});

test("a model that is busy for a moment is asked again", async () => {
  const project = await projectWith((message, call, response) =>
    call === 1 ? refuse(response, 429) : streamEcho(message, call, response),
  );
  const input = { content: makeContent(), variables: { word: "hi" } };
  const events = await eventsOf(await ask(project.editor, input));
  expect(events.at(-1)).toMatchObject({ event: "done", data: { text: "hi" } });
  expect(getModel().calls).toHaveLength(2);
});

test("the model is let go when the reader goes away", async () => {
  let letGo: Promise<unknown> = Promise.resolve();
  const project = await projectWith((_asked, _call, response) => {
    letGo = once(response, "close");
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(delta("h"));
    return null;
  });
  const input = { content: makeContent(), variables: { word: "hi" } };
  const reader = (await ask(project.editor, input)).body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await letGo;
  expect(getModel().calls).toHaveLength(1);
});
