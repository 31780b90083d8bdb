import { route } from "@/lib/http/route";
import { listLangfuseProjectsRoute } from "@/lib/releases/langfuse/langfuse-contract";
import { listLangfuseProjects } from "@/lib/releases/langfuse/reads";

export const GET = route(listLangfuseProjectsRoute, listLangfuseProjects);
