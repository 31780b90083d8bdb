import { route } from "@/lib/http/route";
import { cancelRun } from "@/lib/runs/cancel-run";
import { cancelRunRoute } from "@/lib/runs/change-contract";

export const POST = route(cancelRunRoute, (actor, { params }) => cancelRun(actor, params.run));
