import { route } from "@/lib/http/route";
import { listDeliveriesRoute } from "@/lib/notifications/webhook-contract";
import { listDeliveries } from "@/lib/notifications/webhook-reads";

export const GET = route(listDeliveriesRoute, (actor, { params, query }) =>
  listDeliveries(actor, params.id, query),
);
