import { route } from "@/lib/http/route";
import { getProjectRoute } from "@/lib/projects/contract";
import { getProject } from "@/lib/projects/reads";

export const GET = route(getProjectRoute, getProject);
