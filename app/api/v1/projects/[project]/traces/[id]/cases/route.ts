import { route } from "@/lib/http/route";
import { makeCaseRoute } from "@/lib/trace-reviews/cases/case-contract";
import { makeCase } from "@/lib/trace-reviews/cases/make-case";

export const POST = route(makeCaseRoute, (actor, { params, body }) =>
  makeCase(actor, params.id, body),
);
