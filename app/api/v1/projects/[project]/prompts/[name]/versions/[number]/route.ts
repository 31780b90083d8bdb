import { route } from "@/lib/http/route";
import { getVersion } from "@/lib/prompts/reads";
import { getVersionRoute } from "@/lib/prompts/version-contract";

export const GET = route(getVersionRoute, (actor, { params }) =>
  getVersion(actor, params.name, params.number),
);
