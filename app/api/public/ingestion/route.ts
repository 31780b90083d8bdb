import { route } from "@/lib/http/route";
import { receiveIngestion } from "@/lib/traces/langfuse/receive";
import { postIngestionRoute } from "@/lib/traces/public-contract";

export const POST = route(postIngestionRoute, (actor, { request }) =>
  receiveIngestion(actor, request),
);
