import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { isAppError } from "@/lib/http/app-error";
import { makeTestProject } from "@/lib/projects/test-project";
import { createPrompt } from "@/lib/prompts/create-prompt";
import { createSegment } from "@/lib/segments/create-segment";
import { deleteSegment } from "@/lib/segments/delete-segment";
import { updateSegment } from "@/lib/segments/update-segment";
import { expireTraces } from "./expire-traces";
import { TraceListQuery } from "./filter-contract";
import { giveFeedback } from "./give-feedback";
import { postTraces } from "./post-traces";
import { countTraces, getTrace, getTraceStanding, getTraceStep, listTraces } from "./reads";
import { checkRollups } from "./store/check-rollups";
import { countAllHours } from "./store/count-hour";
import { deleteTraces } from "./store/delete-traces";
import { inTransaction } from "./store/in-transaction";
import { ALL_TRACES, loadRollups } from "./store/load-rollups";
import { recomputeSegments } from "./store/recompute-segments";
import { setOutcome } from "./store/set-outcome";

type Actor = Awaited<ReturnType<typeof makeTestProject>>["editor"];

const START = Date.parse("2026-11-16T09:00:00.000Z");
const at = (ms: number) => new Date(START + ms).toISOString();

function send(actor: Actor, traces: unknown[]) {
  return postTraces(
    actor,
    new Request("http://127.0.0.1/api/v1/projects/x/traces", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ traces }),
    }),
  );
}

const ticket = (id: string, more: object = {}) => ({
  id,
  startedAt: at(0),
  endedAt: at(1_200),
  environment: "production",
  prompt: "support/triage",
  version: 6,
  arm: "candidate",
  unit: "cus_41877",
  attributes: { tier: "basic" },
  input: { ticket: "Ich wurde doppelt belastet und möchte mein Geld zurück." },
  output: { category: "refund_request" },
  outcome: "succeeded",
  steps: [
    {
      id: "look-up",
      kind: "tool",
      name: "lookup_order",
      startedAt: at(10),
      endedAt: at(130),
      input: { order: "NW-20418834" },
      output: "found",
    },
    {
      id: "first",
      kind: "llm",
      name: "gpt-4.1-mini",
      startedAt: at(140),
      endedAt: at(200),
      model: "gpt-4.1-mini",
      error: "429",
    },
    {
      id: "second",
      kind: "llm",
      name: "gpt-4.1-mini",
      startedAt: at(380),
      endedAt: at(1_180),
      provider: "openai",
      model: "gpt-4.1-mini",
      inputTokens: 1_317,
      cachedInputTokens: 1_024,
      outputTokens: 58,
      firstTokenMs: 50,
      retries: 1,
    },
  ],
  ...more,
});

const all = (filters: object = {}) => TraceListQuery.parse(filters);

test("what an application sends is there when the answer comes, with its totals", async () => {
  const project = await makeTestProject();
  expect(await send(project.editor, [ticket("t-1")])).toEqual({ accepted: 1, rejected: [] });
  const trace = await getTrace(project.viewer, "t-1");
  expect(trace).toMatchObject({
    id: "t-1",
    startedAt: at(0),
    endedAt: at(1_200),
    prompt: "support/triage",
    version: 6,
    arm: "candidate",
    unit: "cus_41877",
    environment: "production",
    outcome: "succeeded",
    attributes: { tier: "basic" },
    input: { ticket: "Ich wurde doppelt belastet und möchte mein Geld zurück." },
    output: { category: "refund_request" },
    language: "de",
    inputLength: 55,
    model: "gpt-4.1-mini",
    inputTokens: 1_317,
    cachedInputTokens: 1_024,
    outputTokens: 58,
    latencyMs: 1_200,
    firstTokenMs: 430,
    retries: 1,
    toolCalls: 1,
    errors: 1,
    error: null,
    stepCount: 3,
  });
  // 293 at 0.40, 1,024 cached at 0.10 and 58 at 1.60 dollars a million.
  expect(trace.costUsd).toBeCloseTo((293 * 0.4 + 1_024 * 0.1 + 58 * 1.6) / 1e6, 9);
  expect(trace.steps.map(({ id }) => id)).toEqual(["look-up", "first", "second"]);
  expect(trace.steps[0]).toMatchObject({ kind: "tool", input: { order: "NW-20418834" } });
  const outline = await getTrace(project.viewer, "t-1", { steps: "outline" });
  expect(outline.steps[0]).toMatchObject({ id: "look-up", input: null, output: null });
  expect(await getTraceStep(project.viewer, "t-1", "look-up")).toEqual(trace.steps[0]);
});

test("the same id again updates and never doubles, and keeps what it leaves out", async () => {
  const project = await makeTestProject();
  await send(project.editor, [ticket("t-1"), ticket("t-1")]);
  const { id, startedAt, endedAt } = ticket("t-1");
  await send(project.editor, [
    {
      id,
      startedAt,
      endedAt,
      outcome: "escalated",
      attributes: { region: "EU" },
      steps: [
        { id: "late", kind: "tool", name: "refund", startedAt: at(1_180), endedAt: at(1_190) },
      ],
    },
  ]);
  const trace = await getTrace(project.viewer, "t-1");
  expect(trace).toMatchObject({
    outcome: "escalated",
    input: ticket("t-1").input,
    attributes: { tier: "basic", region: "EU" },
    stepCount: 4,
    toolCalls: 2,
    inputTokens: 1_317,
  });
  expect((await listTraces(project.viewer, all())).data).toHaveLength(1);
});

test("a trace that cannot be read is told by its place and stops no other", async () => {
  const project = await makeTestProject();
  const answer = await send(project.editor, [
    { id: "bad", startedAt: "yesterday", endedAt: at(0) },
    ticket("good"),
    ticket("backwards", { endedAt: at(-1) }),
    "nonsense",
    ticket("twins", { steps: [ticket("x").steps[0], ticket("x").steps[0]] }),
  ]);
  expect(answer.accepted).toBe(1);
  expect(answer.rejected.map(({ index }) => index)).toEqual([0, 2, 3, 4]);
  expect(answer.rejected[0]?.message).toContain("startedAt");
  expect(answer.rejected[1]?.message).toContain("before startedAt");
  expect((await listTraces(project.viewer, all())).data.map(({ id }) => id)).toEqual(["good"]);
});

test("texts that no database stores are mended, and long ones cut", async () => {
  const project = await makeTestProject();
  const { accepted } = await send(project.editor, [
    ticket("t-1", {
      input: { "ke\u0000y": "a\u0000b\ud800c" },
      output: "x".repeat(70_000),
      attributes: { list: [1, 2], "n\u0000": "\udc00" },
      error: "\u0000",
    }),
  ]);
  expect(accepted).toBe(1);
  const trace = await getTrace(project.viewer, "t-1");
  expect(trace.input).toEqual({ "ke\ufffdy": "a\ufffdb\ufffdc" });
  expect(String(trace.output).length).toBeLessThan(64_100);
  expect(trace.output).toContain("[cut: 70,000 characters]");
  expect(trace.attributes).toMatchObject({ list: "[1,2]" });
});

test("a viewer may read traces, not send them; another project's trace does not exist", async () => {
  const [ours, theirs] = [await makeTestProject(), await makeTestProject()];
  await send(ours.editor, [ticket("t-1")]);
  const code = (error: unknown) => (isAppError(error) ? error.code : error);
  expect(await send(ours.viewer, [ticket("t-2")]).catch(code)).toBe("forbidden");
  expect(await getTrace(theirs.admin, "t-1").catch(code)).toBe("not_found");
  await giveFeedback(theirs.editor, "t-1", { outcome: "failed" });
  expect(await getTrace(ours.viewer, "t-1")).toMatchObject({ outcome: "succeeded", feedback: [] });
  expect((await listTraces(theirs.admin, all())).data).toEqual([]);
});

test("every filter narrows the list", async () => {
  const project = await makeTestProject();
  await createSegment(project.editor, {
    name: "Enterprise",
    description: "",
    condition: { subject: "attribute", attribute: "tier", operator: "=", value: "enterprise" },
  });
  await send(project.editor, [
    ticket("basic"),
    ticket("enterprise", {
      startedAt: at(60_000),
      endedAt: at(65_000),
      version: 7,
      arm: "stable",
      environment: "staging",
      unit: "cus_2",
      userId: "u-2",
      sessionId: "s-2",
      attributes: { tier: "enterprise" },
      input: { ticket: "100% of my tents are wet_and torn" },
      outcome: undefined,
      error: "the tool failed",
      steps: [],
    }),
  ]);
  const idsOf = async (filters: object) =>
    (await listTraces(project.viewer, all(filters))).data.map(({ id }) => id);
  expect(await idsOf({})).toEqual(["enterprise", "basic"]);
  for (const filters of [
    { version: 7 },
    { arm: "stable" },
    { environment: "staging" },
    { outcome: "none" },
    { segment: "Enterprise" },
    { minLatencyMs: 2_000 },
    { unit: "cus_2" },
    { userId: "u-2" },
    { sessionId: "s-2" },
    { error: "yes" },
    { q: "100% OF" },
    { q: "wet_and" },
    { q: "enterp" },
    { from: at(1_000) },
  ]) {
    expect(await idsOf(filters), JSON.stringify(filters)).toEqual(["enterprise"]);
    expect(await countTraces(project.viewer, all(filters))).toEqual({ count: 1, isCapped: false });
  }
  for (const filters of [
    { model: "gpt-4.1-mini" },
    { outcome: "succeeded" },
    { maxLatencyMs: 2_000 },
    { minCostUsd: 0.000_001 },
    { to: at(1_000) },
    { error: "no" },
    { q: "doppelt belastet" },
  ]) {
    expect(await idsOf(filters), JSON.stringify(filters)).toEqual(["basic"]);
  }
  expect(await idsOf({ q: "wetxand" })).toEqual([]);
  expect(await idsOf({ segment: "No such segment" })).toEqual([]);
  expect(await idsOf({ reviewed: "no", prompt: "support/triage" })).toHaveLength(2);
  expect(await idsOf({ reviewed: "yes" })).toEqual([]);
  expect(await idsOf({ category: "billing" })).toEqual([]);
  expect(await idsOf({ scorer: "tone" })).toEqual([]);
  expect(await idsOf({ range: "1h" })).toEqual([]);
});

test("pages follow each other without a gap or a repeat, also where times are equal", async () => {
  const project = await makeTestProject();
  const ids = Array.from({ length: 25 }, (_, i) => `t-${String(i).padStart(2, "0")}`);
  await send(
    project.editor,
    ids.map((id, i) => ticket(id, { startedAt: at(i < 20 ? 0 : 1), steps: [] })),
  );
  const listedIds: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTraces(project.viewer, all({ limit: 7, cursor, content: "preview" }));
    listedIds.push(...page.data.map(({ id }) => id));
    expect(page.data[0]).not.toHaveProperty("input");
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(listedIds).toEqual([...ids.slice(20), ...ids.slice(0, 20)]);
});

test("a late outcome counts, and a span that comes after it does not take it back", async () => {
  const project = await makeTestProject();
  await send(project.editor, [ticket("t-1", { outcome: undefined })]);
  await countAllHours(project.id);
  const feedback = await giveFeedback(project.editor, "t-1", {
    outcome: "escalated",
    comment: "Only wanted the second charge back.",
  });
  expect(feedback).toMatchObject({ outcome: "escalated", score: null });
  await send(project.editor, [ticket("t-1", { outcome: "succeeded" })]);
  const trace = await getTrace(project.viewer, "t-1");
  expect(trace).toMatchObject({ outcome: "escalated", outcomeFrom: "feedback" });
  expect(trace.feedback).toHaveLength(1);
  await countAllHours(project.id);
  expect(await sums(project.id)).toMatchObject({ traces: 1, escalated: 1, succeeded: 0 });
  await db.$transaction((tx) =>
    setOutcome(tx, project.id, "t-1", { outcome: "failed", from: "review" }),
  );
  await countAllHours(project.id);
  expect(await sums(project.id)).toMatchObject({ failed: 1, escalated: 0 });
});

test("feedback that arrives before its trace is joined to it, counts, and counts once", async () => {
  const project = await makeTestProject();
  await giveFeedback(project.editor, "t-1", { outcome: "failed" });
  await giveFeedback(project.editor, "t-1", { outcome: "escalated", comment: "Called us." });
  await giveFeedback(project.editor, "t-2", { score: 0.5 });
  await expect(getTrace(project.viewer, "t-1")).rejects.toThrow("does not exist");
  await send(project.editor, [ticket("t-1", { outcome: "succeeded" }), ticket("t-2")]);
  const trace = await getTrace(project.viewer, "t-1");
  expect(trace).toMatchObject({ outcome: "escalated", outcomeFrom: "feedback" });
  expect(trace.feedback).toHaveLength(2);
  expect(await getTrace(project.viewer, "t-2")).toMatchObject({ outcomeFrom: "trace" });
  await countAllHours(project.id);
  await send(project.editor, [ticket("t-1", { outcome: "succeeded" })]);
  await countAllHours(project.id);
  expect(await sums(project.id)).toMatchObject({ traces: 2, escalated: 1, failed: 0 });
});

test("feedback and its trace at the same moment always meet", async () => {
  const project = await makeTestProject();
  const ids = Array.from({ length: 20 }, (_, n) => `t-${n}`);
  await Promise.all(
    ids.flatMap((id) => [
      send(project.editor, [ticket(id, { outcome: undefined })]),
      giveFeedback(project.editor, id, { outcome: "failed" }),
    ]),
  );
  const { data } = await listTraces(project.viewer, all());
  expect(data.map(({ outcome }) => outcome)).toEqual(ids.map(() => "failed"));
  await countAllHours(project.id);
  expect(await sums(project.id)).toMatchObject({ traces: 20, failed: 20 });
});

test("feedback whose trace never came is deleted when the retention is over", async () => {
  const project = await makeTestProject();
  await giveFeedback(project.editor, "never", { outcome: "failed" });
  const { id: projectId } = project;
  await expireTraces({ projectId });
  expect(await db.traceFeedback.count({ where: { projectId } })).toBe(1);
  const createdAt = new Date(Date.now() - 91 * 86_400_000);
  await db.traceFeedback.updateMany({ where: { projectId }, data: { createdAt } });
  await expireTraces({ projectId });
  expect(await db.traceFeedback.count({ where: { projectId } })).toBe(0);
});

test("a trace that the retention would delete at once is accepted with a warning", async () => {
  const project = await makeTestProject();
  const at = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString();
  const traces = [1, 100].map((days) => ({
    id: `ago-${days}`,
    startedAt: at(days),
    endedAt: at(days),
  }));
  const request = new Request("http://127.0.0.1/traces", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ traces: [{ id: "" }, ...traces] }),
  });
  expect(await postTraces(project.editor, request)).toMatchObject({
    accepted: 2,
    rejected: [{ index: 0 }],
    warnings: [{ index: 2, message: expect.stringContaining("more than 90 days ago") }],
  });
});

async function sums(projectId: string, segmentId = ALL_TRACES) {
  const [group] = await loadRollups({
    projectId,
    segmentIds: [segmentId],
    from: new Date(START - 86_400_000),
    to: new Date(START + 14 * 86_400_000),
    stepHours: null,
    withLatency: true,
    withUnits: false,
  });
  return group?.sums;
}

test("rollups are what the rows say, after updates, moves to another hour and deletions", async () => {
  const project = await makeTestProject();
  await send(project.editor, [ticket("t-1"), ticket("t-2", { outcome: "failed" })]);
  await countAllHours(project.id);
  expect(await sums(project.id)).toMatchObject({
    traces: 2,
    succeeded: 1,
    failed: 1,
    retried: 2,
    toolCalls: 2,
    inputTokens: 2_634,
    tokensN: 2,
    costN: 2,
    successCostN: 1,
  });
  const moved = { startedAt: at(-7_200_000), endedAt: at(-7_199_000) };
  await send(project.editor, [ticket("t-1", moved)]);
  expect((await checkRollups(project.id)).pendingHours).toBe(2);
  await countAllHours(project.id);
  const check = await checkRollups(project.id);
  expect(check).toMatchObject({
    traces: 2,
    hours: 2,
    wrongHours: [],
    pendingHours: 0,
    wrongDays: [],
  });
  expect(await db.traceUnitDay.count({ where: { projectId: project.id } })).toBeGreaterThan(0);
  expect(await deleteTraces(project.id, { unit: "cus_41877" })).toBe(2);
  await countAllHours(project.id);
  expect(await sums(project.id)).toBeUndefined();
  expect(await db.traceUnitDay.count({ where: { projectId: project.id } })).toBe(0);
  expect(await db.traceStep.count({ where: { projectId: project.id } })).toBe(0);
});

test("a rollup that is wrong is found and repaired", async () => {
  const project = await makeTestProject();
  await send(project.editor, [ticket("t-1"), ticket("t-2")]);
  await countAllHours(project.id);
  await db.$executeRaw`update trace_rollup set traces = traces + 1 where project_id = ${project.id}::uuid`;
  expect((await checkRollups(project.id)).wrongHours).toEqual([at(0)]);
  await db.$executeRaw`delete from trace_rollup where project_id = ${project.id}::uuid`;
  expect((await checkRollups(project.id, { repair: true })).wrongHours).toEqual([at(0)]);
  expect((await checkRollups(project.id)).wrongHours).toEqual([]);
  await countAllHours(project.id);
  await db.$executeRaw`update trace_unit_day set known = known + 1 where project_id = ${project.id}::uuid`;
  const wrongDays = [at(0).slice(0, 10)];
  expect(await checkRollups(project.id, { repair: true })).toMatchObject({ wrongDays });
  expect(await checkRollups(project.id)).toMatchObject({ wrongDays: [] });
});

test("a segment that is added, changed or removed is computed for what is stored", async () => {
  const project = await makeTestProject();
  await send(project.editor, [ticket("t-1"), ticket("t-2", { attributes: { tier: "pro" } })]);
  await countAllHours(project.id);
  const { id } = await createSegment(project.editor, {
    name: "Cached",
    description: "",
    condition: {
      subject: "attribute",
      attribute: "cached_input_tokens",
      operator: ">",
      value: 1_000,
    },
  });
  expect(await jobsOf(project.id)).toBe(1);
  expect(await recomputeSegments(project.id)).toBe(2);
  await countAllHours(project.id);
  expect(await sums(project.id, id)).toMatchObject({ traces: 2 });
  await updateSegment(project.editor, "Cached", {
    condition: { subject: "attribute", attribute: "tier", operator: "=", value: "pro" },
  });
  expect(await recomputeSegments(project.id)).toBe(1);
  await countAllHours(project.id);
  expect(await sums(project.id, id)).toMatchObject({ traces: 1 });
  expect((await getTrace(project.viewer, "t-2")).segments).toEqual(["Cached"]);
  await deleteSegment(project.editor, "Cached");
  expect(await recomputeSegments(project.id)).toBe(1);
  await countAllHours(project.id);
  expect(await sums(project.id, id)).toBeUndefined();
});

async function jobsOf(projectId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from graphile_worker.jobs where key = ${`recompute-segments:${projectId}`}`;
  return row?.n ?? 0;
}

test("a trace knows where it stands among like ones, once there are enough", async () => {
  const project = await makeTestProject();
  await createPrompt(project.editor, { name: "support/triage", kind: "text" });
  const many = Array.from({ length: 40 }, (_, i) =>
    ticket(randomUUID(), {
      startedAt: at(-60_000 * i),
      endedAt: at(-60_000 * i + 100 + i),
      steps: [],
    }),
  );
  await send(project.editor, many);
  await send(project.editor, [
    ticket("slow", { startedAt: at(60_000), endedAt: at(69_000), steps: [] }),
    ticket("alone", { startedAt: at(60_000), endedAt: at(69_000), version: 9, steps: [] }),
    ticket("refused", {
      startedAt: at(30_000),
      endedAt: at(30_001),
      error: "429: too many requests",
      steps: [],
    }),
  ]);
  const ranks = await getTraceStanding(project.viewer, "slow");
  expect(ranks.like).toMatchObject({ prompt: "support/triage", version: 6, n: 40 });
  expect(ranks.measures[0]).toMatchObject({
    measure: "latencyMs",
    value: 9_000,
    below: 1,
    n: 40,
  });
  expect(ranks.measures[4]).toMatchObject({ measure: "costUsd", value: null, below: null });
  const alone = await getTraceStanding(project.viewer, "alone");
  expect(alone.measures[0]).toMatchObject({ n: 0, below: null });
  // What failed at once is neither fast nor cheap, and no one is compared with it.
  const refused = await getTraceStanding(project.viewer, "refused");
  expect(refused.measures[0]).toMatchObject({ value: 1, n: 40, below: null });
});

test("clients that send parts of the same traces at once leave each of them there once and whole", async () => {
  const project = await makeTestProject();
  const whole = ticket("x");
  const ids = Array.from({ length: 12 }, (_, i) => `t-${i}`);
  const parts = whole.steps.flatMap((step) => ids.map((id) => ({ ...ticket(id), steps: [step] })));
  await Promise.all(
    Array.from({ length: 8 }, (_, client) =>
      send(
        project.editor,
        client % 2 ? parts.toReversed() : parts.filter((_part, i) => i % 2 === (client >> 1) % 2),
      ),
    ),
  );
  const { data } = await listTraces(project.viewer, all());
  expect(data).toHaveLength(12);
  expect(data.every((row) => row.stepCount === 3 && row.inputTokens === 1_317)).toBe(true);
  await countAllHours(project.id);
  expect(await sums(project.id)).toMatchObject({ traces: 12, inputTokens: 12 * 1_317 });
  expect((await checkRollups(project.id)).wrongHours).toEqual([]);
});

test("by cost what is unknown comes last, whichever way, and pages follow each other", async () => {
  const project = await makeTestProject();
  const costing = (id: string, model: string, inputTokens: number) => {
    const one = ticket(id);
    const steps = one.steps.map((step) =>
      "inputTokens" in step
        ? { ...step, provider: "openai", model, inputTokens, cachedInputTokens: 0 }
        : step,
    );
    return { ...one, steps };
  };
  await send(project.editor, [
    costing("u-2", "no-such-model", 900),
    costing("dear", "gpt-4.1-mini", 90_000),
    costing("u-1", "no-such-model", 900),
    costing("cheap", "gpt-4.1-mini", 900),
    costing("middle", "gpt-4.1-mini", 9_000),
  ]);
  const pages = async (sort: string) => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const filters = { sort, limit: 2, range: "365d", ...(cursor ? { cursor } : {}) };
      const page = await listTraces(project.viewer, all(filters));
      ids.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return ids;
  };
  expect(await pages("-cost")).toEqual(["dear", "middle", "cheap", "u-1", "u-2"]);
  expect(await pages("cost")).toEqual(["cheap", "middle", "dear", "u-1", "u-2"]);
});

test.each(["latency_ms", "cost_usd"])(
  "a page sorted by %s is read off an index",
  async (column) => {
    const plan = await inTransaction(async (client) => {
      // Few rows are sorted sooner than an index is read.
      await client.query("set local enable_sort = off");
      await client.query("set local enable_seqscan = off");
      const { rows } = await client.query<{ "QUERY PLAN": string }>(
        `explain select * from trace where project_id = $1 and ${column} is not null
       order by ${column} desc, id limit 50`,
        [randomUUID()],
      );
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    });
    expect(plan).toContain(`${column}_id_idx`);
  },
);

test("traces are narrowed by several values, negation and attributes, and sorted page by page", async () => {
  const project = await makeTestProject();
  await send(project.editor, [
    ticket("a", { endedAt: at(300), steps: [], attributes: { plan: "pro" }, outcome: "failed" }),
    ticket("b", { endedAt: at(100), steps: [], attributes: { plan: "team" } }),
    ticket("c", { endedAt: at(200), steps: [], attributes: {}, outcome: "escalated" }),
    ticket("d", { endedAt: at(100), steps: [], attributes: { plan: "pro" }, version: 7 }),
  ]);
  const ids = async (filters: object) =>
    (await listTraces(project.viewer, all(filters))).data.map(({ id }) => id);
  expect(await ids({ where: "outcome=failed,escalated" })).toEqual(["a", "c"]);
  expect(await ids({ where: "outcome!=failed,escalated" })).toEqual(["b", "d"]);
  expect(await ids({ where: "attribute.plan=pro,team;version!=7" })).toEqual(["a", "b"]);
  expect(await ids({ where: "attribute.plan!=pro" })).toEqual(["b", "c"]);
  expect(await ids({ where: "category!=none of these" })).toHaveLength(4);
  expect(await ids({ sort: "-latency" })).toEqual(["a", "c", "b", "d"]);
  const page = await listTraces(project.viewer, all({ sort: "latency", limit: 1 }));
  const next = await ids({ sort: "latency", cursor: page.nextCursor ?? "" });
  expect([page.data[0]?.id, ...next]).toEqual(["b", "d", "c", "a"]);
  expect(() => all({ where: "colour=red" })).toThrow(/URI-encoded/);
});
