import { route } from "@/lib/http/route";
import { retryErrorsRoute } from "@/lib/runs/change-contract";
import { retryErrors } from "@/lib/runs/retry-errors";

export const POST = route(retryErrorsRoute, (actor, { params }) => retryErrors(actor, params.run));
