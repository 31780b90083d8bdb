import { route } from "@/lib/http/route";
import { markReadRoute } from "@/lib/notifications/contract";
import { markRead } from "@/lib/notifications/mark-read";

export const POST = route(markReadRoute, (actor, { body }) => markRead(actor, body));
