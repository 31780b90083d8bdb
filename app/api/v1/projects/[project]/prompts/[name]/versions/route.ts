import { route } from "@/lib/http/route";
import { listVersionsRoute, saveVersionRoute } from "@/lib/prompts/contract";
import { listVersions } from "@/lib/prompts/reads";
import { saveVersion } from "@/lib/prompts/save-version";

export const GET = route(listVersionsRoute, (actor, { params, query }) =>
  listVersions(actor, params.name, query),
);
export const POST = route(saveVersionRoute, (actor, { params, body }) =>
  saveVersion(actor, params.name, body),
);
