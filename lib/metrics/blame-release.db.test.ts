import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { makeContent, makeTestPrompt } from "@/lib/runs/test-run";
import { getOverview } from "./get-overview";
import { putTraces, type TestTrace } from "./test-traces";

const HOUR_MS = 3_600_000;
const now = Date.now();
const hoursAgo = (hours: number) => new Date(now - hours * HOUR_MS);

async function releaseAt(project: TestProject, prompt: string, releases: [number, Date][]) {
  await makeTestPrompt(project, {
    name: prompt,
    versions: [1, 2, 3].map((version) => makeContent(`${prompt} ${version}`)),
  });
  const versions = await db.promptVersion.findMany({ where: { prompt: { name: prompt } } });
  const { id: environmentId } = await db.environment.findFirstOrThrow({
    where: { projectId: project.id, name: "production" },
  });
  for (const [version, releasedAt] of releases) {
    const row = versions.find(({ number }) => number === version);
    await db.release.create({
      data: {
        projectId: project.id,
        number: (await db.release.count({ where: { projectId: project.id } })) + 1,
        ...{ promptId: row?.promptId ?? "", versionId: row?.id ?? "", environmentId },
        note: json({ goal: "g", change: "c" }),
        ...{ releasedByName: "Ines", releasedAt },
      },
    });
  }
}

/** Three hundred requests in the five minutes before a moment. */
const traces = (prompt: string, hours: number, escalated: number): TestTrace[] =>
  Array.from({ length: 300 }, (_, index) => ({
    at: new Date(hoursAgo(hours).getTime() - index * 1_000),
    prompt,
    version: 1,
    environment: "production",
    outcome: index < escalated ? "escalated" : "succeeded",
  }));

test("a decline names the release that it begins with, not one that was live for two minutes", async () => {
  const project = await makeTestProject();
  await releaseAt(project, "begins-with", [
    [2, hoursAgo(60)],
    [3, hoursAgo(12)],
    [2, new Date(hoursAgo(12).getTime() + 120_000)],
  ]);
  await releaseAt(project, "before-it", [[2, hoursAgo(30)]]);
  await putTraces(project.id, [
    ...traces("begins-with", 200, 10),
    ...traces("begins-with", 100, 10),
    ...traces("begins-with", 40, 80),
    ...traces("begins-with", 5, 80),
    ...traces("before-it", 200, 10),
    ...traces("before-it", 40, 80),
    ...traces("before-it", 5, 80),
  ]);
  const { gotWorse } = await getOverview(project.viewer, {
    range: "7d",
    environment: "production",
  });
  const blamed = (prompt: string) =>
    gotWorse.find((one) => one.prompt === prompt && one.figure.metric === "escalation_rate")
      ?.release;
  expect(blamed("begins-with")).toMatchObject({ number: 1, version: 2 });
  expect(blamed("before-it")).toBeNull();
});
