import { route } from "@/lib/http/route";
import { listRecordings } from "@/lib/providers/reads";
import { listRecordingsRoute } from "@/lib/providers/replay/recording-contract";

export const GET = route(listRecordingsRoute, (actor, { query }) => listRecordings(actor, query));
