import { route } from "@/lib/http/route";
import { createPin } from "@/lib/releases/pins/create-pin";
import { createPinRoute, listPinsRoute } from "@/lib/releases/pins/pin-contract";
import { listPins } from "@/lib/releases/pins/reads";

export const GET = route(listPinsRoute, (actor, { params, query }) =>
  listPins(actor, params.environment, query),
);

export const POST = route(createPinRoute, (actor, { params, body }) =>
  createPin(actor, params.environment, body),
);
