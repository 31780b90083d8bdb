import { route } from "@/lib/http/route";
import { langfuseHealthRoute } from "@/lib/releases/langfuse/langfuse-contract";
import { getLangfuseHealth } from "@/lib/releases/langfuse/reads";
import packageFile from "@/package.json";

export const GET = route(langfuseHealthRoute, () => getLangfuseHealth(packageFile.version));
