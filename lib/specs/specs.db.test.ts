import { afterEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { addCase } from "@/lib/eval-sets/add-case";
import { AddCase } from "@/lib/eval-sets/eval-case";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { retryErrors } from "@/lib/runs/retry-errors";
import { refuse, runNow, workOff } from "@/lib/runs/test-run";
import { closedGates } from "@/lib/specs/gates/closed-gates";
import { listUnserved } from "@/lib/specs/gates/list-unserved";
import {
  callsOfModel,
  echo,
  gate,
  NAME,
  names,
  prepare,
  right,
  stopModel,
  write,
} from "@/lib/specs/gates/test-gate";
import { WriteSpec } from "./contract";
import type { CriterionInput } from "./criterion-contract";
import { previewCriterion } from "./preview-criterion";
import { getSpec, getSpecCoverage, listGates, listGateTrends, listSpecRevisions } from "./reads";
import { runMissing } from "./run-missing";
import { writeSpec } from "./write-spec";

afterEach(stopModel);

async function goLive(project: TestProject, version: number): Promise<void> {
  const prompt = await db.prompt.findFirstOrThrow({ where: { projectId: project.id } });
  const row = await db.promptVersion.findFirstOrThrow({
    where: { promptId: prompt.id, number: version },
  });
  const environment = await db.environment.findFirstOrThrow({
    where: { projectId: project.id, name: "production" },
  });
  const place = { promptId: prompt.id, environmentId: environment.id, versionId: row.id };
  const release = await db.release.create({
    data: { ...place, projectId: project.id, number: version, note: {}, releasedByName: "Tomas" },
  });
  await db.deployment.create({
    data: {
      ...{ promptId: prompt.id, environmentId: environment.id },
      ...{ stableVersionId: row.id, stableReleaseId: release.id },
    },
  });
  await db.deploymentChange.create({
    data: {
      ...{ promptId: prompt.id, environmentId: environment.id, revision: 1 },
      ...{ stableVersionId: row.id, releaseId: release.id, changedByName: "Tomas" },
    },
  });
}

const makePro = (project: TestProject) =>
  db.segment.create({
    data: {
      projectId: project.id,
      name: "Pro",
      condition: { subject: "attribute", attribute: "plan", operator: "=", value: "pro" },
    },
  });

test("every change of a spec is a revision and an event that says what changed", async () => {
  const project = await prepare();
  expect(await getSpec(project.viewer, NAME)).toMatchObject({ revision: 0, criteria: [] });
  await write(project);
  const second = await write(project, { criteria: [right({ threshold: 0.9 })] });
  expect(second.revision).toBe(2);
  expect((await write(project, { criteria: [right({ threshold: 0.9 })] })).revision).toBe(2);
  const { data } = await listSpecRevisions(project.viewer, NAME, { limit: 1 });
  expect(data).toMatchObject([
    { number: 2, changes: ["criterion changed: Says the word, bar ≥ 80 % → ≥ 90 %"] },
  ]);
  const events = await db.event.findMany({
    where: { projectId: project.id, type: "spec.written" },
  });
  expect(events).toHaveLength(2);
});

test("two people who write at once: the second is told, and nothing is overwritten", async () => {
  const project = await prepare();
  await write(project, { expectedRevision: 0 });
  const both = await Promise.allSettled([
    write(project, { expectedRevision: 1, requirements: ["Says the word", "Is quick"] }),
    write(project, { expectedRevision: 1, requirements: ["Says the word", "Is polite"] }),
  ]);
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(write(project, { expectedRevision: 1 })).rejects.toMatchObject({ code: "stale" });
  expect((await getSpec(project.viewer, NAME)).revision).toBe(2);
});

test("who wrote in between is named, and it is not somebody else when it was oneself", async () => {
  const project = await prepare();
  await write(project, { expectedRevision: 0 });
  await expect(write(project, { expectedRevision: 0 })).rejects.toMatchObject({
    code: "stale",
    message: expect.stringMatching(/^You wrote revision 1/),
  });
});

test("a viewer reads the spec and cannot write it", async () => {
  const project = await prepare();
  await expect(
    writeSpec(project.viewer, NAME, WriteSpec.parse({ requirements: ["x"] })),
  ).rejects.toMatchObject({ code: "forbidden" });
});

test("a gate that no run has measured is not measured, and what is missing runs with one call", async () => {
  const project = await prepare();
  await write(project);
  expect(await gate(project)).toMatchObject({
    verdict: "not_measured",
    reason: "no_run",
    value: null,
  });
  const before = await listGates(project.viewer, NAME, { version: 1 });
  expect(before.missing).toMatchObject([
    { version: 1, evalSet: "words", split: "development", answers: 40, underWay: null },
  ]);
  const { data } = await runMissing(project.editor, NAME, { version: 1 });
  expect(data).toHaveLength(1);
  const again = await runMissing(project.editor, NAME, { version: 1 });
  expect(again.data[0]?.id).toBe(data[0]?.id);
  await workOff(data[0]?.id ?? "");
  expect(await gate(project)).toMatchObject({
    verdict: "pass",
    value: 1,
    n: 40,
    runId: data[0]?.id,
  });
  expect(await runMissing(project.editor, NAME, { version: 1 })).toEqual({
    data: [],
    nextCursor: null,
  });
});

test("a gate passes, fails or cannot tell by its bound, and says how many more cases would decide which way", async () => {
  const project = await prepare((message, ...rest) =>
    /00[0-7]$/.test(message) ? "wrong" : echo(message, ...rest),
  );
  await runNow(project, {});
  await write(project, {
    criteria: [
      right({ key: "low", threshold: 0.6 }),
      right({ key: "near", threshold: 0.75 }),
      right({ key: "high", threshold: 0.95 }),
    ],
  });
  const { data } = await listGates(project.viewer, NAME, { version: 1 });
  expect(data.map(({ verdict }) => verdict)).toEqual(["pass", "inconclusive", "fail"]);
  expect(data[1]).toMatchObject({ moreCases: 153, moreCasesVerdict: "pass" });
  expect(closedGates(data).map(({ criterion }) => criterion)).toEqual(["near", "high"]);
});

test("cases that changed since the run close the gate until it runs again", async () => {
  const project = await prepare();
  await runNow(project, {});
  await write(project);
  const set = await db.evalSet.update({
    where: { projectId_name: { projectId: project.id, name: "words" } },
    data: { revision: 2 },
  });
  await db.evalCase.updateMany({
    where: { evalSetId: set.id, caseId: "case-000" },
    data: { untilRevision: 2 },
  });
  expect(await gate(project)).toMatchObject({ verdict: "not_measured", reason: "cases_changed" });
  const { versions, data } = await listGateTrends(project.viewer, NAME);
  expect({ versions, values: data[0]?.values }).toEqual({ versions: [1, 2], values: [1, null] });
});

test("a case that is added leaves the verdict to be seen, and asks for a run", async () => {
  const project = await prepare();
  const runId = await runNow(project, {});
  await write(project);
  await addCase(
    project.editor,
    "words",
    AddCase.parse({ input: { word: "new" }, expected: "new" }),
  );
  expect(await gate(project)).toMatchObject({
    verdict: "not_measured",
    reason: "cases_added",
    why: "Measured on revision 1, 1 case newer. Run it.",
    value: null,
    newerCases: 1,
    earlier: { verdict: "pass", value: 1, n: 40, evalSetRevision: 1 },
    runId,
  });
  const { data, missing } = await listGates(project.viewer, NAME, { version: 1 });
  expect(closedGates(data)).toHaveLength(1);
  expect(missing).toMatchObject([{ version: 1, criteria: ["right"], answers: 41 }]);
  await runNow(project, {});
  expect(await gate(project)).toMatchObject({ verdict: "pass", n: 41 });
});

test("another model's run is no evidence for the version", async () => {
  const project = await prepare();
  await runNow(project, { model: { provider: "test", name: "other" } });
  await write(project);
  expect(await gate(project)).toMatchObject({ reason: "no_run" });
});

test("a criterion that asks for three answers per case is not measured by one", async () => {
  const project = await prepare();
  await runNow(project, {});
  await write(project, { criteria: [right({ repeats: 3 })] });
  expect(await gate(project)).toMatchObject({ reason: "too_few_repeats" });
  const { missing } = await listGates(project.viewer, NAME, { version: 1 });
  expect(missing).toMatchObject([{ answers: 120 }]);
});

test("a judge that nobody calibrated opens no gate", async () => {
  const project = await prepare();
  await runNow(project, {});
  const judge = {
    kind: "judge-rubric",
    config: { rubric: "Is it kind?", model: { provider: "test", name: "echo" } },
  } as const;
  await write(project, { criteria: [right({ scorer: judge })] });
  expect(await gate(project)).toMatchObject({ reason: "uncalibrated_judge" });
});

test("fewer than five holdout cases are never told, to nobody", async () => {
  const project = await prepare(echo, [
    ...names(4, { split: "holdout", attributes: { plan: "pro" } }),
    ...names(20).map(({ caseId }) => ({ caseId: `more-${caseId}`, split: "holdout" as const })),
  ]);
  await db.segment.create({
    data: {
      projectId: project.id,
      name: "Pro",
      condition: { subject: "attribute", attribute: "plan", operator: "=", value: "pro" },
    },
  });
  await runNow(project, { split: "holdout" });
  await write(project, {
    criteria: [
      right({ split: "holdout" }),
      right({ key: "few", split: "holdout", segment: "Pro" }),
    ],
  });
  for (const actor of [project.viewer, project.admin]) {
    const { data } = await listGates(actor, NAME, { version: 1 });
    expect(data).toMatchObject([{ n: 24 }, { verdict: "not_measured", reason: "withheld" }]);
  }
});

test("no worse than live: paired with the live version's run, and nothing to be worse than before", async () => {
  const project = await prepare((message, ...rest) =>
    /^Repeat case-0[0-2]/.test(message) ? "wrong" : echo(message, ...rest),
  );
  await write(project, { criteria: [right({ kind: "non_regression", threshold: 0.02 })] });
  const first = await gate(project);
  expect(first).toMatchObject({ verdict: "not_measured", reason: "nothing_live" });
  expect(closedGates([first])).toEqual([]);
  await runNow(project, { version: 2 });
  await goLive(project, 1);
  expect(await gate(project, 2)).toMatchObject({ reason: "no_baseline_run" });
  const { data } = await runMissing(project.editor, NAME, { version: 2 });
  expect(data).toMatchObject([{ version: 1 }]);
  await workOff(data[0]?.id ?? "");
  expect(await gate(project, 2)).toMatchObject({
    verdict: "fail",
    value: -0.75,
    n: 40,
    baselineVersion: 1,
    baselineRunId: data[0]?.id,
    environment: "production",
  });
  expect(await gate(project, 2, "staging")).toMatchObject({ reason: "nothing_live" });
});

test("the live version is no worse than itself", async () => {
  const project = await prepare();
  await write(project, { criteria: [right({ kind: "non_regression", threshold: 0.02 })] });
  await runNow(project, {});
  await goLive(project, 1);
  expect(await gate(project, 1)).toMatchObject({ verdict: "pass", value: 0 });
});

test("latency, tokens and retries come from the run's answers", async () => {
  const project = await prepare(echo, names(80));
  await runNow(project, {});
  const metric = (name: CriterionInput["metric"], threshold: number): CriterionInput =>
    right({
      key: String(name).replaceAll("_", "-"),
      scorer: undefined,
      metric: name,
      comparator: "<=",
      threshold,
    });
  await write(project, {
    criteria: [
      metric("latency_p95_ms", 60_000),
      metric("output_tokens", 1_000),
      metric("retry_rate", 0.1),
      metric("input_tokens", 900),
    ],
  });
  const { data } = await listGates(project.viewer, NAME, { version: 1 });
  expect(data.map(({ verdict }) => verdict)).toEqual(["pass", "pass", "pass", "fail"]);
  expect(data.map(({ unit }) => unit)).toEqual(["ms", "count", "rate", "count"]);
});

test("a criterion in writing is tried on stored answers without a call", async () => {
  const project = await prepare();
  await runNow(project, {});
  const calls = callsOfModel().length;
  const { gates, passesFrom, hint } = await previewCriterion(project.editor, NAME, {
    ...WriteSpec.parse({
      criteria: [right({ scorer: { kind: "contains", config: { value: "case-01" } } })],
    }).criteria[0],
  } as Parameters<typeof previewCriterion>[2]);
  expect(gates.at(-1)).toMatchObject({ version: 1, gate: { value: 0.25, n: 40, verdict: "fail" } });
  // The bar is 80 %, the tolerance 3 points.
  expect(passesFrom).toEqual({ passed: 36, cases: 40 });
  expect(hint).toBeNull();
  expect(callsOfModel().length).toBe(calls);
});

test("a bar that cannot be proven is hinted at when it is written", async () => {
  const project = await prepare();
  const spec = await write(project, {
    criteria: [
      right({ threshold: 1 }),
      right({ key: "few", threshold: 0.97 }),
      right({ key: "gone", evalSet: "nowhere" }),
    ],
  });
  expect(spec.hints.map(({ message }) => message)).toEqual([
    expect.stringContaining("No number of cases"),
    "40 cases cannot decide ≥ 97 %; 66 without a miss would.",
    "There is no eval set nowhere yet.",
  ]);
});

test("coverage says which cases stand behind a criterion and which serve none", async () => {
  const project = await prepare(echo, [
    ...names(10, { attributes: { plan: "pro" } }),
    ...names(5).map(({ caseId }) => ({ caseId: `more-${caseId}` })),
  ]);
  await db.segment.create({
    data: {
      projectId: project.id,
      name: "Pro",
      condition: { subject: "attribute", attribute: "plan", operator: "=", value: "pro" },
    },
  });
  await write(project, { criteria: [right({ segment: "Pro" })] });
  expect(await getSpecCoverage(project.viewer, NAME)).toEqual({
    criteria: [{ criterion: "right", cases: 10 }],
    lines: [{ line: "Says the word", criteria: 0, cases: 0 }],
    sets: [{ evalSet: "words", split: "development", cases: 15, unserved: 5 }],
  });
});

test("cases without a criterion are listed by name, and a holdout's are only counted", async () => {
  const project = await prepare(echo, [
    ...names(3, { attributes: { plan: "pro" } }),
    ...names(5).map(({ caseId }) => ({ caseId: `more-${caseId}` })),
    ...names(7).map(({ caseId }) => ({ caseId: `held-${caseId}`, split: "holdout" as const })),
  ]);
  await makePro(project);
  await write(project, { criteria: [right({ segment: "Pro", serves: ["Says the word"] })] });
  const { lines, sets } = await getSpecCoverage(project.viewer, NAME);
  expect(lines).toEqual([{ line: "Says the word", criteria: 1, cases: 3 }]);
  expect(sets.map(({ split, unserved }) => [split, unserved])).toEqual([
    ["development", 5],
    ["holdout", 7],
  ]);
  const read = async (cursor?: string) =>
    listUnserved(project.viewer, NAME, { evalSet: "words", limit: 3, cursor });
  const first = await read();
  const rest = await read(first.nextCursor ?? "");
  const caseIds = [...first.data, ...rest.data].map(({ caseId }) => caseId);
  expect(caseIds).toEqual(names(5).map(({ caseId }) => `more-${caseId}`));
  expect(rest.nextCursor).toBeNull();
});

test("an empty spec that is saved is no revision, and a scorer that cannot work is refused", async () => {
  const project = await prepare();
  const nothing = { requirements: [], criteria: [] };
  expect((await write(project, nothing)).revision).toBe(0);
  const scorer = {
    kind: "json-schema",
    config: { schema: { $ref: "https://schemas.example/answer.json" } },
  } as const;
  await expect(write(project, { criteria: [right({ scorer })] })).rejects.toMatchObject({
    code: "invalid",
    errors: [
      {
        path: "criteria.0.scorer.config.schema",
        message: expect.stringContaining("https://schemas.example/answer.json"),
      },
    ],
  });
});

test("errors that are called again for give a gate another value, not the remembered one", async () => {
  let isDown = true;
  const project = await prepare((message, call, response) =>
    isDown && /00[0-9]$/.test(message) ? refuse(response, 400) : echo(message, call, response),
  );
  const id = await runNow(project, {});
  await write(project);
  expect(await gate(project)).toMatchObject({ verdict: "inconclusive", n: 30 });
  isDown = false;
  await retryErrors(project.editor, id);
  await workOff(id);
  expect(await gate(project)).toMatchObject({ verdict: "pass", n: 40 });
});

test("a segment that is defined anew gives its gates another value", async () => {
  const project = await prepare(echo, [
    ...names(20, { attributes: { plan: "pro" } }),
    ...names(20).map(({ caseId }) => ({ caseId: `more-${caseId}` })),
  ]);
  await makePro(project);
  await runNow(project, {});
  await write(project, { criteria: [right({ segment: "Pro" })] });
  expect((await gate(project)).n).toBe(20);
  await db.segment.updateMany({
    where: { projectId: project.id },
    data: { condition: { subject: "inputLength", operator: ">", value: 0 } },
  });
  expect((await gate(project)).n).toBe(40);
});

test("another project's prompt has no spec and no gates here", async () => {
  const [project, other] = [await prepare(), await makeTestProject()];
  await write(project);
  await expect(getSpec(other.admin, NAME)).rejects.toMatchObject({ code: "not_found" });
  await expect(listGates(other.admin, NAME, {})).rejects.toMatchObject({ code: "not_found" });
});
