import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { connect, refuse, startModelServer } from "@/lib/runs/test-run";
import { acceptBatches } from "@/lib/traces/accept-traces";
import { giveFeedback } from "@/lib/traces/give-feedback";
import { parseRestTraces } from "@/lib/traces/parse-rest";
import { loadUnscored } from "@/lib/traces/store/sample-traces";
import { createOnlineScorer } from "./create-online-scorer";
import { deleteOnlineScorer } from "./delete-online-scorer";
import { dryRunOnlineScorer } from "./dry-run-online-scorer";
import { listOnlineScorers, listTraceScores } from "./reads";
import { scoreNewTraces } from "./score-new-traces";
import { isInShare } from "./share-of-traces";
import { updateOnlineScorer } from "./update-online-scorer";

const signal = new AbortController().signal;

async function send(
  actor: Actor,
  outputs: (string | null)[],
  prefix = "t",
  at = Date.now() - 1_000,
) {
  const { batches, rejected } = await parseRestTraces(
    outputs.map((output, index) => ({
      id: `${prefix}-${index}`,
      startedAt: new Date(at).toISOString(),
      endedAt: new Date(at + 500).toISOString(),
      input: { ticket: "Where is it?" },
      ...(output === null ? {} : { output }),
      steps: [],
    })),
  );
  expect(rejected).toEqual([]);
  await acceptBatches(actor, batches);
}

const contains = {
  name: "says shipping",
  scorer: { kind: "contains" as const, config: { value: "shipping" } },
  share: 1,
};

/** As if the traces had come a while ago and the scorer before them. */
async function settle(project: TestProject) {
  await db.$executeRaw`update trace set updated_at = updated_at - interval '1 minute' where project_id = ${project.id}::uuid`;
  await db.$executeRaw`update online_scorer set scored_until = now() - interval '5 minutes' where project_id = ${project.id}::uuid`;
}

describe("an online scorer", () => {
  let project: TestProject;
  beforeAll(async () => {
    project = await makeTestProject();
  });

  test("cannot be switched on before a dry run of its settings, nor on no trace at all", async () => {
    const { id } = await createOnlineScorer(project.editor, contains);
    await expect(updateOnlineScorer(project.editor, id, { isEnabled: true })).rejects.toThrow(
      /dry run/,
    );
    await dryRunOnlineScorer(project.editor, id, signal);
    await expect(updateOnlineScorer(project.editor, id, { isEnabled: true })).rejects.toThrow(
      /no trace/,
    );
    await send(project.admin, ["shipping", "refund", null]);
    const { dryRun } = await dryRunOnlineScorer(project.editor, id, signal);
    expect(dryRun).toMatchObject({ traces: 3, passed: 1, failed: 1, unknown: 1, costUsd: 0 });
    expect((await updateOnlineScorer(project.editor, id, { isEnabled: true })).isEnabled).toBe(
      true,
    );
    const other = { scorer: { kind: "contains" as const, config: { value: "refund" } } };
    const changed = await updateOnlineScorer(project.editor, id, other);
    expect(changed).toMatchObject({ isEnabled: false, dryRun: null });
    await deleteOnlineScorer(project.editor, id);
    expect((await listOnlineScorers(project.viewer)).data).toEqual([]);
  });

  test("belongs to editors, and to its project", async () => {
    await expect(createOnlineScorer(project.viewer, contains)).rejects.toThrow(/editor/);
    const { id } = await createOnlineScorer(project.editor, contains);
    const other = await makeTestProject();
    await expect(updateOnlineScorer(other.admin, id, { share: 0.5 })).rejects.toThrow(/not exist/);
    await expect(createOnlineScorer(project.editor, contains)).rejects.toThrow(/already/);
  });
});

describe("new traces", () => {
  test("are scored once each, also by two workers at once, and what has no answer is neither pass nor fail", async () => {
    const project = await makeTestProject();
    await send(project.admin, ["shipping"], "old");
    const { id } = await createOnlineScorer(project.editor, contains);
    await dryRunOnlineScorer(project.editor, id, signal);
    await updateOnlineScorer(project.editor, id, { isEnabled: true });
    await send(project.admin, ["shipping", "refund", null, "shipping"]);
    await db.$executeRaw`delete from trace_key where project_id = ${project.id}::uuid and id = 'old-0'`;
    await db.$executeRaw`delete from trace where project_id = ${project.id}::uuid and id = 'old-0'`;
    await settle(project);
    await Promise.all([scoreNewTraces(signal), scoreNewTraces(signal)]);
    await settle(project);
    await scoreNewTraces(signal);
    const rows = await db.traceScore.findMany({
      where: { scorerId: id },
      orderBy: { traceId: "asc" },
    });
    expect(rows.map(({ traceId, passed }) => [traceId, passed])).toEqual([
      ["t-0", true],
      ["t-1", false],
      ["t-2", null],
      ["t-3", true],
    ]);
    const [scorer] = (await listOnlineScorers(project.viewer)).data;
    expect(scorer?.today).toMatchObject({ scored: 4, passed: 2, failed: 1, unknown: 1 });
    const [score] = (await listTraceScores(project.viewer, "t-1")).data;
    expect(score).toMatchObject({ scorer: "says shipping", passed: false, counts: true });
  });

  test("beyond the day's budget wait for nobody: they stay unscored", async () => {
    const project = await makeTestProject();
    await send(project.admin, ["shipping"], "old");
    const { id } = await createOnlineScorer(project.editor, { ...contains, dailyBudgetUsd: 1 });
    await dryRunOnlineScorer(project.editor, id, signal);
    await updateOnlineScorer(project.editor, id, { isEnabled: true });
    await send(project.admin, ["shipping"]);
    await db.traceScore.create({
      data: {
        projectId: project.id,
        traceId: "before",
        scorerId: id,
        costUsd: 1.5,
        startedAt: new Date(),
      },
    });
    await settle(project);
    await scoreNewTraces(signal);
    expect(await db.traceScore.count({ where: { scorerId: id } })).toBe(1);
    const [scorer] = (await listOnlineScorers(project.viewer)).data;
    expect(scorer?.today.isBudgetSpent).toBe(true);
  });

  test("leave part of the day's budget for the hours to come", async () => {
    const project = await makeTestProject();
    await send(project.admin, ["shipping"], "old");
    const { id } = await createOnlineScorer(project.editor, { ...contains, dailyBudgetUsd: 24 });
    await dryRunOnlineScorer(project.editor, id, signal);
    await updateOnlineScorer(project.editor, id, { isEnabled: true });
    const score = { projectId: project.id, traceId: "before", scorerId: id, costUsd: 2 };
    await db.traceScore.create({ data: { ...score, startedAt: new Date() } });
    await send(project.admin, ["shipping"]);
    await settle(project);
    const at = (hour: number) => new Date(new Date().setUTCHours(hour, 30));
    expect(await scoreNewTraces(signal, at(0))).toBe(0);
    await send(project.admin, ["shipping"], "later");
    await settle(project);
    expect(await scoreNewTraces(signal, at(12))).toBeGreaterThan(0);
    const [scorer] = (await listOnlineScorers(project.viewer)).data;
    expect(scorer?.today.isBudgetSpent).toBe(false);
  });

  test("that come days after they happened are scored once, and what came before the scorer never", async () => {
    const project = await makeTestProject();
    const daysAgo = Date.now() - 3 * 86_400_000;
    await send(project.admin, ["shipping"], "old");
    const { id } = await createOnlineScorer(project.editor, contains);
    await dryRunOnlineScorer(project.editor, id, signal);
    await updateOnlineScorer(project.editor, id, { isEnabled: true });
    await send(project.admin, ["shipping", "refund"], "late", daysAgo);
    // Said of an old trace afterwards: it is not new for that.
    await giveFeedback(project.admin, "old-0", { outcome: "failed" });
    await settle(project);
    await scoreNewTraces(signal);
    // A late trace that comes again, or is told of later, keeps its one score.
    await send(project.admin, ["refund", "refund"], "late", daysAgo);
    await settle(project);
    await scoreNewTraces(signal);
    const rows = await db.traceScore.findMany({
      where: { scorerId: id },
      orderBy: { traceId: "asc" },
    });
    expect(rows.map(({ traceId, passed }) => [traceId, passed])).toEqual([
      ["late-0", true],
      ["late-1", false],
    ]);
    expect(rows[0]?.startedAt.getTime()).toBe(daysAgo);
  });

  test("are drawn alike by the database and by the rule", async () => {
    const project = await makeTestProject();
    await send(
      project.admin,
      Array.from({ length: 60 }, () => "shipping"),
    );
    const { id } = await createOnlineScorer(project.editor, { ...contains, share: 0.4 });
    const drawn = await loadUnscored(project.id, {
      scorerId: id,
      promptId: null,
      environment: null,
      share: 0.4,
      receivedSince: new Date(Date.now() - 600_000),
      after: new Date(Date.now() - 600_000),
      until: new Date(Date.now() + 600_000),
      limit: 100,
    });
    const expected = Array.from({ length: 60 }, (_, n) => `t-${n}`).filter((one) =>
      isInShare(id, one, 0.4),
    );
    expect(drawn.map((one) => one.id).sort()).toEqual(expected.sort());
    expect(expected.length).toBeGreaterThan(5);
  });
});

test("a judge is shown as uncalibrated and does not count", async () => {
  const project = await makeTestProject();
  const scorer = await createOnlineScorer(project.editor, {
    name: "kind enough",
    scorer: {
      kind: "judge-rubric",
      config: { rubric: "The answer is kind.", model: { provider: "local", name: "baseline" } },
    },
  });
  expect(scorer).toMatchObject({ isJudge: true, calibration: "uncalibrated", counts: false });
});

test("a judge that is busy for a moment is asked again, and its price is told", async () => {
  const project = await makeTestProject();
  const verdict = JSON.stringify({ passed: true, reason: "It is kind." });
  const server = await startModelServer((_, call, response) =>
    call === 1 ? refuse(response, 429) : verdict,
  );
  await connect(project, server.url);
  await send(project.admin, ["Gladly!"]);
  const { id } = await createOnlineScorer(project.editor, {
    name: "kind",
    scorer: {
      kind: "judge-rubric",
      config: { rubric: "The answer is kind.", model: { provider: "test", name: "gpt-4o-mini" } },
    },
  });
  const { dryRun } = await dryRunOnlineScorer(project.editor, id, signal);
  await server.close();
  expect(dryRun).toMatchObject({ traces: 1, passed: 1, costUsd: expect.closeTo(0.00075) });
  expect(server.calls).toHaveLength(2);
});
