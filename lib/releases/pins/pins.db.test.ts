import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { addPin } from "@/lib/deployments/pins/write-pin";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { updateEnvironment } from "@/lib/projects/update-environment";
import { loadChanges } from "@/lib/releases/reads";
import { releaseVersion } from "@/lib/releases/release-version";
import { listenForReleases, stopListening } from "@/lib/releases/serving/listen-for-releases";
import { findServed } from "@/lib/releases/serving/serving-answers";
import { getCachedServing } from "@/lib/releases/serving/serving-cache";
import type { Served, ServingDocument } from "@/lib/releases/serving/serving-contract";
import { getRollout } from "@/lib/rollouts/reads";
import { makeContent, makeTestPrompt } from "@/lib/runs/test-run";
import { look, makeTestRollout, sendRequests } from "../test-rollout";
import { createPin } from "./create-pin";
import { deletePin } from "./delete-pin";
import { type CreatePin, ListPins } from "./pin-contract";
import { listPins } from "./reads";

const prompt = "support/echo";
const note = { goal: "Right more often", change: "Say the word first" };
const staging = "staging";
const reason = "Our own people try it first";
const stages = [{ percent: 1, minSamples: 5 }];
const plan = { stages, guardrails: [] };
let project: TestProject;

beforeEach(async () => {
  project = await makeTestProject();
  const versions = ["one", "two", "three"].map((word) => makeContent(`${word} {{word}}`));
  await makeTestPrompt(project, { versions });
});
afterAll(stopListening);

const release = (version: number) =>
  releaseVersion(project.editor, { prompt, version, environment: staging, note });
const list = (of = project, more: object = {}) =>
  listPins(of.viewer, staging, ListPins.parse(more)).then(({ data }) => data);

async function served(unit: string | null, of = project): Promise<Served> {
  const { answers } = await getCachedServing({ projectId: of.id, prompt, environment: staging });
  if (!answers) throw new Error("Nothing is live in staging.");
  return JSON.parse(findServed(answers, unit).text);
}

async function documentOf(of: TestProject): Promise<ServingDocument> {
  const { answers } = await getCachedServing({ projectId: of.id, prompt, environment: staging });
  return JSON.parse(answers?.document.text ?? "{}");
}

test("what changed between two moments has the pins that were made and removed there, and no unit", async () => {
  await release(1);
  const from = new Date().toISOString();
  const pin = await createPin(project.editor, staging, {
    ...{ prompt, units: ["ada", "grace"], version: 1, reason },
  });
  await createPin(project.admin, "production", { units: ["ada"], arm: "stable", reason });
  await deletePin(project.editor, { environment: staging, pin: pin.id });
  const changes = await loadChanges(project.viewer, { from, environment: staging });
  const facts = { prompt, arm: null, version: 1, reason, units: 2 };
  expect(changes.surroundings).toMatchObject([
    { type: "pin.created", actor: "Ines", name: staging, pin: facts },
    { type: "pin.removed", actor: "Ines", name: staging, pin: facts },
  ]);
  expect(JSON.stringify(changes)).not.toContain("grace");
});

test("units are pinned to an earlier version, with who and why, until the pin is removed", async () => {
  await release(1);
  await release(2);
  const pin = await createPin(project.editor, staging, {
    ...{ prompt, units: ["ada", "grace"], version: 1, reason },
  });
  expect(pin).toMatchObject({ prompt, version: 1, arm: null, createdBy: { name: "Ines" }, reason });
  const assignment = { arm: null, isPinned: true };
  expect(await served("ada")).toMatchObject({ ...makeContent("one {{word}}"), assignment });
  expect(await served("linus")).toMatchObject({ version: 2, assignment: { arm: "stable" } });
  expect(await served(null)).toMatchObject({ version: 2 });
  await deletePin(project.editor, { environment: staging, pin: pin.id });
  expect(await served("ada")).toMatchObject({ version: 2, assignment: { arm: "stable" } });
  expect(await list()).toEqual([]);
  expect(await list(project, { state: "all" })).toMatchObject([{ removedBy: { name: "Ines" } }]);
  const again = deletePin(project.editor, { environment: staging, pin: pin.id });
  await expect(again).rejects.toMatchObject({ code: "not_found" });
  const events = await db.event.findMany({
    where: { projectId: project.id, type: { startsWith: "pin." } },
    orderBy: { seq: "asc" },
  });
  const facts = { prompt, version: 1, units: 2, reason };
  expect(events).toMatchObject([
    { type: "pin.created", data: facts },
    { type: "pin.removed", data: facts },
  ]);
});

test("a pin to the candidate counts during a rollout, and its units are no evidence", async () => {
  const { project: of, release: staged } = await makeTestRollout(plan);
  const units = ["ada", "grace"];
  await createPin(of.editor, staging, { prompt, units, arm: "candidate", reason });
  const assignment = { arm: "candidate", isPinned: true };
  for (const unit of units)
    expect(await served(unit, of)).toMatchObject({ version: 2, assignment });
  await sendRequests(of, staged, [
    { unit: "ada", arm: "candidate" },
    { unit: "grace", arm: "candidate" },
    { unit: "somebody", arm: "stable" },
  ]);
  await look(staged);
  const { split } = await getRollout(of.viewer, "1");
  expect(split).toMatchObject({ pinned: 2, allUnits: 1, bothArms: 0 });
});

test("while no rollout runs, a pin to the candidate means the stable version", async () => {
  await release(1);
  await createPin(project.editor, staging, { units: ["ada"], arm: "candidate", reason });
  const assignment = { arm: "stable", isPinned: true };
  expect(await served("ada")).toMatchObject({ version: 1, assignment });
});

test("a pin of one prompt goes before one of the whole environment", async () => {
  const { project: of } = await makeTestRollout(plan);
  await createPin(of.editor, staging, { units: ["ada", "grace"], arm: "candidate", reason });
  await createPin(of.editor, staging, { prompt, units: ["ada"], version: 1, reason });
  expect(await served("ada", of)).toMatchObject({ version: 1 });
  expect(await served("grace", of)).toMatchObject({ version: 2 });
  expect(await documentOf(of)).toMatchObject({
    pins: [
      { units: ["ada"], version: 1 },
      { units: ["ada", "grace"], arm: "candidate" },
    ],
  });
  expect(await list(of, { prompt })).toHaveLength(2);
});

test("a serving document has pinned versions whole, and says nothing of pins without any", async () => {
  await release(1);
  await release(2);
  expect(Object.keys(await documentOf(project))).toEqual(["stable"]);
  await createPin(project.editor, staging, { prompt, units: ["ada"], version: 1, reason });
  expect(await documentOf(project)).toMatchObject({
    pins: [{ units: ["ada"], version: 1 }],
    versions: [{ version: 1, prompt, ...makeContent("one {{word}}") }],
  });
});

test("another process serves a pin as soon as it hears of it", async () => {
  await release(1);
  await release(2);
  await listenForReleases();
  await served("ada");
  const { id: environmentId } = await db.environment.findFirstOrThrow({
    where: { projectId: project.id, name: staging },
  });
  const version = await db.promptVersion.findFirstOrThrow({
    where: { number: 1, prompt: { projectId: project.id } },
  });
  // As another process writes it: nothing here is told but by the database.
  await db.$transaction((tx) =>
    addPin(
      tx,
      project.editor,
      { environmentId, promptId: version.promptId },
      { units: ["ada"], target: { versionId: version.id }, reason },
    ),
  );
  await vi.waitFor(async () => expect(await served("ada")).toMatchObject({ version: 1 }), {
    timeout: 20_000,
  });
});

test("one unit has one target in a scope; the same target twice is no contradiction", async () => {
  await release(1);
  const pin = (units: string[], arm: "stable" | "candidate") =>
    createPin(project.editor, staging, { units, arm, reason });
  await pin(["ada"], "candidate");
  await expect(pin(["grace", "ada"], "stable")).rejects.toMatchObject({
    code: "conflict",
    errors: [{ path: "units.1", message: expect.stringContaining("Ines pinned “ada”") }],
  });
  await pin(["ada", "linus"], "candidate");
  await createPin(project.editor, staging, { prompt, units: ["ada"], arm: "stable", reason });
  expect(await list()).toHaveLength(3);
});

test("two people who pin the same unit at once cannot both have their way", async () => {
  await release(1);
  const results = await Promise.allSettled(
    (["stable", "candidate"] as const).map((arm) =>
      createPin(project.editor, staging, { units: ["ada"], arm, reason }),
    ),
  );
  expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("a version that was never released there cannot be pinned, however few get it", async () => {
  await updateEnvironment(
    project.admin,
    { environment: "production" },
    { requiredApprovals: 0, requiresGates: false },
  );
  const input = { prompt, version: 1, environment: "production", note };
  await releaseVersion(project.admin, input);
  await updateEnvironment(
    project.admin,
    { environment: "production" },
    { requiredApprovals: 1, requiresGates: true },
  );
  await release(2);
  const bypass = createPin(project.admin, "production", {
    ...{ prompt, units: ["ada"], version: 2, reason },
  });
  await expect(bypass).rejects.toMatchObject({
    code: "invalid",
    errors: [{ path: "version", message: expect.stringMatching(/never released to production/) }],
  });
  const live = await createPin(project.admin, "production", {
    ...{ prompt, units: ["ada"], version: 1, reason },
  });
  expect(live).toMatchObject({ version: 1 });
});

test("who may release there may pin; others are refused, and see nothing of another project", async () => {
  await release(1);
  const input: CreatePin = { units: ["ada"], arm: "stable", reason };
  const byViewer = createPin(project.viewer, staging, input);
  await expect(byViewer).rejects.toMatchObject({ code: "forbidden" });
  await updateEnvironment(project.admin, { environment: staging }, { releaseRole: "admin" });
  const byEditor = createPin(project.editor, staging, input);
  await expect(byEditor).rejects.toMatchObject({ code: "forbidden" });
  const pin = await createPin(project.admin, staging, input);
  const removal = { environment: staging, pin: pin.id };
  await expect(deletePin(project.editor, removal)).rejects.toMatchObject({ code: "forbidden" });
  const other = await makeTestProject();
  await expect(deletePin(other.admin, removal)).rejects.toMatchObject({ code: "not_found" });
  expect(await list(other)).toEqual([]);
  const theirs = createPin(other.admin, staging, { ...input, prompt });
  await expect(theirs).rejects.toMatchObject({ code: "not_found" });
});
