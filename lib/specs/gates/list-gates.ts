import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { listLastLive } from "@/lib/deployments/list-last-live";
import { notFound } from "@/lib/http/app-error";
import { loadPrompt } from "@/lib/prompts/load-prompt";
import type { SpecContent } from "@/lib/specs/contract";
import type { Criterion } from "@/lib/specs/criterion-contract";
import { newestSpec, specOf } from "@/lib/specs/load-spec";
import { type Decided, decideGate, type LiveIn } from "./decide-gate";
import type { Gate, Gates, GateTrends } from "./gate-contract";
import { listMissing } from "./list-missing";
import { type Evidence, loadEvidence } from "./load-evidence";

/** Where a non_regression looks when neither the criterion nor the caller says. */
export const USUAL_ENVIRONMENT = "production";

export interface DecidedGates {
  gates: Gate[];
  decided: Decided[];
  criteria: Criterion[];
  specRevision: number;
  evidence: Evidence;
  promptId: string;
}

export async function decideGates(
  actor: Actor,
  name: string,
  version: number,
  { environment = USUAL_ENVIRONMENT }: { environment?: string | undefined } = {},
): Promise<DecidedGates> {
  authorize(actor, { scope: "evals:read" });
  const prompt = await loadPrompt(actor, name);
  if (version < 1 || version > prompt.latestVersion)
    throw notFound(`Version ${version} of ${name}`);
  const [row, liveIn] = await Promise.all([newestSpec(prompt.id), loadLiveIn(prompt.id)]);
  const { criteria } = specOf(row);
  const evidence = await loadEvidenceFor(prompt, criteria, [version], liveIn, environment);
  const decided = await Promise.all(
    criteria.map((each) => decideGate(each, { version, evidence, liveIn, environment })),
  );
  return {
    gates: decided.map(({ gate }) => gate),
    decided,
    criteria,
    specRevision: row?.number ?? 0,
    evidence,
    promptId: prompt.id,
  };
}

/**
 * The verdict of every criterion of the newest spec for a version (the newest unless told), in the spec's
 * order, with what is missing to decide them. The same for everybody: of a holdout it tells aggregates of
 * five cases or more only.
 */
export async function listGates(
  actor: Actor,
  name: string,
  { version, environment }: { version?: number | undefined; environment?: string | undefined },
): Promise<Gates> {
  authorize(actor, { scope: "evals:read" });
  const prompt = await loadPrompt(actor, name);
  const versionNumber = version ?? prompt.latestVersion;
  if (versionNumber === 0) {
    const specRevision = (await newestSpec(prompt.id))?.number ?? 0;
    return { version: null, specRevision, data: [], missing: [], nextCursor: null };
  }
  const decided = await decideGates(actor, name, versionNumber, { environment });
  const missing = await listMissing(decided);
  return {
    version: versionNumber,
    specRevision: decided.specRevision,
    data: decided.gates,
    missing,
    nextCursor: null,
  };
}

const TREND_VERSIONS = 12;

/** Values of the newest versions, also over cases that changed since: a trend shows where it came from. */
export async function listGateTrends(actor: Actor, name: string): Promise<GateTrends> {
  authorize(actor, { scope: "evals:read" });
  const prompt = await loadPrompt(actor, name);
  const [row, liveIn] = await Promise.all([newestSpec(prompt.id), loadLiveIn(prompt.id)]);
  const { criteria } = specOf(row);
  const first = Math.max(1, prompt.latestVersion - TREND_VERSIONS + 1);
  const versions = Array.from({ length: prompt.latestVersion - first + 1 }, (_, i) => first + i);
  const environment = USUAL_ENVIRONMENT;
  const evidence = await loadEvidenceFor(prompt, criteria, versions, liveIn, environment);
  const data = await Promise.all(
    criteria.map(async (criterion) => {
      const gates = await Promise.all(
        versions.map(async (version) => {
          const context = { version, evidence, liveIn, environment, acceptsOld: true };
          return { version, ...(await decideGate(criterion, context)).gate };
        }),
      );
      return {
        criterion: criterion.key,
        values: gates.map(({ value }) => value),
        points: gates.flatMap(({ version, value, low, high, n, verdict, runNumber = null }) =>
          value === null ? [] : [{ version, value, low, high, n, verdict, runNumber }],
        ),
      };
    }),
  );
  return { versions, data };
}

/** Offline a version is compared with what was live last: that is what its users had. */
export async function loadLiveIn(promptId: string): Promise<LiveIn> {
  const live = await listLastLive(promptId);
  return (environment) => live.get(environment) ?? null;
}

export function loadEvidenceFor(
  prompt: { id: string; projectId: string },
  criteria: SpecContent["criteria"],
  versions: readonly number[],
  liveIn: LiveIn,
  environment: string,
): Promise<Evidence> {
  const compared = criteria.flatMap((each) =>
    each.kind === "non_regression" ? [liveIn(each.environment ?? environment)] : [],
  );
  const live = compared.filter((version) => version !== null);
  const sets = new Set(criteria.map(({ evalSet }) => evalSet));
  return loadEvidence(prompt.projectId, prompt.id, [...new Set([...versions, ...live])], [...sets]);
}
