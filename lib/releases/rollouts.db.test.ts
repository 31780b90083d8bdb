import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { assignArm } from "@/lib/deployments/assign-arm";
import { findDeployment } from "@/lib/deployments/find-deployment";
import { makeTestProject } from "@/lib/projects/test-project";
import { advanceRollout, pauseRollout, resumeRollout } from "@/lib/rollouts/change-rollout";
import { getEventBasis, getRollout, getRolloutHistory, listRollouts } from "@/lib/rollouts/reads";
import { decideStep } from "@/lib/rollouts/watch/decide-step";
import { judgeGuardrails } from "@/lib/rollouts/watch/judge-guardrails";
import { makeContent, makeTestPrompt } from "@/lib/runs/test-run";
import { createSegment } from "@/lib/segments/create-segment";
import { giveFeedback } from "@/lib/traces/give-feedback";
import { noteMarkdown } from "./note/note-markdown";
import { getRelease, listReleases, loadChanges } from "./reads";
import { releaseVersion } from "./release-version";
import { rollBack } from "./roll-back";
import { look, makeTestRollout, releaseStaged, sendRequests } from "./test-rollout";

const GUARDED = {
  stages: [
    { percent: 20, minSamples: 5 },
    { percent: 50, minSamples: 5 },
  ],
  guardrails: [{ metric: "escalation_rate", comparator: "<=", threshold: 0.08 }] as const,
  maturationMinutes: 0,
};
const plan = (more: object = {}) => ({ ...GUARDED, guardrails: [...GUARDED.guardrails], ...more });

const many = (count: number, outcome: (index: number) => string | null = () => "succeeded") =>
  Array.from({ length: count }, (_, index) => ({ outcome: outcome(index) }));

async function deploymentOf(releaseId: string) {
  const { promptId, environmentId } = await db.rollout.findUniqueOrThrow({ where: { releaseId } });
  return findDeployment({ promptId, environmentId });
}

test("a release with stages serves its version to the first share, and says so", async () => {
  const { project, release } = await makeTestRollout(plan());
  expect(release).toMatchObject({ version: 2, replaces: 1, isLive: false });
  expect(release.rollout).toMatchObject({ state: "running", percent: 20 });
  expect(release.rollout?.guardrails).toMatchObject([{ verdict: "not_measured", n: 0 }]);
  expect(await deploymentOf(release.id)).toMatchObject({
    stable: { number: 1 },
    candidate: { number: 2 },
    percent: 20,
  });
  const { data } = await listRollouts(project.viewer, { state: "active" });
  expect(data).toMatchObject([{ number: 1, stage: 1, stages: 3, candidate: 2, isGuarded: true }]);
  expect(data[0]?.sentence).toMatch(/^No data yet: v2 gets 20 %/);
});

test("a harmless version advances stage by stage to everybody", async () => {
  const { project, release } = await makeTestRollout(plan());
  expect(await look(release)).toMatchObject({ state: "running", stage: 0 });
  await sendRequests(project, release, many(200));
  expect(await look(release)).toMatchObject({ state: "running", stage: 1, percent: 50 });
  // Nothing advances on requests from before the stage.
  expect(await look(release)).toMatchObject({ stage: 1 });
  await sendRequests(project, release, many(100));
  expect(await look(release)).toMatchObject({ state: "completed", percent: 100 });
  expect(await deploymentOf(release.id)).toMatchObject({
    stable: { number: 2, releaseId: release.id },
    candidate: null,
    rolloutId: null,
  });
  const after = await getRollout(project.viewer, "1");
  expect(after.events.map(({ type }) => type)).toEqual(["completed", "advanced", "started"]);
  expect(after.sentence).toBe("Completed: everybody gets v2.");
  expect(await getRelease(project.viewer, release.id)).toMatchObject({
    isLive: true,
    rollout: { state: "completed" },
  });
  expect((await getRolloutHistory(project.viewer, "1")).points.length).toBeGreaterThan(1);
});

test("a harmful version rolls back by itself, with a release that says why", async () => {
  const { project, release } = await makeTestRollout(plan());
  const requests = many(400, (index) => (index % 3 === 0 ? "escalated" : "succeeded"));
  await sendRequests(project, release, requests);
  expect(await look(release)).toMatchObject({ state: "rolled_back" });
  expect(await deploymentOf(release.id)).toMatchObject({ stable: { number: 1 }, candidate: null });
  const [rollback] = (await listReleases(project.viewer)).data;
  expect(rollback).toMatchObject({ version: 1, rollbackOf: release.id, isLive: true });
  expect(rollback?.releasedBy.name).toBe("Galley");
  expect(rollback?.reason).toMatch(/^Escalation rate is .* %.*; the bar is ≤ 8\.0 %/);
  const rollout = await getRollout(project.viewer, "1");
  expect(rollout.events.map(({ type }) => type)).toEqual(["rolled_back", "breached", "started"]);
  expect(rollout.sentence).toMatch(/^Rolled back: everybody gets v1\. Escalation rate/);
  const note = noteMarkdown({
    ...(await getRelease(project.viewer, release.id)),
    releasedBy: "Priya",
  });
  expect(note).toMatch(/# Rollout\n\n- Rolled back: everybody gets v1\. Escalation rate/);
  expect(note).toMatch(/- 50 %: not reached/);
  expect(note).toMatch(/- Escalation rate ≤ 8\.0 %, else roll back: .* %.*, fail/);
  const notifications = await db.notification.findMany({ where: { projectId: project.id } });
  expect(notifications.map(({ type }) => type)).toContain("rollout.breached");
});

test("each decision can be computed again from the figures that it saw", async () => {
  const { project, release } = await makeTestRollout(plan());
  await sendRequests(project, release, many(200));
  await look(release);
  const [advanced] = (await getRollout(project.viewer, "1")).events;
  if (!advanced) throw new Error("Nothing was decided.");
  const stored = await getEventBasis(project.viewer, "1", advanced.id);
  const verdicts = judgeGuardrails(stored.setups, stored.basis.figures).map(
    ({ verdict }) => verdict,
  );
  expect(verdicts).toEqual(stored.basis.step.verdicts);
  expect(decideStep({ ...stored.basis.step, verdicts, plan: stored.plan }).kind).toBe("advance");
});

test("an outcome that comes later by feedback counts, and one that nobody knows counts in no arm", async () => {
  const { project, release } = await makeTestRollout(plan());
  const sent = await sendRequests(
    project,
    release,
    many(200, () => null),
  );
  await look(release);
  const before = await getRollout(project.viewer, "1");
  expect(before.guardrails).toMatchObject([{ verdict: "not_measured", n: 0 }]);
  expect(before).toMatchObject({ state: "holding", holdingFor: ["not_measured"] });
  const candidates = sent.filter(({ arm }) => arm === "candidate");
  for (const { id } of sent) await giveFeedback(project.admin, id, { outcome: "succeeded" });
  expect(await look(release)).toMatchObject({ state: "running", stage: 1 });
  const after = await getRollout(project.viewer, "1");
  expect(after.guardrails[0]?.n).toBe(candidates.length);
  expect(after.stageStates[0]?.requests.candidate).toBe(candidates.length);
});

test("with a delay a unit enters when it has passed, with what was learned by then", async () => {
  const { project, release } = await makeTestRollout(plan({ maturationMinutes: 60 }));
  const sent = await sendRequests(project, release, many(200));
  await look(release, new Date(Date.now() + 69 * 60_000));
  expect((await getRollout(project.viewer, "1")).guardrails[0]?.n).toBe(0);
  await giveFeedback(project.admin, sent[0]?.id ?? "", { outcome: "escalated" });
  await look(release, new Date(Date.now() + 71 * 60_000));
  const { guardrails } = await getRollout(project.viewer, "1");
  const ofArm = (arm: string) => sent.filter((one) => one.arm === arm).length;
  expect(guardrails[0]?.candidate?.n).toBe(ofArm("candidate"));
  expect(guardrails[0]?.stable?.n).toBe(ofArm("stable"));
  const escalated = guardrails[0]?.[sent[0]?.arm ?? "stable"];
  expect(escalated?.value).toBeCloseTo(1 / ofArm(sent[0]?.arm ?? ""), 9);
});

test("several requests of a unit count as one, by their mean", async () => {
  const { project, release } = await makeTestRollout(plan({ maturationMinutes: 60 }));
  const units = Array.from({ length: 40 }, (_, index) => `u-${index}`);
  await sendRequests(
    project,
    release,
    units.flatMap((unit) => ["escalated", "succeeded"].map((outcome) => ({ unit, outcome }))),
  );
  await look(release, new Date(Date.now() + 71 * 60_000));
  const { guardrails, split } = await getRollout(project.viewer, "1");
  const [guardrail] = guardrails;
  expect((guardrail?.stable?.n ?? 0) + (guardrail?.candidate?.n ?? 0)).toBe(40);
  expect(guardrail?.stable?.value).toBe(0.5);
  expect(split.allUnits).toBe(40);
});

test("requests without a unit, of other versions and in the wrong arm are shown and do not count", async () => {
  const { project, release } = await makeTestRollout(plan());
  await sendRequests(project, release, [
    ...Array.from({ length: 3 }, () => ({ unit: null, outcome: "escalated" })),
    ...Array.from({ length: 12 }, (_, index) => ({
      unit: `u-${index}`,
      arm: "candidate" as const,
    })),
  ]);
  const { figures } = await look(release);
  const { split } = await getRollout(project.viewer, "1");
  expect(split.withoutUnit).toBe(3);
  expect(split.allUnits).toBe(12);
  // A client that gives the candidate to everybody.
  expect(split.bothArms).toBeGreaterThan(0);
  expect(figures).toMatchObject({ withoutUnit: 3 });
});

test("a stage waits for its time, whatever the requests say", async () => {
  const stages = [{ percent: 20, minMinutes: 60, minSamples: 5 }];
  const { project, release } = await makeTestRollout(plan({ stages }));
  await sendRequests(project, release, many(200));
  expect(await look(release)).toMatchObject({ state: "running", stage: 0 });
  const hour = new Date(Date.now() + 3_600_000);
  expect(await look(release, hour)).toMatchObject({ state: "completed" });
});

test("no traffic is a state of its own and never advances", async () => {
  const stages = [{ percent: 20 }];
  const { project, release } = await makeTestRollout(
    plan({ stages, onNoTraffic: { minutes: 30 } }),
  );
  expect(await look(release)).toMatchObject({ state: "holding", holdingFor: ["no_traffic"] });
  const later = new Date(Date.now() + 31 * 60_000);
  expect(await look(release, later)).toMatchObject({ state: "holding", stage: 0 });
  await sendRequests(project, release, many(100));
  expect(await look(release)).toMatchObject({ state: "completed" });
});

test("a signal metric holds and resumes by itself", async () => {
  const guardrails = [
    { metric: "latency_p95_ms", comparator: "<=", threshold: 500, action: "hold" } as const,
  ];
  const { project, release } = await makeTestRollout(plan({ guardrails }));
  await sendRequests(
    project,
    release,
    Array.from({ length: 200 }, () => ({ latencyMs: 900, outcome: "succeeded" })),
  );
  expect(await look(release)).toMatchObject({ state: "holding", holdingFor: ["signal_metric"] });
  const events = async () => (await getRollout(project.viewer, "1")).events.map(({ type }) => type);
  expect(await events()).toEqual(["holding", "started"]);
  await look(release);
  expect(await events()).toEqual(["holding", "started"]);
});

test("a breach that pauses is dismissed with a reason only, and does not act again", async () => {
  const guardrails = [
    { metric: "error_rate", comparator: "<=", threshold: 0.02, action: "pause" } as const,
  ];
  const { project, release } = await makeTestRollout(plan({ guardrails }));
  await sendRequests(
    project,
    release,
    Array.from({ length: 200 }, () => ({ error: "boom", outcome: "succeeded" })),
  );
  expect(await look(release)).toMatchObject({ state: "paused" });
  expect(await look(release)).toMatchObject({ state: "paused" });
  await expect(resumeRollout(project.editor, "1", { reason: "" })).rejects.toMatchObject({
    errors: [{ path: "reason" }],
  });
  await expect(resumeRollout(project.viewer, "1", { reason: "ok" })).rejects.toThrow(/editor/);
  const resumed = await resumeRollout(project.editor, "1", { reason: "A known outage" });
  expect(resumed.state).toBe("running");
  expect(resumed.guardrails[0]?.dismissed).toMatchObject({ by: "Ines", reason: "A known outage" });
  expect(await look(release)).toMatchObject({ state: "running", stage: 1 });
});

test("people pause, resume, advance and roll back at any time, each once", async () => {
  const { project, release } = await makeTestRollout(plan());
  await pauseRollout(project.editor, "1", { reason: "Help centre deploy" });
  await expect(pauseRollout(project.editor, "1", { reason: "" })).rejects.toThrow(/paused already/);
  await sendRequests(project, release, many(200));
  expect(await look(release)).toMatchObject({ state: "paused", stage: 0 });
  await resumeRollout(project.editor, "1", { reason: "" });
  const two = await Promise.allSettled([
    advanceRollout(project.editor, "1", { reason: "", stage: 1 }),
    advanceRollout(project.admin, "1", { reason: "", stage: 1 }),
  ]);
  expect(two.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await deploymentOf(release.id)).toMatchObject({ percent: 50 });
  const rollback = await rollBack(project.editor, release.id, { reason: "Wrong tone" });
  expect(rollback).toMatchObject({ version: 1, rollbackOf: release.id });
  expect(await getRollout(project.viewer, "1")).toMatchObject({ state: "rolled_back" });
  await expect(advanceRollout(project.editor, "1", { reason: "" })).rejects.toThrow(/has ended/);
});

test("a second release waits for the rollout, or takes it back first", async () => {
  const { project, release } = await makeTestRollout(plan());
  await expect(releaseStaged(project, 3)).rejects.toMatchObject({ code: "conflict" });
  const third = await releaseVersion(project.admin, {
    ...{ prompt: "support/echo", version: 3, environment: "staging", endsRollout: true },
    note: { goal: "Better", change: "Another word" },
  });
  expect(third).toMatchObject({ version: 3, isLive: true });
  expect(await getRelease(project.viewer, release.id)).toMatchObject({
    rollout: { state: "rolled_back" },
  });
});

test("rolling the stable version back ends the rollout, and the first version goes offline with it", async () => {
  const { project, release } = await makeTestRollout(plan());
  const before = new Date().toISOString();
  const changes = await loadChanges(project.viewer, { from: before, environment: "staging" });
  expect(changes.prompts).toMatchObject([{ before: 1, after: 1, hasChanged: false }]);
  await rollBack(project.admin, "1", { reason: "Both are wrong" });
  expect(await deploymentOf(release.id)).toMatchObject({ stable: null, candidate: null });
  expect(await getRollout(project.viewer, "1")).toMatchObject({ state: "rolled_back" });
});

test("a harm to one segment shows beside a guardrail of all requests, without a bar and without acting", async () => {
  const project = await makeTestProject();
  await makeTestPrompt(project, { versions: [makeContent("one"), makeContent("two")] });
  await releaseStaged(project, 1);
  await createSegment(project.admin, {
    ...{ name: "Enterprise", description: "" },
    condition: { subject: "attribute", attribute: "tier", operator: "=", value: "enterprise" },
  });
  const release = await releaseStaged(
    project,
    2,
    plan({ guardrails: [{ metric: "escalation_rate", comparator: "<=", threshold: 0.6 }] }),
  );
  const { salt } = await db.rollout.findUniqueOrThrow({ where: { releaseId: release.id } });
  // Every tenth request is of the segment; only the candidate hands those to a person.
  const requests = Array.from({ length: 2_000 }, (_, index) => {
    const unit = `unit-${index}`;
    const tier = index % 10 === 0 ? "enterprise" : "basic";
    const isHarmed =
      tier === "enterprise" && assignArm({ unit, salt, percent: 20 }) === "candidate";
    const outcome = isHarmed ? "escalated" : "succeeded";
    return { unit, outcome, attributes: { tier } };
  });
  await sendRequests(project, release, requests);
  await look(release);
  const { state, segments, guardrails } = await getRollout(project.viewer, "1");
  expect(state).not.toBe("rolled_back");
  expect(guardrails).toMatchObject([{ verdict: "pass" }]);
  expect(segments).toMatchObject([
    {
      ...{ segment: "Enterprise", metric: "escalation_rate", differs: true },
      stable: { value: 0 },
      candidate: { value: 1 },
    },
  ]);
});

test("two workers take a step once", async () => {
  const { project, release } = await makeTestRollout(plan());
  await sendRequests(project, release, many(200));
  await Promise.all(Array.from({ length: 5 }, () => look(release)));
  const { stage, events } = await getRollout(project.viewer, "1");
  expect(stage).toBe(2);
  expect(events.map(({ type }) => type)).toEqual(["advanced", "started"]);
});

test("a guardrail that cannot be tested is refused where it stands, before anything goes live", async () => {
  const { project } = await makeTestRollout(plan());
  await rollBack(project.admin, "2", { reason: "Start again" });
  const relative = (metric: string, comparator: string, threshold: number) => ({
    ...{ metric, comparator, threshold, relativeTo: "control" },
  });
  const guardrails = [
    relative("latency_p95_ms", "<=", 0.2),
    relative("cost_per_success_usd", "<=", 0.15),
    relative("success_rate", ">=", 0.02),
    { metric: "success_rate", comparator: ">=", threshold: 1 },
    { metric: "error_rate", comparator: "<=", threshold: 0.01, segment: "nobody" },
  ];
  for (const guardrail of guardrails) {
    const tried = releaseStaged(project, 2, plan({ guardrails: [guardrail] }));
    await expect(tried).rejects.toMatchObject({
      code: "invalid",
      errors: [{ path: expect.stringMatching(/^rollout\.guardrails\.0\./) }],
    });
  }
});
