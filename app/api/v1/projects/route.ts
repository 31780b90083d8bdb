import { route } from "@/lib/http/route";
import { createProjectRoute, listProjectsRoute } from "@/lib/projects/contract";
import { createProject } from "@/lib/projects/create-project";
import { listProjects } from "@/lib/projects/reads";

export const GET = route(listProjectsRoute, listProjects);
export const POST = route(createProjectRoute, (account, { body }) => createProject(account, body));
