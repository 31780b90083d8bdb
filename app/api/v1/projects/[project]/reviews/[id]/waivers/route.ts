import { route } from "@/lib/http/route";
import { waiveGate } from "@/lib/reviews/waivers/waive-gate";
import { waiveGateRoute } from "@/lib/reviews/waivers/waiver-contract";

export const POST = route(waiveGateRoute, (actor, { params, body }) =>
  waiveGate(actor, params.id, body),
);
