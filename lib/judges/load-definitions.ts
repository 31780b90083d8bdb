import "server-only";
import { db, type Tx } from "@/lib/db/client";
import { contentOf } from "@/lib/prompts/load-prompt";
import {
  type JudgeDefinition,
  type JudgeDefinitions,
  JudgeKind,
  PassingLabel,
} from "@/lib/scorers/judge-definition";

/** The judges of a project as they are now, by name; archived and unknown ones are left out. */
export async function loadJudgeDefinitions(
  projectId: string,
  names: readonly string[],
  from: Tx | typeof db = db,
): Promise<JudgeDefinitions> {
  if (names.length === 0) return {};
  const rows = await from.judge.findMany({
    where: { projectId, name: { in: [...names] }, archivedAt: null },
    include: { prompt: { select: { name: true } } },
  });
  const definitions = await Promise.all(
    rows.map(async (row): Promise<[string, JudgeDefinition]> => {
      const version = await from.promptVersion.findUniqueOrThrow({
        where: { promptId_number: { promptId: row.promptId, number: row.version } },
      });
      const { messages, model, settings } = contentOf(version);
      const definition = {
        name: row.name,
        kind: JudgeKind.parse(row.kind),
        prompt: row.prompt.name,
        version: row.version,
        messages,
        model,
        settings,
        policy: row.policy,
        threshold: row.threshold,
        labels: PassingLabel.array().parse(row.labels),
        hash: row.definitionHash,
      };
      return [row.name, definition];
    }),
  );
  return Object.fromEntries(definitions);
}
