import { route } from "@/lib/http/route";
import { previewPlan } from "@/lib/rollouts/plan/preview-plan";
import { previewPlanRoute } from "@/lib/rollouts/routes-contract";

export const POST = route(previewPlanRoute, (actor, { body }) => previewPlan(actor, body));
