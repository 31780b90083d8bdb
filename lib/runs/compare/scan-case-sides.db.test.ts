import { afterEach, expect, test } from "vitest";
import { makeTestProject } from "@/lib/projects/test-project";
import {
  connect,
  type ModelServer,
  makeTestPrompt,
  makeTestSet,
  runNow,
  startModelServer,
} from "@/lib/runs/test-run";
import { type Side, scanCaseSides } from "./scan-case-sides";

let server: ModelServer | undefined;

afterEach(() => server?.close());

test("a case whose answers are on two pages is one case, with the mean of all of them", async () => {
  const project = await makeTestProject();
  const calls = new Map<string, number>();
  server = await startModelServer((message) => {
    const word = message.replace("Say ", "");
    const times = (calls.get(word) ?? 0) + 1;
    calls.set(word, times);
    return times === 2 ? "wrong" : word;
  });
  await connect(project, server.url);
  await makeTestPrompt(project);
  await makeTestSet(
    project,
    Array.from({ length: 5 }, (_, index) => ({ caseId: `c${index}` })),
  );
  const id = await runNow(project, { version: 1, repeats: 3 });
  const read = async (limit: number) => {
    const sides: Side[] = [];
    for await (const page of scanCaseSides(id, limit)) sides.push(...page);
    return sides;
  };
  const whole = await read(1_000);
  expect(whole.map(({ caseId, passed, failed }) => [caseId, passed, failed])).toEqual(
    Array.from({ length: 5 }, (_, index) => [`c${index}`, 2, 1]),
  );
  for (const limit of [1, 2, 3, 4, 7, 15]) expect(await read(limit)).toEqual(whole);
});
