import { route } from "@/lib/http/route";
import { getReleaseDraftRoute } from "@/lib/releases/draft-contract";
import { draftRelease } from "@/lib/releases/draft-release";

export const GET = route(getReleaseDraftRoute, (actor, { query }) => draftRelease(actor, query));
