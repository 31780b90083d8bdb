import { importCasesRoute } from "@/lib/eval-sets/case-contract";
import { importCases } from "@/lib/eval-sets/import/import-cases";
import { route } from "@/lib/http/route";
import { changeEvidence } from "@/lib/reviews/evidence/change-evidence";

export const POST = route(importCasesRoute, (actor, { params, query, bytes, request }) =>
  importCases(
    actor,
    params.name,
    { bytes, query, contentType: request.headers.get("content-type") ?? "" },
    { around: changeEvidence(actor, { evalSet: params.name }) },
  ),
);
