import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { makeTestProject } from "@/lib/projects/test-project";
import { createPrompt } from "./create-prompt";
import { getDraft, getPrompt, getVersion, listPrompts, listVersions } from "./reads";
import { saveDraft } from "./save-draft";
import { saveVersion } from "./save-version";
import type { CreateVersion } from "./version-contract";

const content = {
  messages: [
    { role: "system" as const, content: "Name the category of the ticket." },
    { role: "user" as const, content: "{{ticket}}" },
  ],
  model: { provider: "local", name: "baseline" },
  settings: {},
};
const version = (commitMessage: string, text = "{{ticket}}"): CreateVersion => ({
  ...content,
  messages: [content.messages[0], { role: "user" as const, content: text }].flatMap((m) => m ?? []),
  commitMessage,
});

test("versions count from 1, know their variables and come from the one before", async () => {
  const { editor } = await makeTestProject();
  await createPrompt(editor, { name: "support/triage", kind: "chat" });
  await saveVersion(editor, "support/triage", version("First"));
  const second = await saveVersion(
    editor,
    "support/triage",
    version("Second", "{{tier}}: {{ticket}}"),
  );
  expect(second).toMatchObject({ number: 2, parentVersion: 1, variables: ["tier", "ticket"] });
  expect((await getPrompt(editor, "support/triage")).latestVersion).toBe(2);
  expect((await getVersion(editor, "support/triage", 1)).commitMessage).toBe("First");
});

test("twenty people who save at once get twenty versions", async () => {
  const { editor } = await makeTestProject();
  await createPrompt(editor, { name: "crowd", kind: "chat" });
  await Promise.all(
    Array.from({ length: 20 }, (_, i) => saveVersion(editor, "crowd", version(`Edit ${i}`))),
  );
  const { data } = await listVersions(editor, "crowd");
  expect(data.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, i) => 20 - i));
});

test("a version cannot be changed once it is saved, not even in the database", async () => {
  const { editor } = await makeTestProject();
  await createPrompt(editor, { name: "fixed", kind: "chat" });
  await saveVersion(editor, "fixed", version("First"));
  const change = db.promptVersion.updateMany({
    where: { projectId: editor.projectId },
    data: { commitMessage: "Rewritten" },
  });
  await expect(change).rejects.toThrow(/never changed/);
});

test("a version that names an unknown connection, or has an empty message, says what to fix", async () => {
  const { editor } = await makeTestProject();
  await createPrompt(editor, { name: "wrong", kind: "chat" });
  const save = saveVersion(editor, "wrong", {
    ...version("First", "  "),
    model: { provider: "opnai", name: "gpt" },
  });
  await expect(save).rejects.toMatchObject({
    code: "invalid",
    errors: [{ path: "messages.1.content" }, { path: "model.provider" }],
  });
});

test("a viewer cannot save, and a person of another project does not even find the prompt", async () => {
  const [ours, theirs] = await Promise.all([makeTestProject(), makeTestProject()]);
  await createPrompt(ours.editor, { name: "support/triage", kind: "chat" });
  await expect(saveVersion(ours.viewer, "support/triage", version("Mine"))).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(saveVersion(theirs.admin, "support/triage", version("Mine"))).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a second tab that is behind does not overwrite the draft", async () => {
  const { editor } = await makeTestProject();
  await createPrompt(editor, { name: "tabs", kind: "chat" });
  const first = await saveDraft(editor, "tabs", {
    content,
    baseVersion: null,
    expectedRevision: 0,
  });
  await saveDraft(editor, "tabs", { content, baseVersion: null, expectedRevision: first.revision });
  const behind = saveDraft(editor, "tabs", {
    content,
    baseVersion: null,
    expectedRevision: first.revision,
  });
  await expect(behind).rejects.toMatchObject({ code: "stale" });
});

test("saving the draft's content as a version uses the draft up; a newer draft stays", async () => {
  const { editor } = await makeTestProject();
  await createPrompt(editor, { name: "used", kind: "chat" });
  const draft = await saveDraft(editor, "used", {
    content,
    baseVersion: null,
    expectedRevision: 0,
  });
  await saveVersion(editor, "used", { ...version("Other text", "{{ticket}}!") });
  expect(await getDraft(editor, "used")).toMatchObject({ revision: draft.revision });
  await saveVersion(editor, "used", { ...content, commitMessage: "The draft" });
  expect(await getDraft(editor, "used")).toBeNull();
});

test("the list finds prompts by their text and pages by name", async () => {
  const { editor } = await makeTestProject();
  for (const name of ["a/one", "a/two", "b/three"])
    await createPrompt(editor, { name, kind: "chat" });
  await saveVersion(editor, "b/three", version("First", "Only here: 100 % sure about {{ticket}}"));
  expect((await listPrompts(editor, { q: "100 %" })).data.map(({ name }) => name)).toEqual([
    "b/three",
  ]);
  const first = await listPrompts(editor, { limit: 2 });
  const rest = await listPrompts(editor, { limit: 2, cursor: first.nextCursor ?? "" });
  expect([...first.data, ...rest.data].map(({ name }) => name)).toEqual([
    "a/one",
    "a/two",
    "b/three",
  ]);
});
