import { route } from "@/lib/http/route";
import { redeliver } from "@/lib/notifications/send-again";
import { redeliverRoute } from "@/lib/notifications/webhook-contract";

export const POST = route(redeliverRoute, (actor, { params }) => redeliver(actor, params));
