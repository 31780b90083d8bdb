import { route } from "@/lib/http/route";
import { rollBackRoute } from "@/lib/releases/contract";
import { rollBack } from "@/lib/releases/roll-back";

export const POST = route(rollBackRoute, (actor, { params, body }) =>
  rollBack(actor, params.release, body),
);
