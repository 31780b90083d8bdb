import { route } from "@/lib/http/route";
import { listNotificationsRoute } from "@/lib/notifications/contract";
import { listNotifications } from "@/lib/notifications/reads";

export const GET = route(listNotificationsRoute, (actor, { query }) =>
  listNotifications(actor, query),
);
