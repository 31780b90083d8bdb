import { route } from "@/lib/http/route";
import { getWeekRoute, updateWeekRoute } from "@/lib/weeks/contract";
import { getWeek } from "@/lib/weeks/reads";
import { updateWeek } from "@/lib/weeks/update-week";

export const GET = route(getWeekRoute, (actor, { params }) => getWeek(actor, params.week));
export const PATCH = route(updateWeekRoute, (actor, { params, body }) =>
  updateWeek(actor, params.week, body),
);
