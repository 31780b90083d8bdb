import { route } from "@/lib/http/route";
import { healthRoute, readHealth } from "@/lib/http/server/health";

export const GET = route(healthRoute, readHealth);
