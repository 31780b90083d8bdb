import { route } from "@/lib/http/route";
import { getEventBasis } from "@/lib/rollouts/reads";
import { getEventBasisRoute } from "@/lib/rollouts/routes-contract";

export const GET = route(getEventBasisRoute, (actor, { params }) =>
  getEventBasis(actor, params.rollout, params.event),
);
