import { route } from "@/lib/http/route";
import { deleteTracesRoute } from "@/lib/traces/contract";
import { deleteTracesOf } from "@/lib/traces/delete-traces";

export const POST = route(deleteTracesRoute, (actor, { body }) => deleteTracesOf(actor, body));
