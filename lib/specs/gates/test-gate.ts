import "server-only";
import { db } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import {
  connect,
  type ModelServer,
  makeContent,
  makeTestPrompt,
  makeTestSet,
  startModelServer,
} from "@/lib/runs/test-run";
import { WriteSpec, type WriteSpecInput } from "@/lib/specs/contract";
import type { CriterionInput } from "@/lib/specs/criterion-contract";
import { listGates } from "@/lib/specs/reads";
import { writeSpec } from "@/lib/specs/write-spec";

let server: ModelServer | undefined;

/** After each test that prepared one. */
export async function stopModel(): Promise<void> {
  await server?.close();
  server = undefined;
}

/** The prompts that the model was sent. */
export const callsOfModel = (): readonly string[] => server?.calls ?? [];

export const NAME = "support/echo";

export const right = (more: Partial<CriterionInput> = {}): CriterionInput => ({
  key: "right",
  statement: "Says the word",
  evalSet: "words",
  scorer: "equals",
  comparator: ">=",
  threshold: 0.8,
  level: "must",
  ...more,
});

export const write = (project: TestProject, more: Partial<WriteSpecInput> = {}) =>
  writeSpec(
    project.editor,
    NAME,
    WriteSpec.parse({
      requirements: ["Says the word"],
      failureCases: [],
      criteria: [right()],
      ...more,
    }),
  );

export const names = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, index) => ({
    caseId: `case-${String(index).padStart(3, "0")}`,
    ...more,
  }));

type Answer = Parameters<typeof startModelServer>[0];
export const echo: Answer = (message) => message.replace(/^\w+ /, "");

export async function prepare(
  answer: Answer = echo,
  cases: Parameters<typeof makeTestSet>[1] = names(40),
): Promise<TestProject> {
  const project = await makeTestProject();
  server = await startModelServer(answer);
  await connect(project, server.url);
  await makeTestPrompt(project, { versions: [makeContent(), makeContent("Repeat {{word}}")] });
  await makeTestSet(project, cases);
  await db.evalSet.updateMany({
    where: { projectId: project.id },
    data: { scorers: json([{ kind: "equals" }]) },
  });
  return project;
}

export const gate = async (project: TestProject, version = 1, environment?: string) => {
  const { data } = await listGates(project.viewer, NAME, { version, environment });
  const [first] = data;
  if (!first) throw new Error("no gate");
  return first;
};
