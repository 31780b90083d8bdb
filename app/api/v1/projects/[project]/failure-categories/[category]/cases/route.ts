import { route } from "@/lib/http/route";
import { makeCasesRoute } from "@/lib/trace-reviews/case-contract";
import { makeCases } from "@/lib/trace-reviews/make-cases";

export const POST = route(makeCasesRoute, (actor, { params, body }) =>
  makeCases(actor, params.category, body),
);
