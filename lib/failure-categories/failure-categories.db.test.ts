import { beforeAll, expect, test } from "vitest";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { createCategory } from "./create-category";
import { listCategories } from "./reads";
import { updateCategory } from "./update-category";

let project: TestProject;
beforeAll(async () => {
  project = await makeTestProject();
}, 60_000);

test("at most five failure categories are in use, and a fixed or archived one makes room", async () => {
  const create = (name: string) => createCategory(project.editor, { name });
  const [first, second] = await Promise.all(["one", "two", "three", "four"].map(create));
  if (!first || !second) throw new Error("made above");
  // Two people name the fifth at the same time: one of them is told.
  const both = await Promise.allSettled([create("five"), create("fifth")]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(create("six")).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringMatching(/At most 5 .*“one”.*Mark one as fixed or archive it first/),
  });

  await updateCategory(project.editor, first.id, { state: "fixed" });
  const six = await create("six");
  await expect(updateCategory(project.editor, first.id, { state: "regressed" })).rejects.toThrow(
    /At most 5/,
  );
  await updateCategory(project.editor, second.id, { isArchived: true });
  await updateCategory(project.editor, first.id, { state: "open" });
  await expect(updateCategory(project.editor, second.id, { isArchived: false })).rejects.toThrow(
    /At most 5/,
  );
  // What is in use already can still be named anew and moved.
  await updateCategory(project.editor, six.id, { name: "sixth", position: 0, state: "regressed" });
  expect((await listCategories(project.viewer)).data).toHaveLength(5);
});
