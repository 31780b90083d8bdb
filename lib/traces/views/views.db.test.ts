import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { makeTestProject } from "@/lib/projects/test-project";
import { exportTraces } from "@/lib/traces/export-traces";
import { postTraces } from "@/lib/traces/post-traces";
import { listTraceViews } from "./list-views";
import { deleteTraceView } from "./remove-view";
import { saveTraceView } from "./save-view";

const views = async (actor: Parameters<typeof listTraceViews>[0]) =>
  (await listTraceViews(actor)).data.map(({ name, query }) => [name, query]);

test("a saved filter is the project's, and comes back as it was asked", async () => {
  const [ours, theirs] = await Promise.all([makeTestProject(), makeTestProject()]);
  const filters = { outcome: "escalated", version: 6, range: "24h" } as const;
  const saved = await saveTraceView(ours.editor, { name: "Escalated", filters });
  expect(saved).toMatchObject({ name: "Escalated", filters });
  expect(await views(ours.viewer)).toEqual([
    ["Escalated", "outcome=escalated&version=6&range=24h"],
  ]);
  expect(await views(theirs.admin)).toEqual([]);
  await expect(deleteTraceView(theirs.admin, "Escalated")).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a name is given once, and a filter without conditions is none", async () => {
  const { editor } = await makeTestProject();
  await saveTraceView(editor, { name: "Slow", filters: { minLatencyMs: 3000 } });
  await expect(
    saveTraceView(editor, { name: "Slow", filters: { minLatencyMs: 5000 } }),
  ).rejects.toMatchObject({ code: "conflict" });
  await expect(saveTraceView(editor, { name: "All", filters: {} })).rejects.toMatchObject({
    code: "invalid",
  });
  await deleteTraceView(editor, "Slow");
  expect(await views(editor)).toEqual([]);
});

test("a viewer reads saved filters and changes none", async () => {
  const { editor, viewer } = await makeTestProject();
  await saveTraceView(editor, { name: "Slow", filters: { minLatencyMs: 3000 } });
  await expect(
    saveTraceView(viewer, { name: "Mine", filters: { version: 1 } }),
  ).rejects.toMatchObject({ code: "forbidden" });
  await expect(deleteTraceView(viewer, "Slow")).rejects.toMatchObject({ code: "forbidden" });
});

test("what a later release no longer knows is left out of a saved filter", async () => {
  const { id: projectId, viewer } = await makeTestProject();
  await db.traceView.create({
    data: { projectId, name: "Old", query: "version=6&mood=sad&outcome=glad" },
  });
  expect(await views(viewer)).toEqual([["Old", "version=6"]]);
});

const at = (ms: number) => new Date(Date.parse("2026-11-16T09:00:00.000Z") + ms).toISOString();

test("an export holds what matches, on all pages, and no cell that a spreadsheet would run", async () => {
  const { editor, viewer } = await makeTestProject();
  const traces = Array.from({ length: 130 }, (_, n) => ({
    id: `t${n}`,
    startedAt: at(n * 1_000),
    endedAt: at(n * 1_000 + 500),
    outcome: n % 13 === 0 ? "succeeded" : "failed",
    input: "=HYPERLINK(1)",
    output: n === 1 ? '@SUM("a,b")\nsecond line' : "fine",
    steps: [],
  }));
  await postTraces(
    editor,
    new Request("http://127.0.0.1/api/v1/projects/x/traces", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ traces }),
    }),
  );
  const json = await exportTraces(viewer, { format: "jsonl", outcome: "failed" });
  const lines = (await json.text()).trim().split("\n");
  expect(lines).toHaveLength(120);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ id: "t129", input: "=HYPERLINK(1)" });

  const csv = await (await exportTraces(viewer, { format: "csv", outcome: "failed" })).text();
  expect(csv.split("\n")[0]).toContain("started at,id,environment");
  expect(csv).toContain("'=HYPERLINK(1)");
  expect(csv).toContain(`"'@SUM(""a,b"")\nsecond line"`);
  expect(csv).not.toMatch(/,[=@+]/);

  const none = await exportTraces(viewer, { format: "csv", outcome: "escalated" });
  expect((await none.text()).trim().split("\n")).toHaveLength(1);
});
