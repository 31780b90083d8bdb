import { route } from "@/lib/http/route";
import { receiveOtlp, toOtlpError } from "@/lib/traces/otlp/receive";
import { postOtlpRoute } from "@/lib/traces/public-contract";

export const POST = route(postOtlpRoute, (actor, { request }) => receiveOtlp(actor, request), {
  toError: toOtlpError,
});
