import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { makeJudgePrompt, write } from "@/lib/judges/test-judge";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { createPrompt } from "@/lib/prompts/create-prompt";
import { saveVersion } from "@/lib/prompts/save-version";
import { acceptBatches } from "@/lib/traces/accept-traces";
import { parseRestTraces } from "@/lib/traces/parse-rest";
import { askForLabels } from "./ask-for-labels";

let project: TestProject;
const NAMES = Array.from({ length: 30 }, (_, index) => `trace-${index}`);

beforeEach(async () => {
  project = await makeTestProject();
  await createPrompt(project.editor, { name: "support/reply", kind: "chat" });
  await saveVersion(project.editor, "support/reply", {
    messages: [{ role: "user", content: "Ticket: {{ticket}}" }],
    model: { provider: "local", name: "baseline" },
    settings: {},
    commitMessage: "First",
  });
  await makeJudgePrompt(project);
  await write(project);
  const at = new Date(Date.now() - 1_000).toISOString();
  const read = await parseRestTraces([
    ...NAMES.map((id) => ({
      id,
      ...{ startedAt: at, endedAt: at, prompt: "support/reply", version: 1, steps: [] },
      input: { ticket: `Where is ${id}?` },
      output: `It is in the post, ${id}.`,
    })),
    { id: "silent", startedAt: at, endedAt: at, steps: [], input: { ticket: "Hello?" } },
    {
      id: "personal",
      ...{ startedAt: at, endedAt: at, steps: [] },
      input: { ticket: "Write to jo.miller@example.com" },
      output: "We did.",
    },
  ]);
  await acceptBatches(project.editor, read.batches);
});

const items = () =>
  db.judgeItem.findMany({
    where: { judge: { projectId: project.id } },
    select: { traceId: true, split: true, output: true, input: true },
  });

test("chosen outputs wait for labels with their inputs, once, and never in the test split", async () => {
  expect(await askForLabels(project.editor, { judge: "helpful", traces: NAMES })).toEqual({
    added: 30,
    skipped: 0,
    left: [],
  });
  const stored = await items();
  expect(stored.find(({ traceId }) => traceId === "trace-7")).toMatchObject({
    input: { ticket: "Where is trace-7?" },
    output: "It is in the post, trace-7.",
  });
  expect(new Set(stored.map(({ split }) => split))).toEqual(new Set(["train", "dev"]));
  const again = await askForLabels(project.editor, { judge: "helpful", traces: ["trace-7"] });
  expect(again).toMatchObject({ added: 0, skipped: 1 });
});

test("a random draw reaches the test split, leaves out personal data, and is the same whoever draws", async () => {
  const draw = (count: number) =>
    askForLabels(project.reviewer, { judge: "helpful", filters: {}, count });
  const { added, left } = await draw(200);
  expect(added).toBe(30);
  expect(left.map(({ traceId }) => traceId).sort()).toEqual(["personal", "silent"]);
  const stored = await items();
  expect(stored.some(({ split }) => split === "test")).toBe(true);
  expect(JSON.stringify(stored)).not.toContain("jo.miller");
  expect(await draw(10)).toMatchObject({ added: 0 });
});

test("who only reads, and an unknown judge or trace, add nothing", async () => {
  await expect(
    askForLabels(project.viewer, { judge: "helpful", traces: ["trace-1"] }),
  ).rejects.toMatchObject({ code: "forbidden" });
  await expect(
    askForLabels(project.editor, { judge: "nobody", traces: ["trace-1"] }),
  ).rejects.toMatchObject({ code: "not_found" });
  const other = await makeTestProject();
  await makeJudgePrompt(other);
  await write(other);
  const { added, left } = await askForLabels(other.editor, {
    judge: "helpful",
    traces: ["trace-1"],
  });
  expect({ added, left: left.length }).toEqual({ added: 0, left: 1 });
});
