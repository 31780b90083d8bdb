import { route } from "@/lib/http/route";
import { getCaseHistoryRoute } from "@/lib/trace-reviews/cases/case-contract";
import { getCaseHistory } from "@/lib/trace-reviews/cases/get-case-history";

export const GET = route(getCaseHistoryRoute, (actor, { params }) =>
  getCaseHistory(actor, params.name, params.caseId),
);
