import "server-only";
import { createHash } from "node:crypto";
import { db, type Tx } from "@/lib/db/client";
import { loadIndependentLabels } from "@/lib/judges/labels/load-independent-labels";
import { type JudgeStamps, loadJudgeStamps } from "@/lib/judges/load-stamps";
import { listSegmentsOf, type SegmentRule } from "@/lib/runs/execute/run-segments";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { listJudgeNames } from "@/lib/scorers/may-vote";
import { scorerDefinition } from "@/lib/scorers/scorer-definition";
import { scorerName } from "@/lib/scorers/scorer-name";
import { describeCondition } from "@/lib/segments/describe-condition";
import type { Criterion } from "@/lib/specs/criterion-contract";
import { toleranceIn } from "@/lib/specs/criterion-rule";
import { measureName } from "@/lib/specs/gates/find-evidence";
import type { EvidenceSet } from "@/lib/specs/gates/load-evidence";
import { scorersOf } from "@/lib/specs/gates/match-scorer";
import { loadSetScorers } from "@/lib/specs/load-set-scorers";
import { newestSpec, specOf } from "@/lib/specs/load-spec";
import type { EvidenceDefinitions } from "./definitions-contract";

type From = Tx | typeof db;

/** The part that is the same for every version of a prompt. */
export type SpecDefinitions = Omit<EvidenceDefinitions, "contentHash" | "model">;

export interface DefinedVersion {
  promptId: string;
  contentHash: string;
  /** As it is stored. */
  model: unknown;
}

/** What the gates of a version are decided by now; in a transaction, as that transaction sees it. */
export async function loadDefinitions(
  projectId: string,
  version: DefinedVersion,
  from: From = db,
): Promise<EvidenceDefinitions> {
  return definitionsOf(version, await loadSpecDefinitions(projectId, version.promptId, from));
}

export function definitionsOf(
  { contentHash, model }: Omit<DefinedVersion, "promptId">,
  definitions: SpecDefinitions,
): EvidenceDefinitions {
  return { contentHash, model: modelPart(model as EvidenceDefinitions["model"]), ...definitions };
}

const modelPart = (model: EvidenceDefinitions["model"]) =>
  model && { provider: model.provider, name: model.name };

export async function loadSpecDefinitions(
  projectId: string,
  promptId: string,
  from: From = db,
): Promise<SpecDefinitions> {
  const row = await newestSpec(promptId, from);
  const { criteria } = specOf(row);
  const sets = await loadSets(projectId, criteria, from);
  const segments = criteria.some(({ segment }) => segment)
    ? await listSegmentsOf(projectId, from)
    : [];
  const specs = [
    ...sets.flatMap(({ scorers }) => scorers),
    ...criteria.flatMap(({ scorer }) => (typeof scorer === "object" ? [scorer] : [])),
  ];
  const names = listJudgeNames(specs);
  const judges = await loadJudgeStamps(projectId, names, from);
  const labels = await loadIndependentLabels({ projectId, promptId }, names, from);
  const spec = { revision: row?.number ?? 0, criteria };
  return { ...defineSpec(spec, sets, segments, judges), labels };
}

async function loadSets(
  projectId: string,
  criteria: readonly Criterion[],
  from: From,
): Promise<EvidenceSet[]> {
  const names = [...new Set(criteria.map(({ evalSet }) => evalSet))];
  if (names.length === 0) return [];
  const rows = await from.evalSet.findMany({
    where: { projectId, name: { in: names } },
    select: { id: true, name: true, revision: true, scorers: true },
    orderBy: { name: "asc" },
  });
  const sets: EvidenceSet[] = [];
  for (const row of rows) sets.push({ ...row, scorers: await loadSetScorers(row, from) });
  return sets;
}

/** A scorer that names a judge is what that judge asks and is held to, too. */
function hashScorer(spec: ScorerSpec, judges: JudgeStamps): string {
  const hash = scorerDefinition(spec);
  const names = listJudgeNames([spec]);
  if (names.length === 0) return hash;
  const stamps = names.map((name) => judges[name] ?? "");
  return createHash("sha256")
    .update([hash, ...stamps].join("\n"))
    .digest("hex");
}

export function defineSpec(
  spec: { revision: number; criteria: readonly Criterion[] },
  sets: readonly EvidenceSet[],
  segments: readonly SegmentRule[],
  judges: JudgeStamps = {},
): SpecDefinitions {
  const scorers = new Map<string, SpecDefinitions["scorers"][number]>();
  const criteria = spec.criteria.map((criterion) => {
    const set = sets.find(({ name }) => name === criterion.evalSet);
    const specs = scorersOf(criterion, set?.scorers ?? []);
    const hashes = specs === "any" ? [] : (specs?.map((one) => hashScorer(one, judges)) ?? null);
    for (const one of specs === "any" ? [] : (specs ?? [])) {
      const hash = hashScorer(one, judges);
      scorers.set(hash, { hash, name: scorerName(one), kind: one.kind, config: one.config });
    }
    const { key, statement, level, kind, comparator, threshold, evalSet, split } = criterion;
    return {
      key,
      statement,
      level,
      kind,
      metric: criterion.metric ?? null,
      measure: measureName(criterion),
      comparator,
      threshold,
      tolerance: toleranceIn(criterion),
      repeats: criterion.repeats ?? 1,
      maxNewlyFailing: criterion.maxNewlyFailing ?? null,
      evalSet,
      split,
      segment: criterion.segment ?? null,
      environment: criterion.environment ?? null,
      scorers: hashes,
    };
  });
  const named = new Set(criteria.map(({ segment }) => segment));
  return {
    specRevision: spec.revision,
    criteria,
    evalSets: sets.map(({ id, name, revision }) => ({ id, name, revision })),
    scorers: [...scorers.values()],
    segments: segments
      .filter(({ name }) => named.has(name))
      .map(({ name, condition }) => ({ name, condition, sentence: describeCondition(condition) })),
  };
}
