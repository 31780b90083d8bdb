import { route } from "@/lib/http/route";
import { withdrawWaiver } from "@/lib/reviews/waivers/waive-gate";
import { withdrawWaiverRoute } from "@/lib/reviews/waivers/waiver-contract";

export const DELETE = route(withdrawWaiverRoute, (actor, { params }) =>
  withdrawWaiver(actor, params.id, params.waiver),
);
