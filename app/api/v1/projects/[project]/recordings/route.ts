import { route } from "@/lib/http/route";
import { listRecordingsRoute } from "@/lib/providers/contract";
import { listRecordings } from "@/lib/providers/reads";

export const GET = route(listRecordingsRoute, (actor, { query }) => listRecordings(actor, query));
