import { afterEach, beforeAll, beforeEach, expect } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { findKey } from "@/lib/auth/find-key";
import { db } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { addCase } from "@/lib/eval-sets/add-case";
import { exportCases } from "@/lib/eval-sets/export-cases";
import { previewSegment } from "@/lib/eval-sets/preview-segment";
import { getEvalSet, listCases } from "@/lib/eval-sets/reads";
import { updateEvalSet } from "@/lib/eval-sets/update-eval-set";
import { createApiKey } from "@/lib/projects/create-api-key";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { createConnection } from "@/lib/providers/connections/create-connection";
import { listRecordings } from "@/lib/providers/reads";
import { measureVersion } from "@/lib/releases/note/measure-version";
import { cancelRun } from "@/lib/runs/cancel-run";
import { compareRuns } from "@/lib/runs/compare/compare-runs";
import { getRun } from "@/lib/runs/get-run";
import { listRuns } from "@/lib/runs/list-runs";
import { exportResults } from "@/lib/runs/results/export-results";
import { getMatrix } from "@/lib/runs/results/get-matrix";
import { getResult, listResults } from "@/lib/runs/results/list-results";
import { retryErrors } from "@/lib/runs/retry-errors";
import { StartRun, type StartRunInput } from "@/lib/runs/start-contract";
import { startRun } from "@/lib/runs/start-run";
import {
  connect,
  type ModelServer,
  makeContent,
  makeTestPrompt,
  makeTestSet,
  refuse,
  runNow,
  startModelServer,
  type TestCase,
  workOff,
} from "@/lib/runs/test-run";
import type { ScorerSpecInput } from "@/lib/scorers/contract";
import type { SegmentCondition } from "@/lib/segments/contract";
import { createSegment } from "@/lib/segments/create-segment";
import { deleteSegment } from "@/lib/segments/delete-segment";
import { updateSegment } from "@/lib/segments/update-segment";
import { listGates } from "@/lib/specs/reads";
import { writeSpec } from "@/lib/specs/write-spec";
import { attack } from "@/scripts/testing/attack";
import { approveForHoldout } from "./approve-for-holdout";
import { checkHoldoutRun, listHoldoutApprovals } from "./list-holdout-approvals";
import { revokeHoldoutApproval } from "./revoke-holdout-approval";

// The model SDK takes seconds to load on a busy machine, and only the first test would pay.
beforeAll(() => import("@ai-sdk/openai-compatible"), 120_000);

const SECRET = "SECRET-7c4e";
const MINUTE = 60_000;
const NAME = "support/echo";
const holdout = { split: "holdout" } as const;
const page = { limit: 200 };

let project: TestProject;
let server: ModelServer;
let isDown: (question: string) => boolean;

beforeEach(async () => {
  project = await makeTestProject();
  isDown = () => false;
  server = await startModelServer((message, _, response) =>
    isDown(message) ? refuse(response, 400) : message.replace(/^\w+ /, ""),
  );
  await connect(project, server.url);
  await makeTestPrompt(project, { versions: [makeContent(), makeContent("Repeat {{word}}")] });
}, MINUTE);

afterEach(() => server.close());

/** Holdout cases `case-0` … with a secret in each, and a few to develop on. */
const secrets = (count: number, more: (index: number) => Partial<TestCase> = () => ({})) => [
  ...["dev-0", "dev-1"].map((caseId): TestCase => ({ caseId })),
  ...Array.from({ length: count }, (_, index): TestCase => {
    const input = { word: `${SECRET}-${index}` };
    const caseId = `case-${index}`;
    return {
      caseId,
      input,
      expected: `${SECRET}-${index}`,
      ...holdout,
      ...more(index),
      attributes: { at: String(index) },
    };
  }),
];

const below = (end: number): SegmentCondition => ({
  subject: "attribute",
  attribute: "at",
  operator: "<",
  value: end,
});
const makeSegment = (name: string, end: number, by: Actor = project.editor) =>
  createSegment(by, { name, description: "", condition: below(end) });

const start = (by: Actor, input: Partial<StartRunInput> = {}) =>
  startRun(
    by,
    StartRun.parse({ prompt: NAME, version: 1, evalSet: "words", ...holdout, ...input }),
  );
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "started",
    (error: { code?: string }) => error.code ?? String(error),
  );

const nested: ScorerSpecInput[] = [
  {
    kind: "all",
    config: {
      threshold: 0.5,
      scorers: ["^a", "^b", "^c"].map((pattern, index) => ({
        weight: 2 ** index,
        scorer: { kind: "regex", config: { pattern } },
      })),
    },
  },
];

attack(
  "editor",
  "holdout run of a draft {{word}} on an echoing model",
  async () => {
    await makeTestSet(project, secrets(10));
    const content = makeContent("{{word}}");
    const code = await codeOf(start(project.editor, { version: undefined, content }));
    expect(code).toBe("holdout_needs_version");
    expect(server.calls).toEqual([]);
    expect(await db.holdoutLook.count({ where: { evalSet: { projectId: project.id } } })).toBe(0);
    return `409 ${code}, ${server.calls.length} calls, no look`;
  },
  MINUTE,
);

attack(
  "editor",
  "nested weighted sets of regexes as scorers of a holdout run",
  async () => {
    await makeTestSet(project, secrets(10));
    const refused = start(project.editor, { scorers: nested });
    await expect(refused).rejects.toMatchObject({
      code: "holdout_not_approved",
      message: expect.stringContaining("An admin can approve it"),
      errors: [{ path: "scorers.0" }],
    });
    const plain = await start(project.editor, { scorers: [{ kind: "equals" }, { kind: "label" }] });
    return `409 holdout_not_approved at scorers.0; run ${plain.number} with plain scorers starts`;
  },
  MINUTE,
);

attack(
  "key with evals:write",
  "the same scorers by an API key",
  async () => {
    await makeTestSet(project, secrets(10));
    const { apiKey } = await createApiKey(project.admin, { name: "ci", scopes: ["evals:write"] });
    const key = await findKey(apiKey, project.slug);
    const code = await codeOf(start(key, { scorers: nested }));
    expect(code).toBe("holdout_not_approved");
    const { number } = await start(key);
    return `409 ${code}; the ordinary holdout run ${number} starts`;
  },
  MINUTE,
);

attack(
  "editor",
  "put the scorers into the eval set instead",
  async () => {
    await makeTestSet(project, secrets(10));
    const spec = StartRun.shape.scorers.unwrap().parse(nested);
    await updateEvalSet(project.editor, "words", { scorers: spec });
    expect(await codeOf(start(project.editor))).toBe("holdout_not_approved");
    const { pending } = await listHoldoutApprovals(project.admin);
    expect(pending.map(({ subject }) => subject)).toContain("all of words");
    // The ordinary way: scorers that an admin has set cost nobody a step.
    await updateEvalSet(project.admin, "words", { scorers: spec });
    expect(await codeOf(start(project.editor))).toBe("started");
    const changed = StartRun.shape.scorers
      .unwrap()
      .parse([{ kind: "regex", config: { pattern: "^z" } }]);
    await updateEvalSet(project.editor, "words", { scorers: changed });
    expect(await codeOf(start(project.editor))).toBe("holdout_not_approved");
    return "409 until an admin sets them; 409 again after an editor's change";
  },
  MINUTE,
);

attack(
  "editor",
  "a connection of one's own that logs its inputs",
  async () => {
    await makeTestSet(project, secrets(10));
    const logging = await startModelServer((message) => message);
    const connection = { name: "mine", kind: "openai-compatible" as const, baseUrl: logging.url };
    expect(await codeOf(createConnection(project.editor, connection))).toBe("forbidden");
    await db.connection.create({ data: { ...connection, projectId: project.id } });
    const model = { provider: "mine", name: "echo" };
    expect(await codeOf(start(project.editor, { model }))).toBe("holdout_not_approved");
    const judge: ScorerSpecInput[] = [
      { kind: "judge-rubric", config: { rubric: "Is it right?", model } },
    ];
    expect(await codeOf(start(project.editor, { scorers: judge }))).toBe("holdout_not_approved");
    expect(logging.calls).toEqual([]);
    await logging.close();
    const { problems } = await checkHoldoutRun(
      project.editor,
      StartRun.parse({ prompt: NAME, version: 1, evalSet: "words", model, ...holdout }),
    );
    expect(problems).toMatchObject([{ path: "model.provider", approve: { connection: "mine" } }]);
    await approveForHoldout(project.admin, { kind: "connection", connection: "mine" });
    expect(await codeOf(start(project.editor, { model }))).toBe("started");
    return "403 to make it; 409 to run or to judge on it, 0 requests; works once an admin approves";
  },
  MINUTE,
);

attack(
  "editor",
  "move an approved connection to another address",
  async () => {
    await makeTestSet(project, secrets(10));
    expect(await codeOf(start(project.editor))).toBe("started");
    await db.connection.updateMany({
      where: { projectId: project.id, name: "test" },
      data: { baseUrl: "http://127.0.0.1:9/v1" },
    });
    const code = await codeOf(start(project.editor));
    expect(code).toBe("holdout_not_approved");
    return `409 ${code}: another address is another definition`;
  },
  MINUTE,
);

attack(
  "editor",
  "a connection whose approval was revoked, or replay",
  async () => {
    await makeTestSet(project, secrets(10));
    const { data } = await listHoldoutApprovals(project.admin);
    const approval = data.find(({ subject }) => subject === "test");
    await expect(revokeHoldoutApproval(project.editor, approval?.id ?? "")).rejects.toThrow(
      /admin/,
    );
    await revokeHoldoutApproval(project.admin, approval?.id ?? "");
    const replay = { provider: "replay", name: "echo" };
    expect(await codeOf(start(project.editor))).toBe("holdout_not_approved");
    expect(await codeOf(start(project.editor, { model: replay }))).toBe("holdout_not_approved");
    await expect(
      approveForHoldout(project.editor, { kind: "connection", connection: "replay" }),
    ).rejects.toMatchObject({ code: "forbidden" });
    const types = await db.event.findMany({ where: { projectId: project.id } });
    expect(types.map(({ type }) => type)).toContain("holdout.approval_revoked");
    return "409 for both; approving is 403; the revocation is in the audit log";
  },
  MINUTE,
);

attack(
  "editor",
  "learn inputs from the cache of a holdout run",
  async () => {
    await makeTestSet(project, secrets(6));
    expect(await codeOf(start(project.admin, { cache: true }))).toBe("invalid");
    await runNow(project, holdout);
    const { data } = await listRecordings(project.viewer, { limit: 50 });
    expect(data).toEqual([]);
    return "422 with cache; 0 recordings of holdout inputs to compare hashes with";
  },
  MINUTE,
);

attack(
  "viewer",
  "20 segment previews whose counts subtract",
  async () => {
    await makeTestSet(project, secrets(20));
    const counts = [];
    for (let end = 1; end <= 20; end++) {
      const { evalSets, withheld } = await previewSegment(project.viewer, below(end));
      expect(withheld).toMatch(/admins/);
      counts.push(evalSets[0]?.holdout.matching);
    }
    expect(new Set(counts)).toEqual(new Set([null]));
    expect((await previewSegment(project.admin, below(7))).evalSets[0]?.holdout.matching).toBe(7);
    return "20 answers, no count of holdout cases in any";
  },
  MINUTE,
);

attack(
  "viewer",
  "counts of kinds and segments, and lists filtered by them",
  async () => {
    await makeTestSet(
      project,
      secrets(20, (index) => ({ kind: index ? "routine" : "edge" })),
    );
    await makeSegment("Seven", 7);
    const set = await getEvalSet(project.viewer, "words");
    expect(set.counts.holdout).toBe(20);
    expect([...set.kinds, ...set.segments].map(({ holdout: n }) => n)).toEqual(
      [...set.kinds, ...set.segments].map(() => null),
    );
    const edges = await listCases(project.viewer, "words", { ...page, kind: "edge" });
    const all = await listCases(project.viewer, "words", page);
    expect(edges.data).toEqual([]);
    expect(all.data.at(-1)).toEqual({ withheld: true, split: "holdout" });
    const file = await exportCases(project.viewer, "words", { format: "csv", kind: "edge" });
    expect(file.headers.get("galley-withheld-cases")).toBe("0");
    return "only the 20 in all; a filter finds none of them";
  },
  MINUTE,
);

attack(
  "editor",
  "two segments that differ in one case, in one run",
  async () => {
    await makeTestSet(project, secrets(30));
    await makeSegment("Ten", 10);
    await makeSegment("Eleven", 11);
    const run = await getRun(project.editor, await runNow(project, holdout));
    expect(run.bySegment).toMatchObject([
      { segment: "Ten", n: 10, passed: 10, withheld: false },
      { segment: "Eleven", n: null, passed: null, passRate: null, withheld: true },
    ]);
    return "Ten is shown, Eleven is withheld with its size";
  },
  MINUTE,
);

attack(
  "editor",
  "the same two segments, one after the other in two runs",
  async () => {
    await makeTestSet(project, secrets(30));
    await makeSegment("Ten", 10);
    await runNow(project, holdout);
    await deleteSegment(project.editor, "Ten");
    await makeSegment("Eleven", 11);
    const second = await getRun(project.editor, await runNow(project, holdout));
    expect(second.bySegment).toMatchObject([{ segment: "Eleven", n: null, withheld: true }]);
    return "the second run withholds Eleven: the first had shown Ten";
  },
  MINUTE,
);

attack(
  "editor",
  "a segment made or changed after the run, and its gate",
  async () => {
    await makeTestSet(project, secrets(30));
    await makeSegment("Ten", 10);
    const id = await runNow(project, holdout);
    await makeSegment("Late", 20);
    await updateSegment(project.editor, "Ten", { condition: below(11) });
    const { bySegment } = await getRun(project.editor, id);
    expect(bySegment.map(({ segment }) => segment)).toEqual(["Ten"]);
    expect(bySegment[0]).toMatchObject({ n: 10 });
    const criterion = (key: string, segment: string) => ({
      key,
      statement: `${segment} is right`,
      level: "must" as const,
      kind: "absolute" as const,
      metric: "success_rate" as const,
      comparator: ">=" as const,
      threshold: 0.5,
      evalSet: "words",
      ...holdout,
      segment,
      serves: [],
    });
    await writeSpec(project.editor, NAME, {
      requirements: [],
      failureCases: [],
      criteria: [criterion("a", "Ten"), criterion("b", "Late")],
    } as Parameters<typeof writeSpec>[2]);
    const { data } = await listGates(project.editor, NAME, { version: 1 });
    expect(data).toMatchObject([
      { verdict: "not_measured", reason: "withheld", value: null, n: 0 },
      { verdict: "not_measured", reason: "withheld", value: null, n: 0 },
    ]);
    return "the run keeps its 1 group; both gates are withheld";
  },
  MINUTE,
);

attack(
  "editor",
  "own cases that make a group of one secret case look like five",
  async () => {
    await makeTestSet(project, secrets(20));
    for (let index = 0; index < 4; index++) {
      await addCase(project.editor, "words", {
        input: { word: `mine-${index}` },
        expected: "never",
        ...holdout,
        attributes: { at: "0" },
      });
    }
    await makeSegment("One of theirs", 1);
    const run = await getRun(project.editor, await runNow(project, holdout));
    expect(run.passRate).toMatchObject({ n: 24 });
    expect(run.bySegment).toMatchObject([{ n: null, passed: null, withheld: true }]);
    return "withheld: without the editor's own four cases the group is one";
  },
  MINUTE,
);

attack(
  "editor",
  "counters of a holdout run while it moves case by case",
  async () => {
    await makeTestSet(project, secrets(20));
    const { id } = await start(project.editor);
    await db.run.update({
      where: { id },
      data: {
        status: "running",
        startedAt: new Date(),
        done: 3,
        passed: 2,
        failed: 1,
        retries: 4,
        inputTokens: 77,
        costUsd: 0.5,
      },
    });
    const { data } = await listRuns(project.viewer, page);
    for (const run of [await getRun(project.editor, id), data[0]]) {
      expect(run).toMatchObject({
        progress: { total: 20, done: null },
        counts: { passed: null, failed: null, errored: null },
        costUsd: null,
        passRate: null,
        withheld: expect.stringContaining("when it has completed"),
      });
    }
    const run = await getRun(project.editor, id);
    expect(run).toMatchObject({ etaSeconds: null, retries: null, tokens: { input: null } });
    expect(await listResults(project.editor, id, page)).toMatchObject({ total: 0, withheld: 20 });
    return "state and total only; no done, errors, tokens, cost, retries or time left";
  },
  MINUTE,
);

attack(
  "editor",
  "cancel after k and after k + 1 cases and subtract",
  async () => {
    await makeTestSet(project, secrets(20));
    const ids = [];
    for (const done of [7, 8]) {
      const { id } = await start(project.editor);
      await db.run.update({ where: { id }, data: { status: "running", done, passed: done } });
      await cancelRun(project.editor, id);
      ids.push(id);
    }
    const runs = await Promise.all(ids.map((id) => getRun(project.editor, id)));
    for (const run of runs) {
      expect(run).toMatchObject({
        progress: { done: null },
        counts: { passed: null },
        passRate: null,
        scores: {},
        bySegment: [],
        withheld: expect.stringContaining("did not complete"),
      });
    }
    const compared = await compareRuns(project.editor, ids[1] ?? "", {
      baseline: ids[0] ?? "",
      margin: 0,
    });
    expect(compared).toMatchObject({ n: 0, passRateDifference: null });
    return "neither shows a figure, nor does their comparison";
  },
  MINUTE,
);

attack(
  "editor",
  "retry one errored case and subtract",
  async () => {
    await makeTestSet(project, secrets(30));
    isDown = (message) => /-3$/.test(message);
    const id = await runNow(project, holdout);
    expect(await getRun(project.editor, id)).toMatchObject({ counts: { passed: 29, errored: 1 } });
    isDown = () => false;
    const codes = [
      await codeOf(retryErrors(project.editor, id)),
      await codeOf(retryErrors(project.admin, id)),
    ];
    expect(codes).toEqual(["conflict", "conflict"]);
    return "409, for an admin too: the figures are shown and stay";
  },
  MINUTE,
);

attack(
  "editor",
  "many errors, retried bit by bit",
  async () => {
    await makeTestSet(project, secrets(30));
    isDown = (message) => /-[0-4]$/.test(message);
    const id = await runNow(project, holdout);
    const before = await getRun(project.editor, id);
    expect(before).toMatchObject({ passRate: null, counts: { passed: null, errored: null } });
    isDown = () => false;
    await retryErrors(project.editor, id);
    await workOff(id);
    const after = await getRun(project.editor, id);
    expect(after).toMatchObject({ counts: { passed: 30, errored: 0 }, promptLooks: 2 });
    return "no figure before the last retry, then once; 2 looks counted";
  },
  MINUTE,
);

attack(
  "editor",
  "names of variables in the 422 of a start and in an export's header",
  async () => {
    await makeTestSet(
      project,
      secrets(8, (index) => (index ? {} : { input: { word: "x", [`${SECRET}-name`]: "y" } })),
    );
    await makeTestPrompt(project, {
      name: "support/other",
      versions: [makeContent(`{{word}} {{${SECRET}-name}}`)],
    });
    const refused = await start(project.editor, { prompt: "support/other" }).catch(
      (error: Error) => error.message,
    );
    expect(refused).toMatch(/^Some holdout cases lack a variable/);
    expect(refused).not.toMatch(/\d|SECRET/);
    const id = await runNow(project, holdout);
    const csv = await (await exportResults(project.editor, id, { format: "csv" })).text();
    const cases = await (await exportCases(project.editor, "words", { format: "csv" })).text();
    expect(csv + cases).not.toContain(SECRET);
    return "no name and no count in either";
  },
  MINUTE,
);

attack(
  "editor",
  "fields that holdout cases expect, from the suggested scorers",
  async () => {
    const expected = JSON.stringify({ [`${SECRET}-field`]: "a" });
    await makeTestSet(
      project,
      secrets(8).map((each) => ({ ...each, expected: each.split ? expected : null })),
    );
    await db.$executeRaw`
    update eval_case set expected = (expected #>> '{}')::jsonb where split = 'holdout'
      and eval_set_id in (select id from eval_set where project_id = ${project.id}::uuid)`;
    const message = await start(project.editor).catch((error: Error) => error.message);
    expect(message).toMatch(/Name the scorers/);
    expect(message).not.toContain(SECRET);
    return "422, the run names no field";
  },
  MINUTE,
);

attack(
  "viewer",
  "comparison of two holdout runs by segment, quantiles, bins, labels",
  async () => {
    await makeTestSet(project, secrets(30));
    await makeSegment("Three", 3);
    await makeSegment("Ten", 10);
    const scorers: ScorerSpecInput[] = [{ kind: "label" }];
    const ids = [
      await runNow(project, { ...holdout, scorers }),
      await runNow(project, { ...holdout, scorers, version: 2 }),
    ];
    const compared = await compareRuns(project.viewer, ids[1] ?? "", {
      baseline: ids[0] ?? "",
      margin: 0,
    });
    expect(compared).toMatchObject({ n: 30, latencyP95DifferenceMs: null, newlyFailing: [] });
    expect(compared.bySegment).toMatchObject([
      { segment: "Three", n: null, candidate: null, difference: null, withheld: true },
      { segment: "Ten", n: 10, withheld: false },
    ]);
    const run = await getRun(project.viewer, ids[0] ?? "");
    expect(run.latencyMs).toMatchObject({ p50: expect.any(Number), p95: null, p99: null });
    expect(run.latency?.histogram.counts).toEqual([]);
    expect(run.cost?.histogram.counts).toEqual([]);
    expect(run.labels).toMatchObject([{ counts: [], perLabel: [], macroF1: null }]);
    return "Three withheld with its size; no p95, p99, bins or labels of 30 cases";
  },
  MINUTE,
);

attack(
  "viewer",
  "a release note and gates over a tiny segment",
  async () => {
    await makeTestSet(project, secrets(30));
    await makeSegment("Tiny", 2);
    const id = await runNow(project, holdout);
    await runNow(project, { ...holdout, version: 2 });
    const versions = await db.promptVersion.findMany({
      where: { projectId: project.id },
      orderBy: { number: "asc" },
    });
    const [one, two] = versions;
    const note = await measureVersion(project.viewer, {
      versionId: two?.id ?? "",
      live: { id: one?.id ?? "", number: 1 },
    });
    expect(JSON.stringify(note)).not.toMatch(new RegExp(`Tiny|${SECRET}|case-\\d`));
    expect((await getRun(project.viewer, id)).bySegment[0]).toMatchObject({ n: null });
    return "the note names neither the segment nor a case";
  },
  MINUTE,
);

attack(
  "viewer",
  "every read of a holdout run, for one word of its cases",
  async () => {
    await makeTestSet(project, secrets(10));
    const id = await runNow(project, holdout);
    const other = await runNow(project, { ...holdout, version: 2 });
    const dev = await runNow(project, {});
    const { viewer } = project;
    const answers = [
      await getRun(viewer, id),
      await listRuns(viewer, page),
      await listResults(viewer, id, { ...page, q: SECRET }),
      await getMatrix(viewer, id, { ...page, against: other }),
      await getMatrix(viewer, dev, { ...page, against: id }),
      await compareRuns(viewer, id, { baseline: other, margin: 0 }),
      await compareRuns(viewer, dev, { baseline: id, margin: 0 }),
      await (await exportResults(viewer, id, { format: "jsonl" })).text(),
      await listCases(viewer, "words", page),
      await db.notification.findMany({ where: { projectId: project.id } }),
      await db.event.findMany({ where: { projectId: project.id } }),
    ];
    for (const answer of answers) expect(JSON.stringify(answer)).not.toMatch(/SECRET|case-\d/);
    // Not even an admin's file holds them unless the admin asked for it, which is recorded.
    const { admin } = project;
    expect(await (await exportResults(admin, id, { format: "jsonl" })).text()).toBe("");
    const query = { format: "jsonl", holdout: "include" } as const;
    await expect(exportResults(viewer, id, query)).rejects.toMatchObject({ code: "forbidden" });
    expect(await (await exportResults(admin, id, query)).text()).toContain(SECRET);
    const exported = { projectId: project.id, type: "run.holdout_exported" };
    expect(await db.event.count({ where: exported })).toBe(1);
    await expect(getResult(viewer, id, "case-0")).rejects.toMatchObject({ code: "not_found" });
    await expect(
      exportResults(viewer, dev, { format: "csv", change: "newly-failing", against: id }),
    ).rejects.toMatchObject({ code: "invalid" });
    const matrix = await getMatrix(viewer, dev, { ...page, against: id });
    expect(matrix.data.every(({ change }) => change === null)).toBe(true);
    return `${answers.length} reads, no word, no id and no change of a holdout case`;
  },
  MINUTE,
);

attack(
  "editor",
  "two runs at once for the last look, and the budget of a prompt",
  async () => {
    await makeTestSet(project, secrets(10), { holdoutBudget: 1 });
    const both = await Promise.all([
      codeOf(start(project.editor)),
      codeOf(start(project.editor, { version: 2 })),
    ]);
    expect(both.sort()).toEqual(["holdout_budget_used", "started"]);
    await updateEvalSet(project.admin, "words", { holdoutBudget: null, looksPerPrompt: 1 });
    expect(await codeOf(start(project.admin))).toBe("holdout_budget_used");
    await expect(updateEvalSet(project.editor, "words", { looksPerPrompt: 99 })).rejects.toThrow(
      /admin/,
    );
    expect((await getEvalSet(project.viewer, "words")).holdoutLooks).toBe(1);
    return "one starts, the other is 409 holdout_budget_used; an editor cannot raise it";
  },
  MINUTE,
);

attack(
  "editor",
  "the 21st look of one prompt with the default budget",
  async () => {
    await makeTestSet(project, secrets(10));
    const set = await db.evalSet.findFirstOrThrow({ where: { projectId: project.id } });
    const prompt = await db.prompt.findFirstOrThrow({ where: { projectId: project.id } });
    const { id: runId } = await start(project.editor);
    await db.holdoutLook.createMany({
      data: Array.from({ length: 19 }, () => ({
        evalSetId: set.id,
        promptId: prompt.id,
        runId,
        actorName: "Ines",
      })),
    });
    const code = await codeOf(start(project.editor, { version: 2 }));
    expect(code).toBe("holdout_budget_used");
    await makeTestPrompt(project, { name: "support/other" });
    expect(await codeOf(start(project.editor, { prompt: "support/other" }))).toBe("started");
    return `409 ${code}; another prompt has its own`;
  },
  MINUTE,
);

attack(
  "editor",
  "a development case that is held out later, in its old results",
  async () => {
    await makeTestSet(project, [...secrets(6), { caseId: "moved", expected: SECRET }]);
    const id = await runNow(project, {});
    const [row] = await db.$queryRaw<{ evalSetId: string }[]>`
    update eval_case c set until_revision = 2 from run where run.id = ${id}::uuid
      and c.eval_set_id = run.eval_set_id and c.case_id = 'moved'
    returning c.eval_set_id as "evalSetId"`;
    await db.evalCase.create({
      data: {
        evalSetId: row?.evalSetId ?? "",
        caseId: "moved",
        position: 99,
        sinceRevision: 2,
        ...holdout,
        input: json({ word: "moved" }),
        inputHash: "-",
      },
    });
    const list = await listResults(project.editor, id, page);
    expect(JSON.stringify(list)).not.toContain(SECRET);
    expect(list.withheld).toBe(1);
    return "1 result withheld from then on";
  },
  MINUTE,
);
