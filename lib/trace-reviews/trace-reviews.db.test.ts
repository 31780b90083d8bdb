import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { createEvalSet } from "@/lib/eval-sets/create-eval-set";
import { importCases } from "@/lib/eval-sets/import/import-cases";
import { getCase } from "@/lib/eval-sets/reads";
import { createCategory } from "@/lib/failure-categories/create-category";
import { listCategories } from "@/lib/failure-categories/reads";
import { updateCategory } from "@/lib/failure-categories/update-category";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { createPrompt } from "@/lib/prompts/create-prompt";
import { saveVersion } from "@/lib/prompts/save-version";
import type { JsonValue } from "@/lib/scorers/json-value";
import { getCaseHistory } from "@/lib/trace-reviews/cases/get-case-history";
import { makeCase } from "@/lib/trace-reviews/cases/make-case";
import { makeCases } from "@/lib/trace-reviews/cases/make-cases";
import { previewCase } from "@/lib/trace-reviews/cases/preview-case";
import { acceptBatches } from "@/lib/traces/accept-traces";
import { parseRestTraces } from "@/lib/traces/parse-rest";
import { getTrace } from "@/lib/traces/reads";
import { getReviewSheet } from "./get-review-sheet";
import { holdTrace } from "./hold-trace";
import { getReviewQueue, listAlikeGroups, listCategoryTrends } from "./reads";
import { saveReview } from "./save-review";
import { saveReviews } from "./save-reviews";
import { undoReview } from "./undo-review";
import { undoReviews } from "./undo-reviews";
import { updateReviewSettings } from "./update-review-settings";

interface Sent {
  id: string;
  input: JsonValue;
  output?: JsonValue;
  outcome?: string;
  error?: string;
  attributes?: Record<string, string>;
}

/** Traces of a moment ago, so that they are this week's whenever the test runs. */
async function send(actor: Actor, sent: Sent[]) {
  const startedAt = new Date(Date.now() - 1_000).toISOString();
  const endedAt = new Date(Date.now() - 900).toISOString();
  const read = await parseRestTraces(
    sent.map((one) => ({
      startedAt,
      endedAt,
      prompt: "support/triage",
      version: 1,
      environment: "production",
      steps: [],
      ...one,
    })),
  );
  expect(read.rejected).toEqual([]);
  await acceptBatches(actor, read.batches);
}

const ticket = (id: string, text: string, more: Partial<Sent> = {}): Sent => ({
  id,
  input: { ticket: text },
  output: { category: "other" },
  ...more,
});

async function setUp(): Promise<TestProject> {
  const project = await makeTestProject();
  await createPrompt(project.editor, { name: "support/triage", kind: "chat" });
  await saveVersion(project.editor, "support/triage", {
    messages: [{ role: "user", content: "Ticket: {{ticket}}" }],
    model: { provider: "local", name: "baseline" },
    settings: {},
    commitMessage: "First",
  });
  return project;
}

const CASES = `id,input.ticket,expected,split
late-1,Where is my parcel today,shipping,development
held-1,The courier never rang my bell,shipping,holdout
`;

const openSet = async (project: TestProject, name = "triage-main") => {
  await createEvalSet(project.admin, { name });
  await importCases(project.admin, name, {
    bytes: Buffer.from(CASES),
    contentType: "text/csv",
    query: { dryRun: false } as Parameters<typeof importCases>[2]["query"],
  });
};

describe("the queue", () => {
  let project: TestProject;
  beforeAll(async () => {
    project = await setUp();
    await updateReviewSettings(project.editor, { target: 100 });
    await send(project.admin, [
      ticket("bad", "It does not work", { outcome: "failed" }),
      ticket("up", "Let me talk to a manager", { outcome: "escalated" }),
      ticket("no", "What is a refund?", { output: "I'm sorry, but I can't help with that." }),
      ...Array.from({ length: 8 }, (_, index) => ticket(`usual-${index}`, `Question ${index}`)),
    ]);
  });

  test("holds each trace once, with the rule that picked it and why", async () => {
    const queue = await getReviewQueue(project.viewer);
    const byId = new Map(queue.data.map((item) => [item.traceId, item]));
    expect(byId.size).toBe(queue.data.length);
    expect(byId.get("bad")).toMatchObject({ rule: "failed", prompt: "support/triage", version: 1 });
    expect(byId.get("bad")?.reason).toBe("failed: the application said so with the trace");
    expect(byId.get("up")?.rule).toBe("escalated");
    expect(byId.get("no")?.rule).toBe("refused");
    expect(byId.get("usual-3")?.rule).toBe("random");
  });

  test("is the same whoever reads it, also at the same moment", async () => {
    const other = await setUp();
    await send(
      other.admin,
      Array.from({ length: 30 }, (_, n) => ticket(`t-${n}`, `Number ${n}`)),
    );
    const readers = Array.from({ length: 24 }, (_, n) => (n % 2 ? other.viewer : other.editor));
    const queues = await Promise.all(
      readers.map(async (reader, n) => {
        // Each starts some statements after the one before, so that their steps interleave.
        for (let k = 0; k < n; k++) await db.$queryRaw`select 1`;
        return getReviewQueue(reader);
      }),
    );
    const ids = ({ data }: (typeof queues)[number]) => data.map(({ traceId }) => traceId);
    const last = ids(await getReviewQueue(other.viewer));
    expect(queues.map(ids)).toEqual(readers.map(() => last));
  });

  test("never holds more than the week's target", async () => {
    const other = await setUp();
    await updateReviewSettings(other.editor, { target: 5 });
    await send(
      other.admin,
      Array.from({ length: 30 }, (_, n) => ticket(`t-${n}`, `Number ${n}`)),
    );
    expect((await getReviewQueue(other.viewer)).data.length).toBeLessThanOrEqual(5);
  });

  test("a trace that one person looks at is told to others", async () => {
    expect((await holdTrace(project.editor, "bad")).heldUntil).not.toBeNull();
    await expect(holdTrace(project.reviewer, "bad")).rejects.toThrow(
      /Ines is looking at this trace/,
    );
    expect((await holdTrace(project.editor, "bad")).heldUntil).not.toBeNull();
    const queueItem = (await getReviewQueue(project.reviewer)).data.find(
      (one) => one.traceId === "bad",
    );
    expect(queueItem?.heldBy).toBe("Ines");
    const item = (await getReviewQueue(project.editor)).data.find((one) => one.traceId === "bad");
    expect(item?.heldBy).toBeNull();
  });

  test("another project's trace does not exist", async () => {
    const other = await setUp();
    await expect(getReviewSheet(other.admin, "bad")).rejects.toThrow(/does not exist/);
    await expect(saveReview(other.admin, "bad", { verdict: "fine" })).rejects.toThrow(/not exist/);
    await expect(undoReview(other.admin, "bad")).rejects.toThrow(/not exist/);
    await expect(holdTrace(other.admin, "bad")).rejects.toThrow(/not exist/);
  });
});

describe("a verdict", () => {
  let project: TestProject;
  let category: string;
  beforeAll(async () => {
    project = await setUp();
    category = (await createCategory(project.editor, { name: "wrong label" })).id;
    await send(
      project.admin,
      ["a", "b", "c", "d", "e"].map((id) => ticket(id, `I was charged twice, number ${id}`)),
    );
  });

  test("counts in its week, sets the outcome when the person says so, and is taken back with it", async () => {
    const saved = await saveReview(project.editor, "a", {
      verdict: "failure",
      category,
      note: "Paid twice is no refund",
      expected: "billing",
      outcome: "failed",
      since: null,
    });
    expect(saved).toMatchObject({ verdict: "failure", category: { name: "wrong label" } });
    expect(await getTrace(project.viewer, "a")).toMatchObject({
      outcome: "failed",
      outcomeFrom: "review",
      review: { verdict: "failure", category: "wrong label" },
    });
    expect((await getReviewQueue(project.viewer)).counts).toMatchObject({ failure: 1 });
    const [trend] = (await listCategoryTrends(project.viewer, { weeks: 2 })).data;
    expect(trend?.weeks.map(({ traces }) => traces)).toEqual([0, 1]);

    await saveReview(project.editor, "a", { verdict: "fine" });
    expect((await undoReview(project.editor, "a")).review).toMatchObject({
      verdict: "failure",
      note: "Paid twice is no refund",
    });
    await saveReview(project.editor, "b", { verdict: "fine", outcome: "succeeded" });
    expect((await undoReview(project.editor, "b")).review).toBeNull();
    expect(await getTrace(project.viewer, "b")).toMatchObject({ outcome: null, review: null });
  });

  test("of somebody who was faster is not written over unseen", async () => {
    await saveReview(project.editor, "c", { verdict: "fine", since: null });
    await expect(
      saveReview(project.reviewer, "c", { verdict: "failure", category, since: null }),
    ).rejects.toThrow(/Ines reviewed this trace a moment ago: fine/);
    const { review } = await getReviewSheet(project.reviewer, "c");
    const changed = await saveReview(project.reviewer, "c", {
      verdict: "failure",
      category,
      since: review?.reviewedAt ?? null,
    });
    expect(changed.reviewedBy).toBe("Tomas");
    await expect(undoReview(project.editor, "c")).rejects.toThrow(/Tomas’s/);
  });

  test("two at the same moment leave one, and the other is told", async () => {
    const answers = await Promise.allSettled([
      saveReview(project.editor, "d", { verdict: "fine", since: null }),
      saveReview(project.reviewer, "d", { verdict: "failure", category, since: null }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("of a viewer is refused, and a category belongs to failures only", async () => {
    await expect(saveReview(project.viewer, "a", { verdict: "fine" })).rejects.toThrow(/editor/);
    await expect(saveReview(project.editor, "a", { verdict: "fine", category })).rejects.toThrow();
  });

  test("of a failure without a category is refused with the categories there are, one by one and together", async () => {
    const refusal = {
      code: "invalid",
      status: 422,
      errors: [{ path: "category", message: expect.stringContaining(`wrong label (${category})`) }],
    };
    await expect(saveReview(project.editor, "e", { verdict: "failure" })).rejects.toMatchObject(
      refusal,
    );
    const together = saveReviews(project.editor, { traceIds: ["d", "e"], verdict: "failure" });
    await expect(together).rejects.toMatchObject(refusal);
    const none = await setUp();
    await send(none.admin, [ticket("x", "I was charged twice")]);
    await expect(saveReview(none.editor, "x", { verdict: "failure" })).rejects.toMatchObject({
      errors: [{ message: expect.stringContaining("this project has none. Create one") }],
    });
  });

  test("a fixed category that is given again has regressed, and the log says so", async () => {
    await updateCategory(project.editor, category, { state: "fixed" });
    await saveReviews(project.editor, {
      traceIds: ["d", "e", "gone"],
      verdict: "failure",
      category,
    }).then((answer) => expect(answer).toMatchObject({ reviewed: 2, unknown: ["gone"] }));
    const [after] = (await listCategories(project.viewer)).data;
    expect(after?.state).toBe("regressed");
    const events = await db.event.findMany({
      where: { projectId: project.id, type: "failure_category.regressed" },
    });
    expect(events).toHaveLength(1);
  });
});

test("a verdict on a group is taken back in one piece, with its outcomes, except where a newer one stands", async () => {
  const project = await setUp();
  const ids = ["one", "two", "three", "four"];
  await send(
    project.admin,
    ids.map((id) => ticket(id, `Number ${id}`)),
  );
  await saveReview(project.editor, "two", { verdict: "fine", note: "Before" });
  const category = (await createCategory(project.editor, { name: "paid twice" })).id;
  const { reviewedAt } = await saveReviews(project.editor, {
    traceIds: ids,
    verdict: "failure",
    category,
    outcome: "failed",
  });
  await saveReview(project.reviewer, "three", { verdict: "unclear" });
  await saveReview(project.editor, "four", { verdict: "fine" });

  const request = { traceIds: [...ids, "gone"], reviewedAt };
  expect(await undoReviews(project.admin, request)).toMatchObject({ undone: [] });
  expect(await undoReviews(project.editor, request)).toEqual({
    undone: ["one", "two"],
    left: ["four", "gone", "three"],
  });
  expect(await getTrace(project.viewer, "one")).toMatchObject({ review: null, outcome: null });
  expect(await getTrace(project.viewer, "two")).toMatchObject({
    review: { verdict: "fine" },
    outcome: null,
  });
  expect((await getReviewSheet(project.viewer, "two")).review?.note).toBe("Before");
  expect((await getTrace(project.viewer, "three")).review?.verdict).toBe("unclear");
  expect(await undoReviews(project.editor, request)).toMatchObject({ undone: [] });
  const events = await db.event.findMany({
    where: { projectId: project.id, type: "traces.review_undone" },
  });
  expect(events).toHaveLength(1);
});

test("unreviewed failures that are alike are one group", async () => {
  const project = await setUp();
  const twice = [
    "I was charged twice for one tent",
    "Charged twice for the same tent!",
    "My tent was charged twice",
  ];
  await send(project.admin, [
    ...twice.map((text, index) => ticket(`twice-${index}`, text, { outcome: "failed" })),
    ticket("zip", "The zip of my jacket broke", { outcome: "failed" }),
  ]);
  const groups = await listAlikeGroups(project.viewer);
  expect(groups.data).toHaveLength(1);
  expect([...(groups.data[0]?.traceIds ?? [])].sort()).toEqual(["twice-0", "twice-1", "twice-2"]);
  const category = (await createCategory(project.editor, { name: "paid twice" })).id;
  await saveReviews(project.editor, { traceIds: ["twice-0"], verdict: "failure", category });
  expect((await listAlikeGroups(project.viewer)).data).toEqual([]);
});

describe("a trace becomes a case", () => {
  let project: TestProject;
  beforeAll(async () => {
    project = await setUp();
    await openSet(project);
    await send(project.admin, [
      ticket("new", "J'ai payé deux fois, mon adresse est lea@example.org", {
        attributes: { tier: "basic" },
      }),
      ticket("same", "Where is my parcel today"),
      ticket("near", "Today, where is my parcel?"),
      ticket("held", "The courier never rang my bell"),
      { id: "empty", input: null },
    ]);
  });

  test("with its input, the person's correction, its attributes, and the link back", async () => {
    const category = (await createCategory(project.editor, { name: "read as refund" })).id;
    await saveReview(project.editor, "new", { verdict: "failure", category, expected: "billing" });
    const newCase = await makeCase(project.editor, "new", { evalSet: "triage-main" });
    expect(newCase).toMatchObject({
      expected: "billing",
      split: "development",
      attributes: { tier: "basic" },
    });
    expect(newCase.sources).toEqual([{ variable: "ticket", from: "input" }]);
    expect(newCase.personalData).toEqual([
      { place: "ticket", kind: "email", text: "lea@example.org" },
    ]);
    const stored = await getCase(project.editor, "triage-main", newCase.caseId ?? "");
    expect(stored).toMatchObject({ kind: "production", expected: "billing" });
    expect(
      (await getCaseHistory(project.viewer, "triage-main", newCase.caseId ?? "")).origin,
    ).toMatchObject({
      traceId: "new",
      by: "Ines",
    });
    expect((await getTrace(project.viewer, "new")).cases).toMatchObject([
      { caseId: newCase.caseId },
    ]);
    await expect(makeCase(project.editor, "new", { evalSet: "triage-main" })).rejects.toThrow(
      `This trace is the case ${newCase.caseId} already.`,
    );
  });

  test("an input that the set has is refused with the id of its case", async () => {
    await expect(
      makeCase(project.editor, "same", { evalSet: "triage-main" }),
    ).rejects.toMatchObject({
      code: "conflict",
      errors: [{ path: "caseId", message: "late-1" }],
    });
    expect(
      (await previewCase(project.editor, "same", { evalSet: "triage-main" })).duplicate,
    ).toEqual({ caseId: "late-1" });
  });

  test("a near-duplicate is shown before it is stored", async () => {
    const preview = await previewCase(project.editor, "near", { evalSet: "triage-main" });
    expect(preview.duplicate).toBeNull();
    expect(preview.alike[0]).toMatchObject({ caseId: "late-1", isNearDuplicate: true });
  });

  test("an editor never learns which case of the holdout a trace repeats", async () => {
    const preview = await previewCase(project.editor, "held", { evalSet: "triage-main" });
    expect(preview.duplicate).toEqual({ caseId: null });
    expect(JSON.stringify(preview)).not.toContain("held-1");
    const refused = await makeCase(project.editor, "held", { evalSet: "triage-main" }).catch(
      (error: Error) => `${error.message} ${JSON.stringify(error)}`,
    );
    expect(refused).toContain("withheld");
    expect(refused).not.toContain("held-1");
    expect(
      (await previewCase(project.admin, "held", { evalSet: "triage-main" })).duplicate,
    ).toEqual({ caseId: "held-1" });
  });

  test("only an admin puts one into the holdout, and its link tells an editor nothing", async () => {
    const target = { evalSet: "triage-main", split: "holdout" as const };
    await expect(makeCase(project.editor, "near", target)).rejects.toThrow(/admin/);
    const newCase = await makeCase(project.admin, "near", target);
    await expect(
      getCaseHistory(project.editor, "triage-main", newCase.caseId ?? ""),
    ).rejects.toThrow(/hidden/);
    const preview = await previewCase(project.editor, "near", { evalSet: "triage-main" });
    expect(preview.madeCase).toEqual({ caseId: null });
    expect(JSON.stringify((await getTrace(project.editor, "near")).cases)).not.toContain(
      newCase.caseId,
    );
  });

  test("what the trace does not say has to be told", async () => {
    await expect(makeCase(project.editor, "empty", { evalSet: "triage-main" })).rejects.toThrow(
      /nothing for \{\{ticket\}\}/,
    );
    const newCase = await makeCase(project.editor, "empty", {
      evalSet: "triage-main",
      input: { ticket: "My tent leaks" },
    });
    expect(newCase.input).toEqual({ ticket: "My tent leaks" });
  });

  test("a whole category becomes cases in one revision; what needs a person is left with its reason", async () => {
    const category = (await createCategory(project.editor, { name: "paid twice" })).id;
    await send(project.admin, [
      ticket("one", "Charged twice, please help"),
      ticket("two", "Two payments for one order"),
      ticket("mail", "Write to lea@example.org"),
    ]);
    await saveReviews(project.editor, {
      traceIds: ["one", "two", "mail", "same"],
      verdict: "failure",
      category,
    });
    const before = await db.evalSet.findFirstOrThrow({ where: { projectId: project.id } });
    const answer = await makeCases(project.editor, category, { evalSet: "triage-main" });
    expect(answer.made.map(({ traceId }) => traceId).sort()).toEqual(["one", "two"]);
    expect(answer.left.map(({ traceId }) => traceId).sort()).toEqual(["mail", "same"]);
    expect(answer.left.find(({ traceId }) => traceId === "mail")?.reason).toContain(
      "personal data",
    );
    const after = await db.evalSet.findFirstOrThrow({ where: { projectId: project.id } });
    expect(after.revision).toBe(before.revision + 1);
  });
});
