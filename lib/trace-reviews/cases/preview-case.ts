import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import type { Split } from "@/lib/eval-sets/case-content";
import { hashInput } from "@/lib/eval-sets/case-state";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { AppError } from "@/lib/http/app-error";
import { loadVisibleCases, rankAlike } from "@/lib/trace-reviews/find-alike";
import { readTraceMarks } from "@/lib/traces/store/sample-traces";
import { expectedChoices } from "./case-choices";
import type { CasePreview } from "./case-contract";
import { attributesOf, loadCorrection, loadMapping } from "./draft-case";
import { personalDataIn } from "./personal-data-in";

/** Everything that a person wants to know before a trace is stored as a case. */
export async function previewCase(
  actor: Actor,
  traceId: string,
  { evalSet: chosen }: { evalSet?: string | undefined },
): Promise<CasePreview> {
  authorize(actor, { scope: "evals:write", reads: "traces:read", role: "editor" });
  const evalSet = chosen ?? (await usualSet(actor, traceId));
  const [{ loaded, mapped }, cases, expected, set] = await Promise.all([
    loadMapping(actor, traceId, evalSet),
    loadVisibleCases(actor, evalSet),
    loadCorrection(actor, traceId),
    findEvalSet(actor, evalSet),
  ]);
  const { input, sources, missing } = mapped;
  const isWhole = missing.length === 0 && Object.keys(input).length > 0;
  const [twin, link] = await Promise.all([
    isWhole
      ? db.evalCase.findFirst({
          where: { evalSetId: set.id, untilRevision: null, inputHash: hashInput(input) },
          select: { caseId: true, split: true },
        })
      : null,
    findLink(actor, traceId, set.id),
  ]);
  const nameOf = (one: { caseId: string; split: Split }) => ({
    caseId: visibleCases(actor).shows(one) ? one.caseId : null,
  });
  return {
    evalSet,
    input,
    sources,
    missing,
    expected,
    expectedChoices: expectedChoices(cases.map((one) => one.expected)),
    attributes: attributesOf(loaded),
    personalData: personalDataIn(input, expected),
    duplicate: twin && nameOf(twin),
    alike: rankAlike(input, cases),
    madeCase: link && nameOf(link),
  };
}

/** The case that the trace became, while the set still has it. */
async function findLink(actor: Actor, traceId: string, evalSetId: string) {
  const link = await db.traceCase.findUnique({
    where: { projectId_traceId_evalSetId: { projectId: actor.projectId, traceId, evalSetId } },
  });
  if (!link) return null;
  return db.evalCase.findFirst({
    where: { evalSetId, caseId: link.caseId, untilRevision: null },
    select: { caseId: true, split: true },
  });
}

/** The set that the trace's prompt was run on last, or the project's first. */
async function usualSet(actor: Actor, traceId: string): Promise<string> {
  const { projectId } = actor;

  const [mark] = await readTraceMarks(projectId, [traceId]);
  const run = mark?.promptId
    ? await db.run.findFirst({
        where: { projectId, promptId: mark.promptId, evalSet: { archivedAt: null } },
        orderBy: { number: "desc" },
        select: { evalSet: { select: { name: true } } },
      })
    : null;
  if (run) return run.evalSet.name;
  const first = await db.evalSet.findFirst({
    where: { projectId, archivedAt: null },
    orderBy: { name: "asc" },
    select: { name: true },
  });
  if (first) return first.name;
  throw new AppError("not_found", "No eval sets yet. Create one, then turn traces into its cases.");
}
