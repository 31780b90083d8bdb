import { listDocumentRevisionsRoute } from "@/lib/documents/contract";
import { listDocumentRevisions } from "@/lib/documents/reads";
import { route } from "@/lib/http/route";

export const GET = route(listDocumentRevisionsRoute, (actor, { params, query }) =>
  listDocumentRevisions(actor, params.name, query),
);
