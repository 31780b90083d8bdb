import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { AppError } from "@/lib/http/app-error";
import { findAlike } from "@/lib/trace-reviews/find-alike";
import { addTraceCases, type Clash } from "./add-trace-cases";
import { type MadeCase, MakeCase } from "./case-contract";
import { draftCase } from "./draft-case";

/** One trace becomes one case; the answer says where each variable came from. */
export async function makeCase(actor: Actor, traceId: string, input: MakeCase): Promise<MadeCase> {
  authorize(actor, { scope: "evals:write", reads: "traces:read", role: "editor" });
  const request = MakeCase.parse(input);
  const draft = await draftCase(actor, traceId, request);
  const alike = await findAlike(actor, request.evalSet, draft.input);
  const { revision, added, clashes } = await addTraceCases(actor, request.evalSet, [draft]);
  const [clash] = clashes;
  if (clash) throw new AppError("conflict", describeClash(clash), whichCase(clash));
  const caseId = added[0]?.state.caseId ?? null;
  const { sources, personalData, split, expected, attributes } = draft;
  return {
    evalSet: request.evalSet,
    revision,
    caseId: visibleCases(actor).shows({ split }) ? caseId : null,
    split,
    traceId,
    input: draft.input,
    expected,
    attributes,
    sources,
    nearDuplicates: alike.filter((one) => one.isNearDuplicate).map((one) => one.caseId),
    personalData,
  };
}

export function describeClash({ caseId, isOwn }: Clash): string {
  if (caseId === null) return "The set already has this input in a case that is withheld.";
  return isOwn
    ? `This trace is the case ${caseId} already.`
    : `The set already has this input: the case ${caseId}.`;
}

const whichCase = ({ caseId }: Clash) =>
  caseId === null ? {} : { errors: [{ path: "caseId", message: caseId }] };
