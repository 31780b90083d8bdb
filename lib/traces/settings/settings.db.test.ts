import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { createSegment } from "@/lib/segments/create-segment";
import { acceptBatches } from "@/lib/traces/accept-traces";
import { deleteTracesOf } from "@/lib/traces/delete-traces";
import { expireTraces } from "@/lib/traces/expire-traces";
import { parseBatches } from "@/lib/traces/otlp/parse-batches";
import type { RawSpan } from "@/lib/traces/otlp/raw-span";
import { makeRawSpan } from "@/lib/traces/otlp/test-span";
import { getTrace, listTraces } from "@/lib/traces/reads";
import type { TraceFacts } from "@/lib/traces/span";
import { getTraceSettings } from "./load-settings";
import { previewRedaction } from "./preview-redaction";
import { updateTraceSettings } from "./update-settings";

const DAY_MS = 86_400_000;
let project: TestProject;

beforeEach(async () => {
  project = await makeTestProject();
});

async function store(facts: TraceFacts, startedAt = new Date()): Promise<string> {
  const traceId = randomUUID();
  const times = { startedAt, endedAt: new Date(startedAt.getTime() + 500) };
  await acceptBatches(project.editor, [{ traceId, source: "rest", spans: [], facts, times }]);
  return traceId;
}

const stored = async () =>
  (await listTraces(project.viewer, { limit: 50, content: "preview" })).data.map(({ id }) => id);

const keep = { captureContent: true, retentionDays: 90, redaction: [] };

test("a project that changed nothing keeps texts, for 90 days", async () => {
  expect(await getTraceSettings(project.viewer)).toEqual({ ...keep, updatedAt: null });
});

test("only admins change what is kept, and it is an event", async () => {
  await expect(updateTraceSettings(project.reviewer, keep)).rejects.toThrow("role admin");
  await updateTraceSettings(project.admin, { ...keep, retentionDays: 30 });
  const event = await db.event.findFirst({
    where: { projectId: project.id, type: "trace-settings.changed" },
  });
  expect(event?.data).toMatchObject({ to: { retentionDays: 30 } });
});

test("with content off the next trace is stored without its texts", async () => {
  await updateTraceSettings(project.admin, { ...keep, captureContent: false });
  const id = await store({ input: "My name is Jane", attributes: { plan: "free" } });
  expect(await getTrace(project.viewer, id)).toMatchObject({
    input: null,
    inputPreview: "",
    attributes: { plan: "free" },
  });
});

const GERMAN = "Ich wurde für meine Bestellung doppelt belastet und möchte einen Betrag zurück";

/** A call below a step, its question in the call alone; the step comes after it. */
function calledTrace(): RawSpan[] {
  const messages = [
    { role: "system", content: "Sort it." },
    { role: "user", content: GERMAN },
  ];
  const call = makeRawSpan({
    id: "00000000000000ca",
    parentId: "b7ad6b7169203331",
    attributes: {
      "gen_ai.operation.name": "chat",
      "gen_ai.request.model": "m",
      "gen_ai.input.messages": JSON.stringify(messages),
    },
  });
  return [call, makeRawSpan()];
}

test("with content off a trace is in the segments that its text would put it into, and no word of it is stored", async () => {
  const open = await makeTestProject();
  await updateTraceSettings(project.admin, { ...keep, captureContent: false });
  for (const { admin } of [open, project]) {
    for (const [name, condition] of [
      ["not English", { subject: "language", operator: "!=", value: "en" }],
      ["long", { subject: "inputLength", operator: ">", value: 70 }],
    ] as const) {
      await createSegment(admin, { name, description: "", condition });
    }
  }
  const facts: TraceFacts = { input: { ticket: GERMAN }, output: `Zu: ${GERMAN}` };
  const times = { startedAt: new Date(), endedAt: new Date() };
  for (const { editor } of [open, project]) {
    await acceptBatches(editor, [{ traceId: "told", source: "rest", spans: [], facts, times }]);
    // What comes later does not say it again.
    await acceptBatches(editor, [
      { traceId: "told", source: "rest", spans: [], facts: { version: 2 }, times },
    ]);
    for (const span of calledTrace()) await acceptBatches(editor, await parseBatches([span]));
  }
  for (const id of ["told", makeRawSpan().traceId]) {
    const whole = await getTrace(open.viewer, id);
    const bare = await getTrace(project.viewer, id);
    expect(whole).toMatchObject({
      language: "de",
      inputLength: GERMAN.length,
      segments: ["not English", "long"],
    });
    const { language, inputLength, segments } = whole;
    expect(bare).toMatchObject({ language, inputLength, segments, input: null, inputPreview: "" });
  }
  const rows = await db.$queryRaw<{ row: string }[]>`
    select t::text as row from trace t where project_id = ${project.id}::uuid
    union all select s::text from trace_step s where project_id = ${project.id}::uuid`;
  expect(rows).toHaveLength(5);
  expect(rows.map(({ row }) => row).join()).not.toMatch(/Bestellung|Betrag|ticket/i);
});

test("a dry run says what each rule would take out, and changes nothing", async () => {
  const id = await store({ input: "jane@example.com wrote about ORD-12", unit: "u1" });
  await store({ input: "nothing in here" });
  const preview = await previewRedaction(project.admin, {
    redaction: [
      { kind: "builtIn", builtIn: "email" },
      { kind: "pattern", name: "order", pattern: "ORD-\\d+", ignoreCase: false },
      { kind: "field", name: "plan", field: "attributes.plan" },
    ],
  });
  expect(preview).toMatchObject({ traces: 2, touched: 1 });
  expect(preview.rules).toEqual([
    { rule: "e-mail", matches: 1, traces: 1 },
    { rule: "order", matches: 1, traces: 1 },
    { rule: "plan", matches: 0, traces: 0 },
  ]);
  expect(preview.samples[0]).toEqual({
    traceId: id,
    rule: "e-mail",
    before: "jane@example.com wrote about ORD-12",
    after: "[redacted: e-mail] wrote about ORD-12",
  });
  expect((await getTrace(project.viewer, id)).input).toContain("jane@");
});

test("all traces of one user go, the others stay, and the event does not name the user", async () => {
  await store({ userId: "jane" });
  await store({ userId: "jane" });
  const other = await store({ userId: "joe" });
  expect(await deleteTracesOf(project.admin, { userId: "jane" })).toEqual({ deleted: 2 });
  expect(await stored()).toEqual([other]);
  const event = await db.event.findFirstOrThrow({
    where: { projectId: project.id, type: "traces.deleted" },
  });
  expect(event.data).toMatchObject({ by: "userId", deleted: 2 });
  expect(JSON.stringify(event.data)).not.toContain("jane");
});

test("an editor deletes nobody's traces", async () => {
  await expect(deleteTracesOf(project.editor, { unit: "u1" })).rejects.toThrow("role admin");
});

test("what is older than its project keeps is deleted; whole weeks go with all that knew them", async () => {
  const recent = await store({ unit: "new" });
  await store({ unit: "old" }, new Date(Date.now() - 40 * DAY_MS));
  const ancient = await store({ unit: "ancient" }, new Date(Date.now() - 200 * DAY_MS));
  await updateTraceSettings(project.admin, { ...keep, retentionDays: 30 });
  await expireTraces({});
  expect(await stored()).toEqual([recent]);
  await expect(getTrace(project.viewer, ancient)).rejects.toThrow("does not exist");
  expect(await db.traceKey.count({ where: { projectId: project.id } })).toBe(1);
  const event = await db.event.findFirstOrThrow({
    where: { projectId: project.id, type: "traces.expired" },
  });
  expect(event).toMatchObject({ actorKind: "system", data: { deleted: 1 } });
});

test("a longer retention of one project keeps its traces when another's go", async () => {
  const patient = await makeTestProject();
  await updateTraceSettings(patient.admin, { ...keep, retentionDays: 400 });
  const startedAt = new Date(Date.now() - 200 * DAY_MS);
  const times = { startedAt, endedAt: startedAt };
  await acceptBatches(patient.editor, [
    { traceId: "kept", source: "rest", spans: [], facts: {}, times },
  ]);
  await store({}, startedAt);
  await expireTraces({});
  expect(await stored()).toEqual([]);
  expect((await getTrace(patient.viewer, "kept")).id).toBe("kept");
});
