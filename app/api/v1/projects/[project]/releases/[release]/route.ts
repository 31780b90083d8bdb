import { route } from "@/lib/http/route";
import { getReleaseRoute } from "@/lib/releases/contract";
import { getRelease } from "@/lib/releases/reads";

export const GET = route(getReleaseRoute, (actor, { params }) => getRelease(actor, params.release));
