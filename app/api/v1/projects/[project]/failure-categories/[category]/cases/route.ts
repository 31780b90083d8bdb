import { route } from "@/lib/http/route";
import { makeCasesRoute } from "@/lib/trace-reviews/cases/case-contract";
import { makeCases } from "@/lib/trace-reviews/cases/make-cases";

export const POST = route(makeCasesRoute, (actor, { params, body }) =>
  makeCases(actor, params.category, body),
);
