import { route } from "@/lib/http/route";
import { getVersionRoute } from "@/lib/prompts/contract";
import { getVersion } from "@/lib/prompts/reads";

export const GET = route(getVersionRoute, (actor, { params }) =>
  getVersion(actor, params.name, params.number),
);
