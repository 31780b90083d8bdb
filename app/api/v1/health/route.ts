import { route } from "@/lib/http/route";
import { getHealth, healthRoute } from "@/lib/http/server/health";

export const GET = route(healthRoute, getHealth);
