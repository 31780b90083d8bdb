import { route } from "@/lib/http/route";
import { createReleaseRoute, listReleasesRoute } from "@/lib/releases/contract";
import { listReleases } from "@/lib/releases/reads";
import { releaseVersion } from "@/lib/releases/release-version";

export const GET = route(listReleasesRoute, (actor, { query }) => listReleases(actor, query));
export const POST = route(createReleaseRoute, (actor, { body }) => releaseVersion(actor, body));
