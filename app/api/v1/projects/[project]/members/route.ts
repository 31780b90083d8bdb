import { route } from "@/lib/http/route";
import { listMembersRoute } from "@/lib/projects/member-contract";
import { listMembers } from "@/lib/projects/reads";

export const GET = route(listMembersRoute, (actor, { query }) => listMembers(actor, query));
