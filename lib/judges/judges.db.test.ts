import { afterEach, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { importRecordings } from "@/lib/providers/replay/import-recordings";
import { requestHash } from "@/lib/providers/replay/request-hash";
import { noUsage } from "@/lib/providers/usage/usage";
import { connect, type ModelServer, startModelServer } from "@/lib/runs/test-run";
import { definedRequest } from "@/lib/scorers/score/judge-request";
import { archiveJudge } from "./archive-judge";
import { getCalibrationAnalysis } from "./calibrate/get-analysis";
import { getCalibration } from "./calibrate/reads";
import { startCalibration } from "./calibrate/start-calibration";
import { importLabels } from "./labels/import-labels";
import { getLabelQueue, listItems } from "./labels/reads";
import { resolveItem, saveLabel, undoLabel } from "./labels/save-label";
import { loadJudgeDefinitions } from "./load-definitions";
import { getJudge, listJudges } from "./reads";
import {
  GOOD,
  JUDGE_PROMPT,
  judgedRows,
  LENIENT,
  label,
  makeJudgePrompt,
  sendLabels,
  workOffCalibrations,
  write,
} from "./test-judge";

// The model SDK takes seconds to load on a busy machine, and only the first test would pay.
beforeAll(() => import("@ai-sdk/openai-compatible"), 60_000);

let server: ModelServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function prepare(more: Record<string, unknown> = {}): Promise<TestProject> {
  const project = await makeTestProject();
  await makeJudgePrompt(project);
  await write(project, more);
  return project;
}

const calibrate = (project: TestProject, split: "dev" | "test" = "test") =>
  startCalibration(project.editor, "helpful", { split });
const calibration = (project: TestProject) => getCalibration(project.viewer, "helpful");

test("a judge that was never compared with people is uncalibrated, and nothing is 0", async () => {
  const project = await prepare();
  expect(await calibration(project)).toMatchObject({
    state: "uncalibrated",
    n: 0,
    agreement: null,
    kappa: null,
    testLooks: 0,
    confusion: { labels: ["pass", "fail"] },
    latest: null,
  });
  const { data } = await listJudges(project.viewer);
  expect(data).toMatchObject([{ name: "helpful", state: "uncalibrated", prompt: JUDGE_PROMPT }]);
});

test("labels that the judge's author imports under other names count once somebody else confirms them", async () => {
  const project = await prepare();
  const asAuthor = { by: project.editor };
  expect(await sendLabels(project, GOOD, asAuthor)).toMatchObject({ imported: 120 });
  await expect(calibrate(project)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringMatching(/120 labels were imported by an author of the judge/),
  });
  // Some are confirmed by an import of the same rows, one by a label that somebody gives here.
  expect(await sendLabels(project, GOOD.slice(0, 20))).toMatchObject({ imported: 20, skipped: 0 });
  const other = await db.judgeItem.findFirstOrThrow({
    where: { judge: { projectId: project.id }, output: "answer 30" },
  });
  await saveLabel(project.admin, "helpful", other.id, { label: "pass", note: "" });
  await calibrate(project);
  expect(await calibration(project)).toMatchObject({
    state: "uncalibrated",
    n: 21,
    unconfirmed: 99,
    reasons: expect.arrayContaining([
      expect.stringMatching(/^99 labels were imported by an author/),
    ]),
  });
  await sendLabels(project, GOOD);
  await calibrate(project);
  expect(await calibration(project)).toMatchObject({ state: "calibrated", n: 120, unconfirmed: 0 });
});

test("recorded verdicts are used as they are, and a judge within its bar is calibrated", async () => {
  const project = await prepare();
  expect(await sendLabels(project, GOOD)).toEqual({ imported: 120, skipped: 0, errors: [] });
  expect(await calibrate(project)).toMatchObject({ split: "test", total: 120 });
  expect(await calibration(project)).toMatchObject({
    state: "calibrated",
    reasons: [],
    n: 120,
    agreement: { value: 115 / 120, n: 120 },
    truePositiveRate: { value: 58 / 60, n: 60 },
    trueNegativeRate: { value: 57 / 60, n: 60 },
    constantAgreement: { value: 0.5 },
    confusion: {
      counts: [
        [58, 2],
        [3, 57],
      ],
    },
    unparseable: 0,
    testLooks: 1,
    split: "test",
    decidedBy: "Ines",
    latest: { status: "completed", judged: 120, total: 120 },
  });
});

test("a judge that passes too much is refused, and says which rate failed it", async () => {
  const project = await prepare();
  await sendLabels(project, LENIENT);
  await calibrate(project);
  const { state, reasons } = await calibration(project);
  expect(state).toBe("uncalibrated");
  expect(reasons[0]).toMatch(/true negative rate is 50 %/);
});

test("labels of three kinds are compared as labels, and by what passes", async () => {
  const labels = [
    { label: "full", passes: true },
    { label: "refusal", passes: false },
    { label: "partial", passes: false },
  ];
  const project = await prepare({ kind: "label", labels });
  const rows = judgedRows([
    ["full", "full", 50],
    ["refusal", "refusal", 40],
    ["partial", "refusal", 6],
    ["partial", "full", 4],
  ]);
  await sendLabels(project, rows);
  await calibrate(project);
  expect(await calibration(project)).toMatchObject({
    n: 100,
    agreement: { value: 0.9 },
    truePositiveRate: { value: 1, n: 50 },
    trueNegativeRate: { value: 46 / 50, n: 50 },
  });
});

test("any change of what it says makes a calibration stale, and the same again does not", async () => {
  const project = await prepare();
  await sendLabels(project, GOOD);
  await calibrate(project);
  expect((await write(project)).revision).toBe(1);
  for (const more of [
    { version: 2 },
    { policy: "It answers, and politely." },
    { threshold: 0.7 },
    { bar: { kappa: 0.3 } },
  ]) {
    const judge = await write(project, more);
    expect(judge.state).toBe("stale");
    expect(judge.reasons[0]).toMatch(/Calibrate it again/);
  }
  const back = await write(project);
  expect(back).toMatchObject({ state: "calibrated", policyVersion: 3 });
  expect(back.revisions.length).toBe(back.revision);
});

test("the worker asks the judge about outputs without a verdict, and about some twice", async () => {
  const project = await makeTestProject();
  server = await startModelServer((message) =>
    message.includes("answer 3\n")
      ? "I cannot judge this."
      : `{"passed":${!message.includes("bad")},"score":0.9,"reason":"It says so."}`.replace(
          /"passed":false,"score":0.9/,
          '"passed":false,"score":0.1',
        ),
  );
  await connect(project, server.url);
  await makeJudgePrompt(project, ["Is it helpful? {{output}}"], "test");
  await write(project);
  const rows = Array.from({ length: 30 }, (_, index) =>
    index % 2
      ? label(index)
      : label(index, { label: "fail", output: `bad ${index}`, note: "Wrong" }),
  );
  await sendLabels(project, rows);
  await calibrate(project);
  expect(await calibration(project)).toMatchObject({ latest: { status: "queued", total: 30 } });
  await expect(calibrate(project)).rejects.toMatchObject({ code: "conflict" });
  await workOffCalibrations(project.id);
  expect(await calibration(project)).toMatchObject({
    n: 29,
    unparseable: 1,
    agreement: { value: 1 },
    selfConsistency: { value: 1, n: 29 },
    latest: { status: "completed" },
  });
  expect(server.calls).toHaveLength(60);
  await workOffCalibrations(project.id);
  expect(server.calls).toHaveLength(60);
});

test("a judge of recorded answers is asked twice only where a second answer is recorded", async () => {
  const project = await makeTestProject();
  await makeJudgePrompt(project, ["Is it helpful? {{output}}"], "replay");
  await write(project);
  await sendLabels(
    project,
    [0, 1, 2].map((index) => label(index)),
  );
  const definition = (await loadJudgeDefinitions(project.id, ["helpful"])).helpful;
  if (!definition) throw new Error("A judge that was just written has no definition.");
  const record = (index: number, passed: boolean, repeat?: number) => {
    const { inputs = {}, output } = label(index);
    const parts = { input: inputs, output, expected: null, context: null };
    const { messages, schema, settings = {} } = definedRequest(definition, parts);
    const request = { model: definition.model.name, messages, settings, outputSchema: schema };
    return JSON.stringify({
      ...{ requestHash: requestHash(request), model: "baseline", repeat },
      response: {
        ...{ text: JSON.stringify({ passed, score: passed ? 0.8 : 0.2, reason: "It says so." }) },
        ...{ finishReason: "stop", usage: noUsage, costUsd: 0, latencyMs: 0 },
        ...{ timeToFirstTokenMs: null, requestId: null, model: "baseline" },
      },
    });
  };
  const lines = [0, 1, 2].map((index) => record(index, true));
  await importRecordings(project.admin, lines.join("\n"));
  await calibrate(project);
  await workOffCalibrations(project.id);
  expect(await calibration(project)).toMatchObject({ n: 3, unparseable: 0, selfConsistency: null });
  const again = [record(0, true, 2), record(1, false, 2)];
  await importRecordings(project.admin, again.join("\n"));
  await sendLabels(project, [label(3)]);
  await importRecordings(project.admin, record(3, true));
  await calibrate(project);
  await workOffCalibrations(project.id);
  expect(await calibration(project)).toMatchObject({
    ...{ n: 4, unparseable: 0, recorded: 0 },
    selfConsistency: { value: 0.5, n: 2 },
  });
});

test("a calibration of a judge that changed meanwhile is given up, with the reason", async () => {
  const project = await prepare();
  await sendLabels(project, [label(1)]);
  await calibrate(project);
  await write(project, { version: 2 });
  await workOffCalibrations(project.id);
  expect(await calibration(project)).toMatchObject({
    latest: { status: "failed", statusReason: expect.stringMatching(/changed meanwhile/) },
  });
});

test("rows that cannot be used stop no other, and say why", async () => {
  const project = await prepare();
  const { imported, errors } = await sendLabels(project, [
    label(1),
    { output: "x", labeller: "Priya" },
    label(2, { label: "maybe" }),
    label(3, { labeller: "gpt-4.1" }),
    label(4),
  ]);
  expect(imported).toBe(2);
  expect(errors).toEqual([
    { row: 2, message: expect.stringMatching(/^label: Give the label/) },
    { row: 3, message: expect.stringMatching(/maybe/) },
    { row: 4, message: expect.stringMatching(/never calibrate/) },
  ]);
});

test("labels come as CSV and as JSONL", async () => {
  const project = await prepare();
  const send = (text: string, contentType: string) =>
    importLabels(project.editor, "helpful", {
      bytes: Buffer.from(text),
      contentType,
      query: { dryRun: false },
    });
  const csv =
    'input.ticket,output,label,judgeLabel,labeller,note,split\nWhere?,"On its\nway",pass,fail,Priya,,dev\n,,pass,,Priya,,\n';
  expect(await send(csv, "text/csv")).toMatchObject({ imported: 2, errors: [] });
  const jsonl = `${JSON.stringify({ case: "t-1", output: "No.", label: "fail", labeller: "Jonas" })}\nnot json\n`;
  expect(await send(jsonl, "application/jsonl")).toMatchObject({
    imported: 1,
    errors: [{ row: 2 }],
  });
  const { data } = await listItems(project.admin, "helpful", { state: "all", limit: 10 });
  expect(data[0]).toMatchObject({
    input: { ticket: "Where?" },
    output: "On its\nway",
    split: "dev",
  });
});

test("two people label blind, and a third decides where they differ", async () => {
  const project = await prepare();
  await sendLabels(project, [label(1, { labeller: "Jonas", split: "dev" })]);
  const { items } = await getLabelQueue(project.editor, "helpful");
  expect(items).toMatchObject([{ output: "answer 1", labels: [], label: null }]);
  const id = items[0]?.id ?? "";
  await expect(
    saveLabel(project.editor, "helpful", id, { label: "fail", note: "" }),
  ).rejects.toMatchObject({ code: "invalid" });
  const mine = await saveLabel(project.editor, "helpful", id, { label: "fail", note: "Too short" });
  expect(mine.labels.map(({ labeller }) => labeller)).toEqual(["Jonas", "Ines"]);
  expect(await getLabelQueue(project.editor, "helpful")).toMatchObject({
    labelled: 1,
    disagreements: 1,
    agreement: { value: 0, n: 1 },
  });
  await expect(calibrate(project, "dev")).rejects.toThrow(/No output of the dev split/);
  await resolveItem(project.reviewer, "helpful", id, { label: "pass", note: "" });
  expect(await getLabelQueue(project.editor, "helpful")).toMatchObject({ disagreements: 0 });
  expect((await getJudge(project.viewer, "helpful")).labelled.dev).toBe(1);
});

test("an import says whose labels it brings; only an admin's count as those of the members that it names", async () => {
  const project = await prepare();
  const rows = [
    label(1, { labeller: "Priya", split: "dev" }),
    label(2, { labeller: "Ann", split: "dev", judgeLabel: "fail" }),
  ];
  await sendLabels(project, rows, { by: project.editor });
  const ofPriya = () => getLabelQueue(project.admin, "helpful");
  expect(await ofPriya()).toMatchObject({ labelled: 0, items: [{ labels: [] }, { labels: [] }] });
  const state = { state: "mine", limit: 10 } as const;
  expect((await listItems(project.admin, "helpful", state)).data).toEqual([]);
  const { labellers, imported } = await getCalibrationAnalysis(project.viewer, "helpful");
  expect(labellers).toEqual([
    { labeller: "Priya", importedBy: "Ines", labels: 1 },
    { labeller: "Ann", importedBy: "Ines", labels: 1 },
  ]);
  expect(imported).toEqual({ labels: 2, verdicts: 1, by: ["Ines"], unconfirmed: 2 });

  const asAdmin = (labels: unknown) =>
    importLabels(project.admin, "helpful", {
      bytes: Buffer.from(JSON.stringify(labels)),
      contentType: "application/json",
      query: { dryRun: false },
    });
  await asAdmin([label(3, { labeller: "Ines", split: "dev" })]);
  const mine = await getLabelQueue(project.editor, "helpful");
  expect(mine).toMatchObject({ labelled: 1 });
  expect(mine.labellers).toContainEqual({
    labeller: "Ines",
    importedBy: "Priya",
    labels: 1,
    isYou: true,
  });
});

test("no import changes what a member said here", async () => {
  const project = await prepare();
  const byInes = { by: project.editor };
  await sendLabels(project, [label(1, { labeller: "Ann", split: "dev" })], byInes);
  const { items } = await getLabelQueue(project.reviewer, "helpful");
  await saveLabel(project.reviewer, "helpful", items[0]?.id ?? "", { label: "fail", note: "No" });
  const report = await sendLabels(project, [label(1, { labeller: "Tomas", split: "dev" })], byInes);
  expect(report).toMatchObject({ imported: 0, errors: [{ row: 1 }] });
  const { data } = await listItems(project.reviewer, "helpful", { state: "mine", limit: 10 });
  expect(data[0]?.labels).toMatchObject([
    { labeller: "Ann", importedBy: "Ines" },
    { labeller: "Tomas", importedBy: null, label: "fail" },
  ]);
});

test("a label that was put off comes last, and one's own can be taken back", async () => {
  const project = await prepare();
  await sendLabels(project, [label(1, { labeller: "Jonas" }), label(2, { labeller: "Jonas" })]);
  const { items } = await getLabelQueue(project.editor, "helpful");
  const [first, second] = items.map(({ id }) => id);
  await saveLabel(project.editor, "helpful", first ?? "", { label: null, note: "Unclear" });
  const later = await getLabelQueue(project.editor, "helpful");
  expect(later.items.map(({ id }) => id)).toEqual([second, first]);
  expect(later.deferred).toBe(1);
  await saveLabel(project.editor, "helpful", second ?? "", { label: "pass", note: "" });
  await undoLabel(project.editor, "helpful", second ?? "");
  expect((await getLabelQueue(project.editor, "helpful")).labelled).toBe(0);
});

test("the page shows disagreements of dev, and of test counts only", async () => {
  const project = await prepare();
  const dev = LENIENT.slice(55, 70).map((row) => ({ ...row, split: "dev" as const }));
  await sendLabels(project, [...dev, ...LENIENT.slice(70)]);
  await calibrate(project, "dev");
  await calibrate(project);
  const {
    falsePasses,
    looks,
    dev: onDev,
    test: onTest,
  } = await getCalibrationAnalysis(project.viewer, "helpful");
  expect(falsePasses.every(({ label: word }) => word === "fail")).toBe(true);
  expect(onDev?.n).toBe(15);
  expect(onTest?.n).toBe(50);
  expect(looks).toMatchObject([{ by: "Ines" }]);
});

test.each([
  ["a variable that no judge has", ["Is {{tone}} right? {{output}}"], {}, /uses {{tone}}/],
  ["no output to judge", ["Is it helpful?"], {}, /has to use {{output}}/],
  ["no answer to compare with", ["{{output}}"], { kind: "pairwise" }, /has to use {{expected}}/],
  ["no context", ["{{output}}"], { kind: "grounded" }, /has to use {{context}}/],
  ["a version that is not there", ["{{output}}"], { version: 9 }, /no version 9/],
])("a prompt with %s makes no judge", async (_, texts, more, message) => {
  const project = await makeTestProject();
  await makeJudgePrompt(project, texts as string[]);
  await expect(write(project, more)).rejects.toThrow(message);
});

test("an archived judge takes no labels and opens no gate until it is back", async () => {
  const project = await prepare();
  await sendLabels(project, GOOD);
  await calibrate(project);
  const archived = await archiveJudge(project.editor, "helpful", true);
  expect(archived.state).toBe("uncalibrated");
  await expect(sendLabels(project, [label(999)])).rejects.toMatchObject({ code: "conflict" });
  expect((await archiveJudge(project.editor, "helpful", false)).state).toBe("calibrated");
  expect(await db.judge.count({ where: { projectId: project.id } })).toBe(1);
});
