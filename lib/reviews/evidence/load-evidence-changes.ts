import "server-only";
import { db, type Tx } from "@/lib/db/client";
import { findDeployment } from "@/lib/deployments/find-deployment";
import type { ReviewRow } from "@/lib/reviews/review-row";
import {
  type EvidenceChange,
  EvidenceDefinitions,
} from "@/lib/specs/evidence/definitions-contract";
import { diffEvidence, loosenedIn } from "@/lib/specs/evidence/diff-evidence";
import { loadCaseChanges } from "@/lib/specs/evidence/load-case-changes";
import { loadSpecDefinitions, type SpecDefinitions } from "@/lib/specs/evidence/load-definitions";
import type { EvidenceChangesSince } from "./evidence-contract";
import { ReleaseEvidence } from "./release-evidence-contract";

/** What changed since each approval, by its id; approvals since which nothing changed have none. */
export type ChangesSince = ReadonlyMap<string, EvidenceChange[]>;

export const noChanges: ChangesSince = new Map();

/**
 * The evidence that approvals were given on, against the evidence now. Of reviews under way only: what was
 * released or closed stays as it was decided.
 */
export async function loadEvidenceChanges(
  rows: readonly ReviewRow[],
  from: Tx | typeof db = db,
): Promise<ChangesSince> {
  const changes = new Map<string, EvidenceChange[]>();
  const byPrompt = new Map<string, SpecDefinitions>();
  for (const row of rows.filter(({ closedAt }) => closedAt === null)) {
    for (const { id, evidence } of row.decisions.filter((one) => isBound(one, row))) {
      const now =
        byPrompt.get(row.promptId) ??
        (await loadSpecDefinitions(row.projectId, row.promptId, from));
      byPrompt.set(row.promptId, now);
      const then = EvidenceDefinitions.parse(evidence);
      const since = diffEvidence(then, now, await loadCaseChanges(then, now, from));
      if (since.length > 0) changes.set(id, since);
    }
  }
  return changes;
}

/** What was loosened since what is live in the review's environment was released; null: nothing. */
export async function loadChangesSinceLive(row: ReviewRow): Promise<EvidenceChangesSince | null> {
  const { promptId, environmentId, projectId } = row;
  if (row.closedAt !== null) return null;
  const { stable } = await findDeployment({ promptId, environmentId });
  if (!stable) return null;
  const release = await db.release.findUniqueOrThrow({ where: { id: stable.releaseId } });
  const { number, evidence, releasedById, releasedByName, releasedAt } = release;
  const frozen = ReleaseEvidence.nullable().parse(evidence);
  if (!frozen) return null;
  const then = frozen.definitions;
  const now = await loadSpecDefinitions(projectId, promptId);
  // Labels of what is live say nothing of another version.
  const changes = diffEvidence(
    { ...then, labels: undefined },
    now,
    await loadCaseChanges(then, now),
  );
  if (loosenedIn(changes).length === 0) return null;
  return {
    approval: null,
    release: number,
    by: { id: releasedById, name: releasedByName },
    at: releasedAt.toISOString(),
    isLoosened: true,
    changes,
  };
}

const isBound = (
  { kind, evidence, liftedAt, contentHash }: ReviewRow["decisions"][number],
  { version }: ReviewRow,
): boolean =>
  kind === "approval" &&
  evidence !== null &&
  liftedAt === null &&
  contentHash === version.contentHash;
