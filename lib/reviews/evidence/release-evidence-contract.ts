import { z } from "zod";
import { Person } from "@/lib/auth/contract";
import { Timestamp } from "@/lib/http/contract";
import { EvidenceDefinitions } from "@/lib/specs/evidence/definitions-contract";
import { Gate } from "@/lib/specs/gates/gate-contract";

/** An approval that counted when the release was made. */
export const ReleaseApproval = z
  .object({
    /** Of the review's decision. */
    decision: z.string(),
    by: Person,
    at: Timestamp,
    body: z.string(),
    /** Where no must criterion asked for a measurement: the reviewer's words for it, empty without any; else null. */
    nothingMeasured: z.string().nullable(),
  })
  .meta({ id: "ReleaseApproval" });
export type ReleaseApproval = z.infer<typeof ReleaseApproval>;

/**
 * What a release was decided on, written with it and never changed. Of a rollback there is none: it asks for
 * neither gates nor approvals.
 */
export const ReleaseEvidence = z.object({
  gates: z.array(Gate),
  approvals: z.array(ReleaseApproval),
  definitions: EvidenceDefinitions,
});
export type ReleaseEvidence = z.infer<typeof ReleaseEvidence>;
