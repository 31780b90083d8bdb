import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { ListRuns } from "@/lib/runs/contract";
import { listRuns } from "@/lib/runs/list-runs";
import { makeTestPrompt, makeTestSet, runNow } from "@/lib/runs/test-run";
import { TraceListQuery } from "@/lib/traces/filter-contract";
import { postTraces } from "@/lib/traces/post-traces";
import { listTraces } from "@/lib/traces/reads";
import { PromptTag } from "./contract";
import { createPrompt } from "./create-prompt";
import { listActivity } from "./list-activity";
import { getPrompt, listPrompts, listVersions } from "./reads";
import { saveVersion } from "./save-version";
import { updatePrompt } from "./update-prompt";

async function prepare(): Promise<TestProject> {
  const project = await makeTestProject();
  await createPrompt(project.editor, { name: "triage", kind: "chat" });
  await saveVersion(project.editor, "triage", {
    messages: [{ role: "user", content: "Sort {{word}}" }],
    model: { provider: "local", name: "baseline" },
    settings: {},
    commitMessage: "First",
  });
  return project;
}

const namesOf = async (project: TestProject, query: object = {}) =>
  (await listPrompts(project.viewer, query)).data.map(({ name }) => name);

const eventsOf = async (project: TestProject) => {
  const events = await db.event.findMany({
    where: { projectId: project.id, type: { startsWith: "prompt." } },
    orderBy: { seq: "asc" },
  });
  return events.map(({ type, data }) => [type, data]);
};

test("a renamed prompt is reached by both names, and says which one it has", async () => {
  const project = await prepare();
  const renamed = await updatePrompt(project.editor, "triage", { name: "support/triage" });
  expect(renamed).toMatchObject({ name: "support/triage", formerNames: ["triage"] });
  expect(await getPrompt(project.viewer, "triage")).toEqual(
    await getPrompt(project.viewer, "support/triage"),
  );
  expect((await listVersions(project.viewer, "triage")).data).toHaveLength(1);
  expect(await namesOf(project)).toEqual(["support/triage"]);
  expect((await eventsOf(project)).at(-1)).toEqual([
    "prompt.renamed",
    { name: "support/triage", before: "triage" },
  ]);
});

test("a former name is nobody else's, and its prompt can take it back", async () => {
  const project = await prepare();
  await updatePrompt(project.editor, "triage", { name: "support/triage" });
  const conflict = { code: "conflict", message: expect.stringContaining("support/triage") };
  await expect(
    createPrompt(project.editor, { name: "triage", kind: "chat" }),
  ).rejects.toMatchObject(conflict);
  await createPrompt(project.editor, { name: "digest", kind: "chat" });
  await expect(updatePrompt(project.editor, "digest", { name: "triage" })).rejects.toMatchObject(
    conflict,
  );
  await expect(
    updatePrompt(project.editor, "digest", { name: "support/triage" }),
  ).rejects.toMatchObject({ code: "conflict" });
  const back = await updatePrompt(project.editor, "support/triage", { name: "triage" });
  expect(back).toMatchObject({ name: "triage", formerNames: ["support/triage"] });
});

test("runs, activity and traces of a renamed prompt are listed under either name", async () => {
  const project = await makeTestProject();
  await makeTestPrompt(project, { name: "triage" });
  await db.connection.create({
    data: { projectId: project.id, name: "test", kind: "local-baseline" },
  });
  await makeTestSet(project, [{ caseId: "tent" }]);
  await runNow(project, { prompt: "triage" });
  const send = (id: string, prompt: string) =>
    postTraces(
      project.editor,
      new Request("http://127.0.0.1/api/v1/projects/x/traces", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          traces: [
            {
              id,
              prompt,
              version: 1,
              startedAt: "2026-11-16T09:00:00.000Z",
              endedAt: "2026-11-16T09:00:01.000Z",
              steps: [],
            },
          ],
        }),
      }),
    );
  await send("before", "triage");
  await updatePrompt(project.editor, "triage", { name: "support/triage" });
  // An application that still knows the former name.
  await send("after", "triage");
  for (const prompt of ["triage", "support/triage"]) {
    expect((await listRuns(project.viewer, ListRuns.parse({ prompt }))).data).toHaveLength(1);
    const traces = await listTraces(
      project.viewer,
      TraceListQuery.parse({ prompt, from: "2026-11-16T00:00:00.000Z" }),
    );
    expect(traces.data.map(({ id }) => id).sort()).toEqual(["after", "before"]);
    const { data } = await listActivity(project.viewer, prompt);
    expect(data.map(({ type }) => type)).toContain("run.started");
  }
});

test("owner, description and tags change together, and tags find the prompt", async () => {
  const project = await prepare();
  const changed = await updatePrompt(project.editor, "triage", {
    description: "Sorts tickets",
    owner: project.viewer.email ?? "",
    tags: ["support", "billing", "support"],
  });
  expect(changed).toMatchObject({
    description: "Sorts tickets",
    owner: { id: project.viewer.userId },
    tags: ["billing", "support"],
  });
  await createPrompt(project.editor, { name: "digest", kind: "chat" });
  expect(await namesOf(project, { tag: "billing" })).toEqual(["triage"]);
  expect(PromptTag.parse(" Billing ")).toBe("billing");
  expect(PromptTag.safeParse("two words").success).toBe(false);
});

test("an archived prompt leaves the list, is found by a filter and can be restored", async () => {
  const project = await prepare();
  const archived = await updatePrompt(project.editor, "triage", { isArchived: true });
  expect(archived.archivedAt).not.toBeNull();
  expect(await namesOf(project)).toEqual([]);
  expect(await namesOf(project, { archived: "true" })).toEqual(["triage"]);
  await updatePrompt(project.editor, "triage", { isArchived: true });
  await updatePrompt(project.editor, "triage", { isArchived: false });
  expect(await namesOf(project)).toEqual(["triage"]);
  expect((await eventsOf(project)).map(([type]) => type)).toEqual([
    "prompt.created",
    "prompt.archived",
    "prompt.restored",
  ]);
});

test("a viewer changes nothing", async () => {
  const project = await prepare();
  await expect(updatePrompt(project.viewer, "triage", { name: "mine" })).rejects.toMatchObject({
    code: "forbidden",
  });
});
