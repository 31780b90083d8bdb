import { route } from "@/lib/http/route";
import { listDoubtsRoute } from "@/lib/judges/doubt-contract";
import { listDoubts } from "@/lib/judges/labels/list-doubts";

export const GET = route(listDoubtsRoute, (actor, { params }) => listDoubts(actor, params.name));
