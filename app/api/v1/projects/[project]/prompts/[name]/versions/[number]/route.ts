import { route } from "@/lib/http/route";
import { getNumberedVersion } from "@/lib/prompts/reads";
import { getVersionRoute } from "@/lib/prompts/version-contract";

export const GET = route(getVersionRoute, (actor, { params }) =>
  getNumberedVersion(actor, params.name, params.number),
);
