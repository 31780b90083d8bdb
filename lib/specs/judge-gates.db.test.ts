import { afterEach, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { startCalibration } from "@/lib/judges/calibrate/start-calibration";
import { WriteJudge } from "@/lib/judges/contract";
import { addItems } from "@/lib/judges/labels/add-items";
import { saveLabel, undoLabel } from "@/lib/judges/labels/save-label";
import {
  GOOD,
  JUDGE_PROMPT,
  LENIENT,
  makeJudgePrompt,
  sendLabels,
  write as writeJudge,
} from "@/lib/judges/test-judge";
import { writeJudge as changeJudge } from "@/lib/judges/write-judge";
import { listNotifications } from "@/lib/notifications/reads";
import type { TestProject } from "@/lib/projects/test-project";
import { RequestReview } from "@/lib/reviews/contract";
import { approve } from "@/lib/reviews/decide-review";
import { Approve } from "@/lib/reviews/decision-contract";
import { changeEvidence, tellStaleApprovals } from "@/lib/reviews/evidence/change-evidence";
import { getReview } from "@/lib/reviews/reads";
import { requestReview } from "@/lib/reviews/request-review";
import { getRun } from "@/lib/runs/get-run";
import { makeTestSet, runNow } from "@/lib/runs/test-run";
import type { ScorerSpecInput } from "@/lib/scorers/contract";
import {
  echo,
  gate,
  NAME,
  names,
  prepare,
  right,
  stopModel,
  write,
} from "@/lib/specs/gates/test-gate";

// The model SDK takes seconds to load on a busy machine, and only the first test would pay.
beforeAll(() => import("@ai-sdk/openai-compatible"), 60_000);
afterEach(stopModel);

const judge = { kind: "judge-rubric", config: { judge: "helpful" } } as const;
const inSet: ScorerSpecInput = { kind: "all", config: { scorers: [{ scorer: judge }] } };

/** One server answers as the prompt and as the judge. */
async function judged(labels: typeof GOOD, cases = names(40)): Promise<TestProject> {
  const project = await prepare(
    (message, ...more) =>
      message.includes("Is it helpful?")
        ? '{"passed":true,"score":0.9,"reason":"It helps."}'
        : echo(message, ...more),
    cases,
  );
  await makeJudgePrompt(project, ["Is it helpful? {{output}}"], "test");
  await writeJudge(project);
  await sendLabels(project, labels);
  return project;
}

/** Somebody wrote the same as the version does. */
const addAuthor = (project: TestProject) => db.$executeRaw`insert into prompt_version
  select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), 'number', v.number + 2,
    'author_id', ${project.editor.userId}::uuid))).* from prompt_version v
  where v.project_id = ${project.id}::uuid`;

const calibrate = (project: TestProject) =>
  startCalibration(project.editor, "helpful", { split: "test" });

test("a gate is shut for a judge that is not calibrated, and open once it is", async () => {
  const project = await judged(GOOD);
  for (const scorer of [judge, inSet]) {
    await write(project, { criteria: [right({ scorer })] });
    expect(await gate(project)).toMatchObject({
      verdict: "not_measured",
      reason: "uncalibrated_judge",
      why: expect.stringMatching(/The judge helpful is not calibrated against people/),
    });
  }
  const run = await runNow(project, { scorers: [judge, inSet] });
  expect(await gate(project)).toMatchObject({ reason: "uncalibrated_judge" });
  await calibrate(project);
  expect(await gate(project)).toMatchObject({ verdict: "pass", value: 1, n: 40, runId: run });
  await write(project, { criteria: [right({ scorer: judge })] });
  expect(await gate(project)).toMatchObject({ verdict: "pass" });
  expect((await getRun(project.viewer, run)).counts).toMatchObject({ passed: 40 });
});

test("a judge that decides alone counts as people would: by labels of its answers, else by its calibration", async () => {
  const project = await judged(GOOD);
  await write(project, { criteria: [right({ scorer: judge })] });
  const run = await runNow(project, { scorers: [judge] });
  await calibrate(project);
  const carried = await gate(project);
  expect(carried).toMatchObject({
    ...{ verdict: "pass", n: 40, corrected: { judge: "helpful", raw: 1, labels: 0 } },
    why: expect.stringMatching(
      /the judge helpful passes 100 % of 40 cases, corrected by its rates at calibration, carried over/,
    ),
  });
  expect(carried.bound).toBeLessThan(1);

  await addItems(project.editor, "helpful", { run, count: 40 });
  const items = await db.judgeItem.findMany({ where: { runId: run }, orderBy: { number: "asc" } });
  const labelBy = (labeller: Actor, more: { importedBy?: string } = {}) =>
    db.judgeLabel.createMany({
      data: items.map(({ id }, index) => ({
        ...{ itemId: id, labeller: labeller.name, labellerId: labeller.userId, ...more },
        label: index < 16 ? "fail" : "pass",
      })),
    });
  await addAuthor(project);
  // Whoever wrote the version could say anything of its outputs, and a file can name anybody.
  await labelBy(project.editor);
  await labelBy(project.viewer, { importedBy: project.editor.name });
  expect(await gate(project)).toMatchObject({ verdict: "pass", corrected: { labels: 0 } });
  await labelBy(project.reviewer);
  expect(await gate(project)).toMatchObject({
    ...{ verdict: "fail", value: 0.6, n: 40, corrected: { raw: 1, labels: 40 } },
    why: expect.stringMatching(
      /^People would pass 60 %: the judge helpful passes 100 % .* corrected by 40 labels of these answers. At best that is 71\.\d %, below the bar of 80 %/,
    ),
  });
});

test("a label that corrects a judge's rate makes the approval stale and tells the approver", async () => {
  const project = await judged(GOOD);
  await write(project, { criteria: [right({ scorer: judge })] });
  const run = await runNow(project, { scorers: [judge], version: 2 });
  await calibrate(project);
  await addItems(project.editor, "helpful", { run, count: 40 });
  await addAuthor(project);
  const request = { prompt: NAME, version: 2, environment: "production", title: "Say it" };
  const { id } = await requestReview(project.editor, RequestReview.parse(request));
  await approve(project.reviewer, id, Approve.parse({}));
  const stateOf = async () => (await getReview(project.admin, id)).decisions[0]?.standing;
  expect(await stateOf()).toBe("counts");

  const [item] = await db.judgeItem.findMany({ where: { runId: run } });
  const says = { label: "fail", note: "It does not answer." };
  const around = (actor: Actor) => ({ around: tellStaleApprovals(actor, { judge: "helpful" }) });
  // What the version's own author says corrects nothing.
  await saveLabel(project.editor, "helpful", item?.id ?? "", says, around(project.editor));
  expect(await stateOf()).toBe("counts");
  await undoLabel(project.editor, "helpful", item?.id ?? "", around(project.editor));
  await saveLabel(project.admin, "helpful", item?.id ?? "", says, around(project.admin));
  expect(await stateOf()).toBe("stale");
  const { data } = await listNotifications(project.reviewer);
  expect(data.map(({ sentence }) => sentence)).toContainEqual(
    expect.stringMatching(/What people say of the outputs that helpful judged changed/),
  );
});

test("against what is live, and inside a weighted set, the raw verdicts of a judge count and the gate says so", async () => {
  const project = await judged(GOOD);
  await runNow(project, { scorers: [judge, inSet] });
  await calibrate(project);
  await write(project, { criteria: [right({ scorer: inSet })] });
  const inside = await gate(project);
  expect(inside.why).toMatch(/These are the raw verdicts of the judge helpful\.$/);
  expect(inside.corrected).toBeUndefined();
});

test("a judge below its bar opens no gate, and the gate says which rate failed", async () => {
  const project = await judged(LENIENT);
  await write(project, { criteria: [right({ scorer: judge })] });
  await runNow(project, { scorers: [judge] });
  await calibrate(project);
  expect(await gate(project)).toMatchObject({
    reason: "uncalibrated_judge",
    why: expect.stringMatching(/true negative rate is 50 %/),
  });
});

test("a judge that changed has to be calibrated, and then to judge again", async () => {
  const project = await judged(GOOD);
  await write(project, { criteria: [right({ scorer: judge })] });
  await runNow(project, { scorers: [judge] });
  await calibrate(project);
  await writeJudge(project, { policy: "It answers, and politely." });
  expect(await gate(project)).toMatchObject({
    reason: "uncalibrated_judge",
    why: expect.stringMatching(/calibration of the judge helpful is stale/),
  });
  await sendLabels(project, GOOD);
  await calibrate(project);
  expect(await gate(project)).toMatchObject({
    reason: "not_scored",
    why: expect.stringMatching(/The judge helpful changed since run 1. Run it again/),
  });
  await runNow(project, { scorers: [judge] });
  expect(await gate(project)).toMatchObject({ verdict: "pass" });
});

test("a judge that is asked about other inputs than those that were labelled opens no gate", async () => {
  const project = await judged(GOOD, names(110));
  await write(project, { criteria: [right({ scorer: judge })] });
  await calibrate(project);
  await runNow(project, { scorers: [judge] });
  expect(await gate(project)).toMatchObject({ verdict: "pass" });
  // A set of its own: what was counted of a revision stays.
  await makeTestSet(project, names(110), { name: "long" });
  await db.evalCase.updateMany({
    where: { evalSet: { projectId: project.id, name: "long" } },
    data: { inputLength: 5_000 },
  });
  await runNow(project, { evalSet: "long", scorers: [judge] });
  expect(await gate(project)).toMatchObject({
    verdict: "not_measured",
    reason: "uncalibrated_judge",
    why: expect.stringMatching(
      /The calibration of the judge helpful is stale. 50 % of the inputs that it judges now have over 2000 characters/,
    ),
  });
});

test.each([
  [{ kind: "judge-rubric", config: { judge: "nobody" } }, /no judge nobody/],
  [
    { kind: "judge-label", config: { judge: "helpful" } },
    /of kind rubric. Use the scorer judge-rubric/,
  ],
] as const)("a run with %j is refused before it starts", async (scorer, message) => {
  const project = await judged(GOOD);
  await expect(runNow(project, { scorers: [scorer] })).rejects.toThrow(message);
});

test("a judge that holds up a review is evidence: below reviewer it cannot be changed", async () => {
  const project = await judged(GOOD);
  await write(project, { criteria: [right({ scorer: judge })] });
  await requestReview(project.editor, {
    ...{
      prompt: NAME,
      version: 1,
      environment: "production",
      title: "First",
      description: "",
      reviewers: [],
    },
  });
  const change = (actor: TestProject["editor"]) =>
    changeJudge(
      actor,
      "helpful",
      WriteJudge.parse({ kind: "rubric", prompt: JUDGE_PROMPT, version: 1, policy: "Anything." }),
      { around: changeEvidence(actor, { judge: "helpful" }) },
    );
  await expect(change(project.editor)).rejects.toThrow(/The scorer of “Says the word” changed/);
  await expect(change(project.reviewer)).resolves.toMatchObject({ policyVersion: 2 });
});
