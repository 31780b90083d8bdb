import { listDocumentsRoute } from "@/lib/documents/document-contract";
import { listDocuments } from "@/lib/documents/reads";
import { route } from "@/lib/http/route";

export const GET = route(listDocumentsRoute, (actor, { params, query }) =>
  listDocuments(actor, params.name, query),
);
