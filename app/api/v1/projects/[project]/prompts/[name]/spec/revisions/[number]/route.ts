import { route } from "@/lib/http/route";
import { getSpecRevisionRoute } from "@/lib/specs/contract";
import { getSpecRevision } from "@/lib/specs/reads";

export const GET = route(getSpecRevisionRoute, (actor, { params }) =>
  getSpecRevision(actor, params.name, params.number),
);
