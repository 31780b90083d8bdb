import type { Actor } from "@/lib/auth/actor";
import {
  type ReleaseApproval,
  ReleaseEvidence,
} from "@/lib/reviews/evidence/release-evidence-contract";
import { applyWaivers, type WaiverFacts } from "@/lib/reviews/waivers/apply-waivers";
import type { Gate } from "@/lib/specs/gates/gate-contract";
import { loadGates } from "./load-gates";
import type { ReviewRow } from "./review-row";
import type { GatesAsOf } from "./state-contract";

interface ReviewGates {
  gates: Gate[];
  gatesAsOf: GatesAsOf;
  /** Of a released review: the approvals that it was released on. */
  approvals: ReleaseApproval[] | null;
}

/** As they are now, with the waivers that count; of a released review as they were decided on. */
export async function gatesOfReview(
  actor: Actor,
  row: ReviewRow,
  facts: Pick<WaiverFacts, "authorIds" | "people">,
): Promise<ReviewGates> {
  const [release] = row.releases;
  if (row.state === "released" && release) {
    const evidence = ReleaseEvidence.nullable().parse(release.evidence);
    if (!evidence) return { gates: [], gatesAsOf: "not_kept", approvals: null };
    return { gates: evidence.gates, gatesAsOf: "release", approvals: evidence.approvals };
  }
  const gates = await loadGates(actor, {
    prompt: row.prompt.name,
    version: row.version.number,
    environment: row.environment.name,
  });
  const { contentHash } = row.version;
  const waived = applyWaivers(gates, row.waivers, { ...facts, contentHash, now: new Date() });
  return { gates: waived, gatesAsOf: "now", approvals: null };
}
