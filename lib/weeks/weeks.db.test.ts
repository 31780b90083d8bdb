import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { createEvalSet } from "@/lib/eval-sets/create-eval-set";
import { createCategory } from "@/lib/failure-categories/create-category";
import { updateCategory } from "@/lib/failure-categories/update-category";
import { isAppError } from "@/lib/http/app-error";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { releaseVersion } from "@/lib/releases/release-version";
import { rollBack } from "@/lib/releases/roll-back";
import { makeContent, makeTestPrompt } from "@/lib/runs/test-run";
import { makeCase } from "@/lib/trace-reviews/cases/make-case";
import { weekOf } from "@/lib/trace-reviews/iso-week";
import { getReviewSettings } from "@/lib/trace-reviews/review-settings";
import { saveReview } from "@/lib/trace-reviews/save-review";
import { giveFeedback } from "@/lib/traces/give-feedback";
import type { RequestOutcome, TraceBatch } from "@/lib/traces/span";
import { countAllHours } from "@/lib/traces/store/count-hour";
import { storeSpans } from "@/lib/traces/store/store-spans";
import type { WeekStepKey } from "./contract";
import { freezeProject } from "./freeze-weeks";
import { exportWeekSummary, getWeek, listWeeks } from "./reads";
import { updateWeek } from "./update-week";
import { shiftWeek } from "./week-title";

const now = new Date();
const span = weekOf(now);
const nextWeek = new Date(span.to.getTime() + 3_600_000);
const note = { goal: "Right more often", change: "Say the word first" };
const prompt = "support/echo";

function trace(
  id: string,
  { word = id, outcome = "succeeded" as RequestOutcome, at = now } = {},
): TraceBatch {
  const facts = {
    prompt,
    version: 1,
    environment: "production",
    input: { word },
    output: "x",
    outcome,
  };
  const span = {
    traceId: id,
    id: "1",
    parentId: null,
    kind: "llm",
    name: "answer",
    startedAt: new Date(at.getTime() - 1_000),
    endedAt: at,
    provider: null,
    model: "echo",
    inputTokens: 10,
    cachedInputTokens: 0,
    cacheWriteTokens: null,
    outputTokens: 2,
    costUsd: 0.001,
    firstTokenMs: null,
    finishReason: "stop",
    retries: 0,
    input: null,
    output: null,
    error: null,
    attributes: {},
    facts: null,
  } as const;
  return { traceId: id, source: "rest", spans: [{ ...span }], facts };
}

const stepOf = async (project: TestProject, key: WeekStepKey, at = now) => {
  const week = await getWeek(project.viewer, span.week, at);
  const step = week.steps.find((one) => one.key === key);
  if (!step) throw new Error(`no step ${key}`);
  return step;
};

async function makeProject(): Promise<TestProject> {
  const project = await makeTestProject();
  await makeTestPrompt(project, {
    versions: [makeContent("a {{word}}"), makeContent("b {{word}}")],
  });
  await db.environment.updateMany({
    where: { projectId: project.id },
    data: { requiredApprovals: 0, requiresGates: false },
  });
  return project;
}

describe("the numbers of a week", () => {
  let project: TestProject;
  let category: string;

  beforeAll(async () => {
    project = await makeProject();
    const before = new Date(now.getTime() - 7 * 86_400_000);
    await storeSpans(project.id, [
      ...["a", "b", "c"].map((id) => trace(id, { outcome: "failed" })),
      trace("d"),
      ...["e", "f"].map((id) => trace(id, { at: before })),
    ]);
    await countAllHours(project.id);
    category = (await createCategory(project.editor, { name: "word lost" })).id;
    const review = (
      id: string,
      verdict: "failure" | "fine" | "skipped",
      of: string | null = null,
    ) => saveReview(project.editor, id, { verdict, category: of, note: "" });
    await review("a", "failure", category);
    await review("b", "failure", category);
    // As failures were saved before each had a category.
    await db.traceReview.updateMany({
      where: { projectId: project.id, traceId: "b" },
      data: { failureCategoryId: null },
    });
    await review("d", "fine");
    await review("c", "skipped");
    await giveFeedback(project.editor, "d", { comment: "Thanks" });
    await createEvalSet(project.editor, { name: "found" });
    await makeCase(project.editor, "a", { evalSet: "found", expected: "a" });
    await makeCase(project.admin, "b", { evalSet: "found", expected: "b", split: "holdout" });
  });

  test("count verdicts without the skipped ones, failures, feedback and cases", async () => {
    const { numbers } = await getWeek(project.viewer, span.week);
    expect(numbers.review).toMatchObject({
      reviewed: 3,
      fine: 1,
      failures: 2,
      skipped: 1,
      feedback: 1,
    });
    expect(numbers.categories).toMatchObject({
      failures: 2,
      categorised: 1,
      reviewed: [0, 0, 0, 0, 0, 0, 0, 3],
      // Weeks without reviews have no count, not a count of 0.
      rows: [
        {
          name: "word lost",
          now: 1,
          before: null,
          isNew: true,
          weeks: [null, null, null, null, null, null, null, 1],
        },
      ],
    });
    expect(numbers.cases).toMatchObject({ made: 2, development: 1, holdout: 1, sets: ["found"] });
  });

  test("compare categories with the same part of the week before, and with nothing where nobody reviewed", async () => {
    const other = await makeProject();
    const { id } = await createCategory(other.editor, { name: "word lost" });
    const review = (traceId: string, verdict: string, reviewedAt: Date) => ({
      projectId: other.id,
      traceId,
      verdict,
      failureCategoryId: verdict === "failure" ? id : null,
      rule: "random",
      startedAt: reviewedAt,
      reviewerName: "Ines",
      reviewedAt,
    });
    const tuesday = new Date(span.from.getTime() + 30 * 3_600_000);
    const daysBefore = (days: number) => new Date(tuesday.getTime() - days * 86_400_000);
    await db.traceReview.createMany({
      data: [
        review("a", "failure", daysBefore(1)),
        review("b", "failure", daysBefore(8)),
        review("c", "fine", daysBefore(8)),
        // On Thursday of the week before: there has been no Thursday this week.
        review("d", "failure", daysBefore(5)),
      ],
    });
    const { numbers } = await getWeek(other.viewer, span.week, tuesday);
    expect(numbers.categories).toMatchObject({
      reviewedBefore: 2,
      rows: [{ name: "word lost", now: 1, before: 1 }],
    });
    expect(numbers.categories.rows[0]?.weeks.slice(-3)).toEqual([null, 2, 1]);
    expect(numbers.categories.reviewed.slice(-2)).toEqual([3, 1]);
  });

  test("of a week before the project are not those of today", async () => {
    await expect(getWeek(project.viewer, shiftWeek(span, -3).week)).rejects.toSatisfy(
      (error) => isAppError(error) && error.status === 404,
    );
  });

  test("stand against the same part of the week before", async () => {
    const { moved } = (await getWeek(project.viewer, span.week)).numbers;
    const success = moved.rows.find(({ metric }) => metric === "success_rate");
    expect(moved.n).toBe(4);
    expect(success?.now).toMatchObject({ value: 0.25, n: 4 });
    expect(success?.before).toMatchObject({ value: 1, n: 2 });
  });

  test("say what is done and left: a category is missing, so that step goes on", async () => {
    expect(await stepOf(project, "group")).toMatchObject({
      state: "under_way",
      done: 1,
      target: 2,
      what: "1 failure without a category. 1 new this week: word lost.",
    });
    await saveReview(project.editor, "b", { verdict: "failure", category, note: "" });
    expect(await stepOf(project, "group")).toMatchObject({
      state: "done",
      done: 2,
      note: "1 category",
    });
  });

  test("a case that is held out is counted, and its content is nowhere in the week", async () => {
    expect((await stepOf(project, "cases")).what).toBe(
      "1 to development, 1 to holdout by Ines and Priya, in found.",
    );
  });

  test("the current step is the first that is not done", async () => {
    const { steps } = await getWeek(project.viewer, span.week);
    expect(steps.filter(({ isCurrent }) => isCurrent).map(({ key }) => key)).toEqual(["review"]);
  });

  test("a category that was fixed and is seen again has regressed", async () => {
    const fixedIn = { prompt, version: 1 };
    await updateCategory(project.editor, category, { state: "fixed", fixedIn });
    await saveReview(project.editor, "a", { verdict: "failure", category, note: "" });
    expect((await stepOf(project, "group")).what).toContain("1 regressed: word lost.");
  });
});

describe("shipping", () => {
  test("counts a release that stands; one that was taken back does not, and is told", async () => {
    const project = await makeProject();
    const release = (version: number) =>
      releaseVersion(project.admin, { prompt, version, environment: "production", note });
    await release(1);
    expect(await stepOf(project, "ship")).toMatchObject({ done: 1, state: "done" });
    const second = await release(2);
    await rollBack(project.admin, second.id, { reason: "Worse" });
    const { numbers, steps } = await getWeek(project.viewer, span.week);
    expect(numbers.releases.map(({ version, isRollback }) => [version, isRollback])).toEqual([
      [1, false],
      [2, false],
      [1, true],
    ]);
    const ship = steps.find(({ key }) => key === "ship");
    expect(ship).toMatchObject({ done: 1 });
    expect(ship?.what).toContain("Release 2, support/echo v2, was rolled back by release 3.");
  });

  test("is watched by the hour, from the release that stands", async () => {
    const project = await makeProject();
    await releaseVersion(project.admin, { prompt, version: 1, environment: "production", note });
    const later = new Date(Math.min(now.getTime() + 2 * 3_600_000, span.to.getTime()));
    const { monitor } = (await getWeek(project.viewer, span.week, later)).numbers;
    expect(monitor.hours).toBeCloseTo((later.getTime() - now.getTime()) / 3_600_000, 0);
    expect(await stepOf(project, "monitor", later)).toMatchObject({
      target: 24,
      state: "under_way",
    });
  });
});

describe("decisions", () => {
  test("owner and target hold in the weeks that follow, until somebody changes them", async () => {
    const project = await makeProject();
    const { userId } = project.editor;
    await updateWeek(project.editor, span.week, {
      leadId: project.admin.userId,
      steps: { cases: { ownerId: userId, target: 4 } },
    });
    const following = shiftWeek(span, 1).week;
    const week = await getWeek(project.viewer, following, nextWeek);
    expect(week.lead?.name).toBe("Priya");
    expect(week.steps.find(({ key }) => key === "cases")).toMatchObject({
      owner: { name: "Ines" },
      target: 4,
    });
    expect(week.change).toBeNull();
  });

  test("two people who decide two steps at the same moment both get theirs", async () => {
    const project = await makeProject();
    await Promise.all([
      updateWeek(project.editor, span.week, { steps: { cases: { target: 7 } } }),
      updateWeek(project.admin, span.week, { steps: { options: { target: 2 } } }),
    ]);
    const { steps } = await getWeek(project.viewer, span.week);
    expect(steps.map(({ target }) => target)).toEqual([60, 0, 7, 1, 2, 1, 24]);
  });

  test("the target of the first step is the queue's own", async () => {
    const project = await makeProject();
    await updateWeek(project.editor, span.week, { steps: { review: { target: 25 } } });
    expect((await getReviewSettings(project.viewer)).target).toBe(25);
    expect(await stepOf(project, "review")).toMatchObject({ target: 25, unit: "of 25 traces" });
  });

  test("the change names what it is about, and another one takes its place", async () => {
    const project = await makeProject();
    const { id } = await createCategory(project.editor, { name: "word lost" });
    const week = await updateWeek(project.editor, span.week, {
      change: { statement: "Words stay", categoryId: id, prompt },
    });
    expect(week.change).toMatchObject({
      statement: "Words stay",
      category: { name: "word lost" },
      prompt,
      chosenBy: "Ines",
    });
    expect(await stepOf(project, "change")).toMatchObject({ state: "done" });
    const none = await updateWeek(project.editor, span.week, { change: null });
    expect(none.change).toBeNull();
  });

  test("what does not exist or is another project's is refused", async () => {
    const [ours, theirs] = await Promise.all([makeProject(), makeProject()]);
    const { id } = await createCategory(theirs.editor, { name: "theirs" });
    const refused = [
      { change: { statement: "x", categoryId: id } },
      { change: { statement: "x", segment: "nobody" } },
      { change: { statement: "x", review: 99 } },
      { leadId: theirs.admin.userId },
      { steps: { ship: { ownerId: theirs.admin.userId } } },
    ];
    for (const update of refused) {
      await expect(updateWeek(ours.editor, span.week, update)).rejects.toMatchObject({
        code: "invalid",
      });
    }
  });

  test("viewers read and do not decide; weeks that have not begun do not exist", async () => {
    const project = await makeProject();
    await expect(updateWeek(project.viewer, span.week, { leadId: null })).rejects.toMatchObject({
      code: "forbidden",
    });
    const future = shiftWeek(span, 2).week;
    await expect(getWeek(project.viewer, future)).rejects.toMatchObject({ code: "not_found" });
    await expect(getWeek(project.viewer, "2026-W60")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a week that has ended", () => {
  test("keeps its numbers, owners and targets, whatever comes later, and ends once", async () => {
    const project = await makeProject();
    await storeSpans(project.id, [trace("a", { outcome: "failed" }), trace("b")]);
    await countAllHours(project.id);
    await updateWeek(project.editor, span.week, {
      steps: { cases: { ownerId: project.editor.userId, target: 3 } },
    });
    const category = (await createCategory(project.editor, { name: "word lost" })).id;
    await saveReview(project.editor, "a", { verdict: "failure", category, note: "" });
    const row = await db.project.findUniqueOrThrow({ where: { id: project.id } });
    await Promise.all([freezeProject(row, nextWeek), freezeProject(row, nextWeek)]);
    await freezeProject(row, nextWeek);
    const ended = await db.event.count({ where: { projectId: project.id, type: "week.ended" } });
    expect(ended).toBe(1);

    await saveReview(project.editor, "b", { verdict: "failure", category, note: "" });
    const week = await getWeek(project.viewer, span.week, nextWeek);
    expect(week.frozenAt).not.toBeNull();
    expect(week.numbers.review).toMatchObject({ reviewed: 1, failures: 1 });
    expect(week.steps.find(({ key }) => key === "cases")).toMatchObject({ target: 3 });
    const { data } = await listWeeks(project.viewer, {}, nextWeek);
    expect(data.map((one) => [one.week, one.isCurrent, one.isFrozen, one.reviewed])).toEqual([
      [shiftWeek(span, 1).week, true, false, 0],
      [span.week, false, true, 1],
    ]);
  });

  test("in which nothing happened leaves no trace in the history", async () => {
    const project = await makeTestProject();
    const row = await db.project.findUniqueOrThrow({ where: { id: project.id } });
    await freezeProject(row, nextWeek);
    expect(await db.week.count({ where: { projectId: project.id } })).toBe(0);
  });
});

describe("the summary", () => {
  test("says the numbers in sentences until somebody edits it, and comes back from them", async () => {
    const project = await makeProject();
    await storeSpans(project.id, [trace("a", { outcome: "failed" })]);
    const category = (await createCategory(project.editor, { name: "word lost" })).id;
    await saveReview(project.editor, "a", { verdict: "failure", category, note: "" });
    const week = await getWeek(project.viewer, span.week);
    expect(week.isSummaryEdited).toBe(false);
    expect(week.summary).toContain("1 trace was reviewed: 0 fine, 1 failure, 0 unclear.");
    expect(week.summary).toContain("No behaviour change was chosen.");
    const edited = await updateWeek(project.editor, span.week, { summary: "# Ours\n" });
    expect(edited).toMatchObject({ summary: "# Ours\n", isSummaryEdited: true });
    const file = await exportWeekSummary(project.viewer, span.week);
    expect(file.headers.get("content-type")).toContain("text/markdown");
    expect(await file.text()).toBe("# Ours\n");
    const again = await updateWeek(project.editor, span.week, { summary: null });
    expect(again.isSummaryEdited).toBe(false);
  });
});
