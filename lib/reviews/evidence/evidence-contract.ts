import { z } from "zod";
import { Person } from "@/lib/auth/contract";
import { Timestamp } from "@/lib/http/contract";
import { Difference } from "@/lib/runs/compare/comparison-contract";
import { EvidenceChange } from "@/lib/specs/evidence/definitions-contract";

/** What the version is compared with: what is live there, else its parent, else nothing; or what was asked for. */
export const ReviewBase = z
  .object({ version: z.int().nullable(), kind: z.enum(["live", "parent", "nothing", "chosen"]) })
  .meta({ id: "ReviewBase" });
export type ReviewBase = z.infer<typeof ReviewBase>;

/** One eval set and split: the newest ended run of the version against the base's. */
export const ReviewEvidence = z
  .object({
    evalSet: z.string(),
    split: z.enum(["development", "holdout"]),
    runNumber: z.int(),
    baselineNumber: z.int(),
    n: z.int(),
    newlyFailing: z.int().nullable(),
    newlyPassing: z.int().nullable(),
    /** The first of the newly failing; none of a holdout that the asker may not see. */
    failingCases: z.array(z.object({ caseId: z.string(), segments: z.array(z.string()) })),
    passRateDifference: Difference.nullable(),
    latencyP95DifferenceMs: Difference.nullable(),
    costDifferenceUsd: Difference.nullable(),
    baselineCostUsd: z.number().nullable(),
  })
  .meta({ id: "ReviewEvidence" });
export type ReviewEvidence = z.infer<typeof ReviewEvidence>;

/**
 * What of the evidence changed since somebody approved (loosened: the approval is stale), or since the release
 * that is live in the review's environment, where something was loosened.
 */
export const EvidenceChangesSince = z
  .object({
    /** Id of the decision; null: since a release. */
    approval: z.string().nullable(),
    /** Number of the release that is live; null: since an approval. */
    release: z.int().nullable(),
    by: Person,
    at: Timestamp,
    isLoosened: z.boolean(),
    changes: z.array(EvidenceChange),
  })
  .meta({ id: "EvidenceChangesSince" });
export type EvidenceChangesSince = z.infer<typeof EvidenceChangesSince>;
