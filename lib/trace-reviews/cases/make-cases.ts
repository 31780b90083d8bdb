import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { getCategory } from "@/lib/failure-categories/reads";
import { invalid, isAppError } from "@/lib/http/app-error";
import { parseWeek } from "@/lib/trace-reviews/iso-week";
import { addTraceCases } from "./add-trace-cases";
import { type MadeCases, MakeCases } from "./case-contract";
import { type CaseDraft, draftCase, guardSplit } from "./draft-case";
import { describeClash } from "./make-case";

const DAYS_MS = 90 * 86_400_000;

/**
 * The failures of one category become cases, in one revision. What needs a person is left and says why: an
 * input that cannot be read, a duplicate, personal data.
 */
export async function makeCases(
  actor: Actor,
  categoryId: string,
  input: MakeCases,
): Promise<MadeCases> {
  authorize(actor, { scope: "evals:write", reads: "traces:read", role: "editor" });
  const { evalSet, split, week, limit } = MakeCases.parse(input);
  guardSplit(actor, split);
  const category = await getCategory(actor, categoryId);
  const span = week === undefined ? null : parseWeek(week);
  if (week !== undefined && !span) throw invalid("week", `There is no week ${week}.`);
  const reviews = await db.traceReview.findMany({
    where: {
      projectId: actor.projectId,
      failureCategoryId: category.id,
      verdict: "failure",
      reviewedAt: span ? { gte: span.from, lt: span.to } : { gte: new Date(Date.now() - DAYS_MS) },
    },
    orderBy: { reviewedAt: "desc" },
    select: { traceId: true },
    take: limit,
  });
  const skipped: MadeCases["left"] = [];
  const drafts: CaseDraft[] = [];
  for (const { traceId } of reviews) {
    const draft = await draftOrReason(actor, traceId, { evalSet, split, kind: "production" });
    if (typeof draft === "string") skipped.push({ traceId, reason: draft });
    else drafts.push(draft);
  }
  if (drafts.length === 0) return { made: [], left: skipped };
  const { added, clashes } = await addTraceCases(actor, evalSet, drafts);
  return {
    made: added.map(({ draft, state }) => ({ traceId: draft.traceId, caseId: state.caseId })),
    left: [
      ...skipped,
      ...clashes.map((clash) => ({ traceId: clash.draft.traceId, reason: describeClash(clash) })),
    ],
  };
}

async function draftOrReason(
  actor: Actor,
  traceId: string,
  options: Parameters<typeof draftCase>[2],
): Promise<CaseDraft | string> {
  try {
    const draft = await draftCase(actor, traceId, options);
    const [first] = draft.personalData;
    if (!first) return draft;
    return `It holds personal data (${first.kind} in ${first.place}). Open it to look before it is stored.`;
  } catch (error) {
    if (isAppError(error) && (error.code === "invalid" || error.code === "not_found")) {
      return error.message;
    }
    throw error;
  }
}
