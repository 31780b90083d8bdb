import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { createApiKey } from "@/lib/projects/create-api-key";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { getPrompt } from "@/lib/prompts/reads";
import { exportChangelog, exportRelease, loadFeed } from "@/lib/releases/note/export-notes";
import type { MeasuredFigure } from "@/lib/releases/note/note-contract";
import { compareRuns } from "@/lib/runs/compare/compare-runs";
import { getRun } from "@/lib/runs/get-run";
import { approveForHoldout } from "@/lib/runs/holdout/approve-for-holdout";
import {
  connect,
  type ModelServer,
  makeContent,
  makeTestPrompt,
  makeTestSet,
  runNow,
  startModelServer,
} from "@/lib/runs/test-run";
import { SpecContent } from "@/lib/specs/contract";
import { writeSpec } from "@/lib/specs/write-spec";
import { asOwner } from "@/scripts/testing/as-owner";
import type { Release } from "./contract";
import { draftRelease } from "./draft-release";
import { getRelease, listReleases, loadChanges } from "./reads";
import { releaseVersion } from "./release-version";
import { rollBack } from "./roll-back";

const note = { goal: "Right more often", change: "Say the word first" };
const prompt = "support/echo";
const versions = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    ...makeContent(`v${i + 1} {{word}}`),
    model: { provider: "test", name: "gpt-4o-mini" },
  }));
const toStaging = (version: number) => ({ prompt, version, environment: "staging", note });
const toProduction = (version: number) => ({ ...toStaging(version), environment: "production" });

async function requestReview(project: TestProject, version: number, environment = "production") {
  const row = await db.promptVersion.findFirstOrThrow({
    where: { projectId: project.id, number: version, prompt: { name: prompt } },
  });
  const place = await db.environment.findFirstOrThrow({
    where: { projectId: project.id, name: environment },
  });
  const number = (await db.review.count({ where: { projectId: project.id } })) + 1;
  const review = await db.review.create({
    data: {
      projectId: project.id,
      number,
      promptId: row.promptId,
      versionId: row.id,
      environmentId: place.id,
      title: "Look at this",
      requestedByName: "Ines",
    },
  });
  const decide = (kind: "approval" | "change_request", userId: string, hash = row.contentHash) =>
    db.reviewDecision.create({
      data: { reviewId: review.id, kind, userId, userName: "Tomas", version, contentHash: hash },
    });
  return { ...review, decide };
}

describe("a release", () => {
  test("puts a version live, and the next one says what it replaces", async () => {
    const project = await makeTestProject();
    await makeTestPrompt(project, { versions: versions(2) });
    const first = await releaseVersion(project.editor, toStaging(1));
    const second = await releaseVersion(project.editor, toStaging(2));
    expect(first).toMatchObject({ version: 1, replaces: null, isLive: true, replacedBy: null });
    expect(second).toMatchObject({ version: 2, replaces: 1, isLive: true, number: 2 });
    expect(await getRelease(project.viewer, first.id)).toMatchObject({
      isLive: false,
      replacedBy: { version: 2, number: 2, isRollback: false },
    });
    const { live } = await getPrompt(project.viewer, prompt);
    expect(live).toEqual({
      staging: { version: 2, releasedAt: second.releasedAt, releasedBy: second.releasedBy },
    });
    const events = await db.event.count({
      where: { projectId: project.id, type: "release.published" },
    });
    expect(events).toBe(2);
  });

  test("of what is live already is a conflict", async () => {
    const project = await makeTestProject();
    await makeTestPrompt(project);
    await releaseVersion(project.editor, toStaging(1));
    await expect(releaseVersion(project.editor, toStaging(1))).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("without its approval is refused with the reason", async () => {
    const project = await makeTestProject();
    await makeTestPrompt(project);
    await expect(releaseVersion(project.admin, toProduction(1))).rejects.toMatchObject({
      status: 409,
      code: "not_approved",
      errors: [
        { path: "review", message: "production needs 1 approval of v1 as it is; it has 0." },
      ],
    });
  });

  test("counts an approval of the content as it is, and ends the review", async () => {
    const project = await makeTestProject();
    await makeTestPrompt(project);
    const review = await requestReview(project, 1);
    await review.decide("approval", project.reviewer.userId);
    const release = await releaseVersion(project.admin, { ...toProduction(1), review: review.id });
    expect(release).toMatchObject({ review: review.id, reviewNumber: 1 });
    const { state } = await db.review.findUniqueOrThrow({ where: { id: review.id } });
    expect(state).toBe("released");
  });

  test("does not count an approval of other content, of the author, or of who may no longer review", async () => {
    const project = await makeTestProject();
    await makeTestPrompt(project);
    const review = await requestReview(project, 1);
    await review.decide("approval", project.reviewer.userId, "another content");
    await review.decide("approval", project.editor.userId);
    await asOwner(async (client) => {
      await client.query("set session_replication_role = replica");
      const { id, admin } = project;
      await client.query("update prompt_version set author_id = $1 where project_id = $2", [
        admin.userId,
        id,
      ]);
    });
    await review.decide("approval", project.admin.userId);
    await expect(
      releaseVersion(project.admin, { ...toProduction(1), review: review.id }),
    ).rejects.toMatchObject({ code: "not_approved" });
  });

  test("waits for a change request, also one of another review of the version", async () => {
    const project = await makeTestProject();
    await makeTestPrompt(project);
    const [first, second] = [await requestReview(project, 1), await requestReview(project, 1)];
    const objection = await first.decide("change_request", project.reviewer.userId);
    await second.decide("approval", project.admin.userId);
    const release = () => releaseVersion(project.admin, { ...toProduction(1), review: second.id });
    await expect(release()).rejects.toMatchObject({ code: "not_approved" });
    await db.reviewDecision.update({
      where: { id: objection.id },
      data: { liftedAt: new Date() },
    });
    expect((await release()).version).toBe(1);
  });

  test("of another version's review, or one that does not exist, is refused", async () => {
    const project = await makeTestProject();
    await makeTestPrompt(project, { versions: versions(2) });
    const review = await requestReview(project, 2);
    const naming = (named: string) =>
      releaseVersion(project.admin, { ...toProduction(1), review: named });
    await expect(naming(review.id)).rejects.toMatchObject({ code: "invalid" });
    await expect(naming(project.id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("with a must gate that does not pass is refused, with all reasons", async () => {
    const project = await makeTestProject();
    await makeTestPrompt(project);
    await makeTestSet(project, [{ caseId: "a" }]);
    await writeSpec(project.editor, prompt, {
      ...SpecContent.parse({
        criteria: [
          {
            key: "right",
            statement: "It is right",
            evalSet: "words",
            metric: "success_rate",
            comparator: ">=",
            threshold: 0.5,
          },
        ],
      }),
    });
    const review = await requestReview(project, 1);
    await expect(
      releaseVersion(project.admin, { ...toProduction(1), review: review.id }),
    ).rejects.toMatchObject({
      code: "not_approved",
      errors: [
        { path: "review" },
        { path: "gates.right", message: "“It is right” was not measured." },
      ],
    });
    await review.decide("approval", project.reviewer.userId);
    await expect(
      releaseVersion(project.admin, { ...toProduction(1), review: review.id }),
    ).rejects.toMatchObject({ status: 409, code: "gate_not_passed" });
    const draft = await draftRelease(project.admin, {
      prompt,
      version: 1,
      environment: "production",
    });
    expect(draft.checks).toMatchObject({ isAllowed: false, approvedBy: [{ name: "Tomas" }] });
  });

  test("needs the environment's release role", async () => {
    const project = await makeTestProject();
    await makeTestPrompt(project);
    await expect(releaseVersion(project.editor, toProduction(1))).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(releaseVersion(project.viewer, toStaging(1))).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("a rollback", () => {
  test("is a new release of the version before, with its reason", async () => {
    const project = await makeTestProject();
    await makeTestPrompt(project, { versions: versions(2) });
    await releaseVersion(project.editor, toStaging(1));
    const bad = await releaseVersion(project.editor, toStaging(2));
    const back = await rollBack(project.editor, bad.id, { reason: "Escalations doubled" });
    expect(back).toMatchObject({
      version: 1,
      replaces: 2,
      rollbackOf: bad.id,
      reason: "Escalations doubled",
      isLive: true,
    });
    expect(await getRelease(project.editor, bad.id)).toMatchObject({
      replacedBy: { number: 3, isRollback: true },
    });
  });

  test("of the first release takes the prompt offline, in the history like every other step", async () => {
    const project = await makeTestProject();
    await makeTestPrompt(project);
    const first = await releaseVersion(project.editor, toStaging(1));
    const offline = await rollBack(project.editor, first.id, { reason: "It insults people" });
    expect(offline).toMatchObject({ version: null, replaces: 1, rollbackOf: first.id });
    expect((await getPrompt(project.viewer, prompt)).live).toEqual({});
    expect(await getRelease(project.viewer, first.id)).toMatchObject({
      isLive: false,
      replacedBy: { version: null, isRollback: true },
    });
    const text = await (await exportRelease(project.viewer, offline.id)).text();
    expect(text).toContain("# support/echo taken offline in staging");
    const changes = await loadChanges(project.viewer, {
      from: first.releasedAt,
      environment: "staging",
    });
    expect(changes.prompts).toEqual([{ prompt, before: 1, after: null, hasChanged: true }]);
    await expect(rollBack(project.editor, first.id, { reason: "Again" })).rejects.toThrow(
      "Nothing of support/echo is live in staging.",
    );
    expect(await releaseVersion(project.editor, toStaging(1))).toMatchObject({ replaces: null });
  });

  test("of the first release while another is live names what to go back to", async () => {
    const project = await makeTestProject();
    await makeTestPrompt(project, { versions: versions(2) });
    const first = await releaseVersion(project.editor, toStaging(1));
    await releaseVersion(project.editor, toStaging(2));
    await expect(rollBack(project.editor, first.id, { reason: "No" })).rejects.toThrow(
      "Release 1 is the first of support/echo in staging: nothing was live before it. Roll back to v1 instead.",
    );
  });

  test("that somebody else has done already is a conflict, not a second one", async () => {
    const project = await makeTestProject();
    await makeTestPrompt(project, { versions: versions(2) });
    await releaseVersion(project.editor, toStaging(1));
    const bad = await releaseVersion(project.editor, toStaging(2));
    const both = await Promise.allSettled(
      ["One", "Two"].map((reason) => rollBack(project.editor, bad.id, { reason })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("needs the release role of the environment, but neither approvals nor gates", async () => {
    const project = await makeTestProject();
    await makeTestPrompt(project, { versions: versions(2) });
    await db.environment.updateMany({
      where: { projectId: project.id, name: "production" },
      data: { requiredApprovals: 0, requiresGates: false },
    });
    await releaseVersion(project.reviewer, toProduction(1));
    const second = await releaseVersion(project.reviewer, toProduction(2));
    await db.environment.updateMany({
      where: { projectId: project.id, name: "production" },
      data: { requiredApprovals: 2, requiresGates: true },
    });
    await expect(rollBack(project.editor, second.id, { reason: "Bad" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await rollBack(project.reviewer, second.id, { reason: "Bad" })).version).toBe(1);
  });
});

test("twenty releases and rollbacks at once leave one consistent history and one live version", async () => {
  const project = await makeTestProject();
  await makeTestPrompt(project, { versions: versions(12) });
  await releaseVersion(project.editor, toStaging(11));
  const second = await releaseVersion(project.editor, toStaging(12));
  const all = await Promise.allSettled([
    ...Array.from({ length: 10 }, (_, i) => releaseVersion(project.editor, toStaging(i + 1))),
    ...Array.from({ length: 10 }, (_, i) =>
      rollBack(project.editor, second.id, { reason: `Incident ${i}` }),
    ),
  ]);
  const done = all.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  expect(done.length).toBeGreaterThan(10);
  const refused = all.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
  expect(new Set(refused).size === 0 || refused.every((code) => code === "conflict")).toBe(true);
  const { data } = await listReleases(project.viewer, { prompt });
  const history = data.toReversed();
  expect(history.map(({ number }) => number)).toEqual(history.map((_, i) => i + 1));
  history.forEach((release, i) => {
    expect(release.replaces).toBe(history[i - 1]?.version ?? null);
    expect(release.releasedAt > (history[i - 1]?.releasedAt ?? "")).toBe(true);
  });
  expect(history.filter(({ isLive }) => isLive)).toEqual([history.at(-1)]);
  expect((await getPrompt(project.viewer, prompt)).live.staging?.version).toBe(
    history.at(-1)?.version,
  );
}, 60_000);

describe("a release note", () => {
  let server: ModelServer;
  let project: TestProject;
  let release: Release;

  beforeAll(async () => {
    // v1 is wrong about every third word; v2 is right about all.
    server = await startModelServer((message) => {
      const [version, word = ""] = message.split(" ");
      return version === "v1" && Number(word.slice(1)) % 3 === 0 ? "wrong" : word;
    });
    project = await makeTestProject();
    await connect(project, server.url);
    await makeTestPrompt(project, { versions: versions(2) });
    await makeTestSet(
      project,
      Array.from({ length: 30 }, (_, i) => ({
        caseId: `w${i}`,
        split: i < 24 ? ("development" as const) : ("holdout" as const),
      })),
    );
    const scorers = [
      { kind: "equals" as const },
      { kind: "word-count" as const, config: { max: 5 } },
    ];
    await approveForHoldout(project.admin, {
      kind: "scorer",
      scorer: { kind: "word-count", config: { max: 5 } },
    });
    for (const version of [1, 2]) {
      for (const split of ["development", "holdout"] as const) {
        await runNow(project, { version, split, scorers });
      }
    }
    await releaseVersion(project.editor, toStaging(1));
    release = await releaseVersion(project.editor, {
      ...toStaging(2),
      note: { ...note, evalResult: "Checked by hand too.", risks: "None known" },
    });
  }, 60_000);
  afterAll(() => server.close());

  test("says each figure as the API of its run says it", async () => {
    const { measured } = release.note;
    const figures = [...measured.evalResult, ...measured.tradeOff].flatMap((one) => one.figures);
    const kinds = new Set(figures.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(
      expect.arrayContaining(["cost_per_success_usd", "difference", "pass_rate", "scorer_rate"]),
    );
    for (const each of figures) expect(await asApiSays(each)).toEqual(valuesOf(each));
  });

  async function asApiSays({ kind, of = "", run: { id }, baseline }: MeasuredFigure) {
    const run = await getRun(project.viewer, id);
    const compared = baseline
      ? await compareRuns(project.viewer, id, { baseline: baseline.id, margin: 0 })
      : null;
    const alone = (value: number | null, n: number | null = null) => ({
      value,
      low: null,
      high: null,
      n,
    });
    switch (kind) {
      case "pass_rate":
        return run.passRate;
      case "scorer_rate":
        return run.scores[of]?.rate;
      case "difference":
        return compared?.passRateDifference;
      case "newly_passing":
        return alone(compared?.counts.newlyPassing ?? null, compared?.n ?? null);
      case "newly_failing":
        return alone(compared?.counts.newlyFailing ?? null, compared?.n ?? null);
      case "segment_difference":
        return compared?.bySegment.find(({ segment }) => segment === of)?.difference;
      case "latency_p95_ms":
        return run.latency?.p95;
      case "latency_p95_difference_ms":
        return compared?.latencyP95DifferenceMs;
      case "cost_per_success_usd":
        return alone(run.costPerSuccessUsd);
      case "cost_difference_usd":
        return compared?.costDifferenceUsd;
    }
  }

  const valuesOf = ({ value, low, high, n }: MeasuredFigure) => ({ value, low, high, n });

  test("reads as sentences with the author's words after them, and is frozen", async () => {
    expect(release.note.evalResult).toMatch(
      /^Pass rate 66\.7 % → 100\.0 % on 24 development cases of words, difference \+33\.3 points, 95 % interval \+[\d.]+ to \+[\d.]+\./,
    );
    expect(release.note.evalResult).toMatch(
      /8 newly passing, 0 newly failing\.[\s\S]*\n\nChecked by hand too\.$/,
    );
    expect(release.note.tradeOff).toMatch(/Cost per successful task −33\.3 %/);
    await runNow(project, { version: 2, scorers: [{ kind: "equals" }] });
    expect((await getRelease(project.viewer, release.id)).note).toEqual(release.note);
  });

  test("takes no figure of another model's run of the version", async () => {
    const before = await draftRelease(project.viewer, toStaging(2));
    const id = await runNow(project, {
      version: 2,
      scorers: [{ kind: "equals" }],
      model: { provider: "test", name: "another" },
    });
    const { measured } = await draftRelease(project.viewer, toStaging(2));
    expect(measured.runs).toEqual(before.measured.runs);
    expect(measured.runs.map((one) => one.id)).not.toContain(id);
  });

  test("is measured with what everybody may see, whoever releases", async () => {
    const asAdmin = await draftRelease(project.admin, toStaging(2));
    const asViewer = await draftRelease(project.viewer, toStaging(2));
    expect(asAdmin.measured.evalResult).toEqual(asViewer.measured.evalResult);
  });

  test("is a file, an entry of the changelog and of the feed", async () => {
    const text = await (await exportRelease(project.viewer, release.id)).text();
    expect(text).toContain("# support/echo v2 → staging");
    expect(text).toContain("## Eval result\n\n- Pass rate 66.7 % → 100.0 %");
    expect(text).toContain("## Risks\n\nNone known");
    const changelog = await (await exportChangelog(project.viewer, { prompt })).text();
    expect(changelog).toContain("# Changelog of support/echo");
    const feed = await loadFeed(project.viewer, {});
    expect(feed.headers.get("content-type")).toContain("application/rss+xml");
    expect(await feed.text()).toContain("<title>support/echo v2 to staging</title>");
  });
});

test("the changelog is searched and paged, newest first", async () => {
  const project = await makeTestProject();
  await makeTestPrompt(project, { versions: versions(3) });
  for (const version of [1, 2, 3]) await releaseVersion(project.editor, toStaging(version));
  const first = await listReleases(project.viewer, { limit: 2 });
  expect(first.data.map(({ version }) => version)).toEqual([3, 2]);
  const rest = await listReleases(project.viewer, { limit: 2, cursor: first.nextCursor ?? "" });
  expect(rest).toMatchObject({ data: [{ version: 1 }], nextCursor: null });
  const page = await listReleases(project.viewer, { q: "v2" });
  expect(page.data.map(({ version }) => version)).toEqual([2]);
  expect((await listReleases(project.viewer, { q: "often 100%" })).data).toEqual([]);
});

test("between two moments one sees what was live then and now, and all that happened between", async () => {
  const project = await makeTestProject();
  await makeTestPrompt(project, { versions: versions(2) });
  const first = await releaseVersion(project.editor, toStaging(1));
  const second = await releaseVersion(project.editor, toStaging(2));
  const changes = await loadChanges(project.viewer, {
    from: first.releasedAt,
    to: second.releasedAt,
    environment: "staging",
  });
  expect(changes).toMatchObject({
    prompts: [{ prompt, before: 1, after: 2, hasChanged: true }],
    releases: [{ version: 2 }],
  });
  await expect(
    loadChanges(project.viewer, { from: second.releasedAt, to: first.releasedAt }),
  ).rejects.toMatchObject({ code: "invalid" });
  const before = await loadChanges(project.viewer, {
    from: "2020-01-01T00:00:00Z",
    to: "2020-02-01T00:00:00Z",
    environment: "staging",
  });
  expect(before).toMatchObject({ prompts: [], releases: [] });
});

test("another project's releases do not exist", async () => {
  const [ours, theirs] = [await makeTestProject(), await makeTestProject()];
  await makeTestPrompt(ours);
  const release = await releaseVersion(ours.editor, toStaging(1));
  await expect(getRelease(theirs.admin, release.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(rollBack(theirs.admin, release.id, { reason: "x" })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a key that may release needs no other right", async () => {
  const project = await makeTestProject();
  await makeTestPrompt(project);
  const { id } = await createApiKey(project.admin, { name: "ci", scopes: ["releases:write"] });
  expect(id).toBeTruthy();
});
