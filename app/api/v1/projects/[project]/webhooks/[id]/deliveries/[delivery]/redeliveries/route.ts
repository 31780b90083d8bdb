import { route } from "@/lib/http/route";
import { redeliverRoute } from "@/lib/notifications/contract";
import { redeliver } from "@/lib/notifications/send-again";

export const POST = route(redeliverRoute, (actor, { params }) => redeliver(actor, params));
