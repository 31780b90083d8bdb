import { exportCasesRoute } from "@/lib/eval-sets/case-contract";
import { exportCases } from "@/lib/eval-sets/export-cases";
import { route } from "@/lib/http/route";

export const GET = route(exportCasesRoute, (actor, { params, query }) =>
  exportCases(actor, params.name, query),
);
