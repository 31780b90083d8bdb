import { expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { findKey } from "@/lib/auth/find-key";
import { db } from "@/lib/db/client";
import { label, makeJudgePrompt, sendLabels, write } from "@/lib/judges/test-judge";
import { createApiKey } from "@/lib/projects/create-api-key";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { doubtPolicy, dropDoubt } from "./doubt-policy";
import { exportLabels } from "./export-labels";
import { listDoubts } from "./list-doubts";
import { getLabelQueue, listItems } from "./reads";
import { saveLabel } from "./save-label";

async function prepare(): Promise<{ project: TestProject; ids: string[] }> {
  const project = await makeTestProject();
  await makeJudgePrompt(project);
  await write(project);
  await sendLabels(project, [
    label(1, { split: "dev", note: "Clear" }),
    label(2, { split: "test", judgeLabel: "pass" }),
    label(3, { split: "train", label: "fail", note: "Rude", judgeLabel: "pass" }),
  ]);
  const { data } = await listItems(project.admin, "helpful", { state: "all", limit: 10 });
  return { project, ids: data.map(({ id }) => id) };
}

const note = "It says nothing about vouchers";

test("an output that the policy does not decide waits, and stands with the policy until that changes", async () => {
  const { project, ids } = await prepare();
  const [dev = "", holdout = ""] = ids;
  await expect(doubtPolicy(project.viewer, "helpful", dev, { note })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(doubtPolicy(project.editor, "helpful", dev, { note: "" })).rejects.toThrow();
  await doubtPolicy(project.editor, "helpful", dev, { note });
  await doubtPolicy(project.editor, "helpful", holdout, { note: "And here?" });
  expect(await getLabelQueue(project.editor, "helpful")).toMatchObject({
    labelled: 0,
    deferred: 2,
  });
  const { data } = await listDoubts(project.viewer, "helpful");
  expect(data).toMatchObject([
    { by: "Ines", note: "And here?", item: { split: "test", output: null }, isOpen: true },
    { by: "Ines", note, item: { split: "dev", output: "answer 1" }, policyVersion: 1 },
  ]);

  await write(project, { policy: "It answers every question. Vouchers are fine." });
  const after = await listDoubts(project.viewer, "helpful");
  expect(after.data.map(({ isOpen }) => isOpen)).toEqual([false, false]);
});

test("a doubt leaves a label that was given before as it is, and can be taken back", async () => {
  const { project, ids } = await prepare();
  const [id = ""] = ids;
  await saveLabel(project.editor, "helpful", id, { label: "fail", note: "No answer" });
  await doubtPolicy(project.editor, "helpful", id, { note });
  await doubtPolicy(project.editor, "helpful", id, { note: "Only about old vouchers" });
  const { data } = await listDoubts(project.editor, "helpful");
  expect(data).toMatchObject([{ note: "Only about old vouchers", isYours: true }]);
  const mine = await db.judgeLabel.findFirst({ where: { itemId: id, labeller: "Ines" } });
  expect(mine).toMatchObject({ label: "fail", note: "No answer" });
  await dropDoubt(project.editor, "helpful", id);
  expect((await listDoubts(project.editor, "helpful")).data).toEqual([]);
  const events = await db.event.findMany({
    where: { projectId: project.id, type: { contains: "policy_doubt" } },
    orderBy: { seq: "asc" },
    select: { type: true },
  });
  expect(events.map(({ type }) => type)).toEqual([
    "judge.policy_doubted",
    "judge.policy_doubted",
    "judge.policy_doubt_dropped",
  ]);
});

const fileOf = async (actor: Actor, format: "csv" | "jsonl") =>
  (await exportLabels(actor, "helpful", { format })).text();

test("labels leave as a file that imports to the same labels", async () => {
  const { project } = await prepare();
  const { apiKey } = await createApiKey(project.admin, { name: "ci", scopes: ["evals:read"] });
  const key = await findKey(apiKey, project.slug);
  const lines = (await fileOf(key, "jsonl")).trim().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      inputs: { ticket: "ticket 1" },
      output: "answer 1",
      label: "pass",
      labeller: "Priya",
      note: "Clear",
      split: "dev",
    },
    {
      inputs: { ticket: "ticket 2" },
      output: "answer 2",
      label: "pass",
      labeller: "Priya",
      split: "test",
    },
    {
      inputs: { ticket: "ticket 3" },
      output: "answer 3",
      label: "fail",
      judgeLabel: "pass",
      labeller: "Priya",
      note: "Rude",
      split: "train",
    },
  ]);
  const again = await sendLabels(
    project,
    lines.map((line) => JSON.parse(line)),
  );
  expect(again).toEqual({ imported: 0, skipped: 3, errors: [] });
  expect((await fileOf(key, "csv")).split("\n")[1]).toBe(
    ",ticket 1,,answer 1,pass,,Priya,Clear,dev",
  );
});

test("whoever labels blind exports nobody else's labels of what is still to label", async () => {
  const { project, ids } = await prepare();
  expect(await fileOf(project.editor, "jsonl")).toBe("");
  await saveLabel(project.editor, "helpful", ids[1] ?? "", { label: "pass", note: "" });
  const lines = (await fileOf(project.editor, "jsonl")).trim().split("\n");
  expect(lines.map((line) => JSON.parse(line).labeller)).toEqual(["Priya", "Ines"]);
});
