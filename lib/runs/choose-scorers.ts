import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { db, Tx } from "@/lib/db/client";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { invalid } from "@/lib/http/app-error";
import { requireJudges } from "@/lib/judges/require-judges";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { ScorerList, type ScorerSpec } from "@/lib/scorers/contract";
import { suggestScorers } from "@/lib/scorers/default-scorers";
import { withMembers } from "@/lib/scorers/find-scorer-problems";
import { judgeNamed } from "@/lib/scorers/may-vote";
import type { JsonSchema } from "@/lib/scorers/schema-size";
import { modelOf } from "@/lib/scorers/scorer-model";
import { nameScorers } from "@/lib/scorers/scorer-name";
import { expectSteps, findOwnScorers, loadExpectations } from "./check-cases";
import { requireConnection } from "./require-connection";
import type { StartRun } from "./start-contract";

type Db = Tx | typeof db;

/** The run's own scorers, else the set's, else what fits its cases; named. */
export async function chooseScorers(
  tx: Db,
  actor: Actor,
  input: Pick<StartRun, "scorers" | "split" | "chain">,
  set: { id: string; name: string; revision: number; scorers: unknown },
): Promise<ScorerSpec[]> {
  const specs =
    input.scorers ??
    ScorerList.safeParse(set.scorers).data ??
    (await suggested(tx, actor, set, input));
  const judges = await requireJudges(actor.projectId, specs, tx);
  for (const { spec, path } of withMembers(specs)) {
    const name = judgeNamed(spec);
    const { provider } = (name === null ? undefined : judges[name]?.model) ?? {};
    if (provider) await requireConnection(actor, provider, `${path}.config.judge`);
    if (name !== null) continue;
    const place = `${path}.config.model`;
    const model = modelOf(spec);
    if (spec.kind === "judge-rubric" && !model) {
      throw invalid(place, "Name the model that judges: { provider, name }.");
    }
    if (model) await requireConnection(actor, model.provider, `${place}.provider`);
  }
  return nameScorers(specs);
}

/** A `json-schema` scorer without a schema takes the version's. */
export function withSchemaOf(
  outputSchema: VersionContent["outputSchema"] | null,
  spec: ScorerSpec,
): ScorerSpec {
  if (spec.kind !== "json-schema" || spec.config.schema !== undefined) return spec;
  return { ...spec, config: { ...spec.config, schema: asJsonSchema(outputSchema) } };
}

/** Stored JSON is JSON: the contract of prompts says only that it is an object. */
const asJsonSchema = (schema: VersionContent["outputSchema"] | null) =>
  (schema ?? undefined) as JsonSchema | undefined;

/**
 * Whoever may not see the cases gets scorers that fit the development cases, for a scorer's name can be a
 * field that the cases expect; else one that names no field.
 */
async function suggested(
  tx: Db,
  actor: Actor,
  set: { id: string; name: string; revision: number },
  { split, chain }: Pick<StartRun, "split" | "chain">,
): Promise<ScorerSpec[]> {
  const fitting = async (of: StartRun["split"]) => {
    const cases = { evalSetId: set.id, revision: set.revision, split: of };
    const specs = ScorerList.safeParse(suggestScorers(await loadExpectations(tx, cases)));
    return specs.success ? specs.data : [];
  };
  const isShown = visibleCases(actor).shows({ split });
  const cases = { evalSetId: set.id, revision: set.revision, split };
  const coverage = isShown ? await findOwnScorers(tx, cases) : "some";
  // Cases whose own scorers say what to do with the expected answer need no others.
  if (coverage === "all compare") return [];
  const scorers = await fitting(isShown ? split : "development");
  if (scorers.length > 0) return scorers;
  if (coverage === "all") return [];
  // What cases expect of the steps is compared by itself.
  if (chain !== undefined && (await expectSteps(tx, cases))) return [];
  const nameless = isShown ? [] : await fitting(split);
  if (nameless.length === 1) return nameless;
  throw invalid(
    "scorers",
    `The cases of ${set.name} expect nothing that could be compared. Name the scorers of this run.`,
  );
}
