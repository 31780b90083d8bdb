import { route } from "@/lib/http/route";
import { exportWeekSummaryRoute } from "@/lib/weeks/contract";
import { exportWeekSummary } from "@/lib/weeks/reads";

export const GET = route(exportWeekSummaryRoute, (actor, { params }) =>
  exportWeekSummary(actor, params.week),
);
