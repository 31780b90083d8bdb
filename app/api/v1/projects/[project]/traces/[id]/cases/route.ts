import { route } from "@/lib/http/route";
import { makeCaseRoute } from "@/lib/trace-reviews/case-contract";
import { makeCase } from "@/lib/trace-reviews/make-case";

export const POST = route(makeCaseRoute, (actor, { params, body }) =>
  makeCase(actor, params.id, body),
);
