import { afterEach, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { makeTestProject } from "@/lib/projects/test-project";
import { retryErrors } from "@/lib/runs/retry-errors";
import {
  connect,
  type ModelServer,
  makeContent,
  makeTestPrompt,
  makeTestSet,
  refuse,
  runNow,
  startModelServer,
  workOff,
} from "@/lib/runs/test-run";
import { compareRuns } from "./compare-runs";

let server: ModelServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

type Answer = Parameters<typeof startModelServer>[0];

const words = (count: number, split: "development" | "holdout" = "development") =>
  Array.from({ length: count }, (_, index) => ({ caseId: `${split}-${index}`, split }));

async function prepare(answer: Answer, cases: Parameters<typeof makeTestSet>[1]) {
  const project = await makeTestProject();
  server = await startModelServer(answer);
  await connect(project, server.url);
  await makeTestPrompt(project, { versions: [makeContent(), makeContent("Repeat {{word}}")] });
  await makeTestSet(project, cases);
  return project;
}

const compare = (actor: Actor, ids: [string, string]) =>
  compareRuns(actor, ids[1], { baseline: ids[0], margin: 0 });

const firstWord: Answer = (message) => (message.startsWith("Say ") ? message.slice(4) : "wrong");

test("a comparison that is remembered for an admin shows an editor no case of the holdout", async () => {
  const project = await prepare(firstWord, words(8, "holdout"));
  const split = "holdout" as const;
  const ids: [string, string] = [
    await runNow(project, { version: 1, split }),
    await runNow(project, { version: 2, split }),
  ];
  const comparison = await compare(project.admin, ids);
  expect(comparison.newlyFailing).toHaveLength(8);
  const withheld = await compare(project.editor, ids);
  expect(withheld).toMatchObject({ newlyFailing: [], counts: { newlyFailing: 8 }, withheld: 8 });
});

test("a case that is held out since is withheld from then on, though it was told before", async () => {
  const project = await prepare(firstWord, words(8));
  const ids: [string, string] = [
    await runNow(project, { version: 1 }),
    await runNow(project, { version: 2 }),
  ];
  expect((await compare(project.editor, ids)).newlyFailing).toHaveLength(8);
  const set = await db.evalSet.update({
    where: { projectId_name: { projectId: project.id, name: "words" } },
    data: { revision: 2 },
  });
  const row = await db.evalCase.findFirstOrThrow({
    where: { evalSetId: set.id, caseId: "development-0" },
  });
  await db.evalCase.update({ where: { id: row.id }, data: { untilRevision: 2 } });
  const {
    id: _,
    untilRevision: __,
    assertions: ___,
    promptfoo: ____,
    steps: _____,
    ...stored
  } = row;
  const { input, expected, attributes, ...state } = stored;
  await db.evalCase.create({
    data: {
      ...state,
      input: input ?? {},
      expected: expected ?? "",
      attributes: attributes ?? {},
      split: "holdout",
      sinceRevision: 2,
    },
  });
  expect((await compare(project.editor, ids)).newlyFailing).toHaveLength(7);
});

test("errors that are called again for change what a comparison says", async () => {
  let isDown = true;
  const project = await prepare(
    (message, call, response) =>
      isDown && /-[0-2]$/.test(message) && message.startsWith("Repeat")
        ? refuse(response, 400)
        : firstWord(message, call, response),
    words(12),
  );
  const ids: [string, string] = [
    await runNow(project, { version: 1 }),
    await runNow(project, { version: 2 }),
  ];
  expect((await compare(project.viewer, ids)).counts).toMatchObject({ errored: 3 });
  isDown = false;
  await retryErrors(project.editor, ids[1]);
  await workOff(ids[1]);
  expect((await compare(project.viewer, ids)).counts).toMatchObject({
    errored: 0,
    newlyFailing: 12,
  });
});
