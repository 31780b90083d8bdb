import { copyCaseRoute } from "@/lib/eval-sets/case-contract";
import { copyCase } from "@/lib/eval-sets/copy-case";
import { route } from "@/lib/http/route";

export const POST = route(copyCaseRoute, (actor, { params }) =>
  copyCase(actor, params.name, params.caseId),
);
