import { expect, test } from "vitest";
import { CreateChainVersion } from "@/lib/chains/contract";
import { createChain } from "@/lib/chains/create-chain";
import { saveChainVersion } from "@/lib/chains/save-chain-version";
import { db } from "@/lib/db/client";
import { createDocumentSet } from "@/lib/documents/create-document-set";
import { makeTestProject } from "@/lib/projects/test-project";
import { makeTestPrompt, makeTestSet } from "@/lib/runs/test-run";
import { searchProject } from "./reads";

test("everything is found by its name, number or id, and a holdout case by no one below admin", async () => {
  const project = await makeTestProject();
  await makeTestPrompt(project, { name: "support/triage" });
  await makeTestSet(
    project,
    [{ caseId: "ticket-1" }, { caseId: "ticket-sealed", split: "holdout" }],
    { name: "triage-main" },
  );
  const prompt = await db.prompt.findFirstOrThrow({
    where: { projectId: project.id },
    include: { versions: true },
  });
  const [version] = prompt.versions;
  const set = await db.evalSet.findFirstOrThrow({ where: { projectId: project.id } });
  const environment = await db.environment.findFirstOrThrow({ where: { projectId: project.id } });
  const of = { projectId: project.id, number: 7, promptId: prompt.id };
  await db.run.create({
    data: {
      ...of,
      content: {},
      contentHash: "h",
      evalSetId: set.id,
      evalSetRevision: 1,
      split: "development",
      scorers: [],
      scorersHash: "h",
      total: 0,
      title: "",
      createdByName: "Ines",
    },
  });
  const versionId = version?.id ?? "";
  const environmentId = environment.id;
  await db.review.create({
    data: { ...of, versionId, environmentId, title: "Say hello", requestedByName: "Ines" },
  });
  await db.release.create({
    data: { ...of, versionId, environmentId, note: {}, releasedByName: "Ines" },
  });

  await createDocumentSet(project.editor, { name: "support/policies" });

  const search = async (q: string, actor = project.viewer) =>
    (await searchProject(actor, q)).map(({ path }) => path);
  expect(await search("triage")).toEqual(["prompts/support%2Ftriage", "eval-sets/triage-main"]);
  expect(await search("triage v1")).toEqual(["prompts/support%2Ftriage/versions/1", "releases/7"]);
  expect(await search("7")).toEqual(["runs/7", "reviews/7", "releases/7"]);
  expect(await search("say HELLO")).toEqual(["reviews/7"]);
  expect(await search("ticket")).toEqual(["eval-sets/triage-main?case=ticket-1"]);
  expect(await search("ticket", project.admin)).toEqual([
    "eval-sets/triage-main?case=ticket-1",
    "eval-sets/triage-main?case=ticket-sealed",
  ]);
  expect(await search("policies")).toEqual(["document-sets/support%2Fpolicies"]);
  const other = await makeTestProject();
  expect(await search("triage", other.admin)).toEqual([]);
});

test("a chain and its versions lead to the chains", async () => {
  const project = await makeTestProject();
  await createChain(project.editor, { name: "support/agent" });
  const step = { key: "one", kind: "code", config: { code: "return 1;" } };
  const version = CreateChainVersion.parse({ steps: [step], commitMessage: "Count to one" });
  await saveChainVersion(project.editor, "support/agent", version);
  expect(await searchProject(project.viewer, "agent")).toMatchObject([
    { kind: "chain", path: "chains/support%2Fagent" },
  ]);
  expect(await searchProject(project.viewer, "count to")).toMatchObject([
    { kind: "version", path: "chains/support%2Fagent/versions/1" },
  ]);
});
