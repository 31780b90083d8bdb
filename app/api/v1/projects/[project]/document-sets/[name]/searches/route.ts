import { searchDocumentsRoute } from "@/lib/documents/document-contract";
import { searchDocumentSet } from "@/lib/documents/search-document-set";
import { route } from "@/lib/http/route";

export const POST = route(searchDocumentsRoute, (actor, { params, body }) =>
  searchDocumentSet(actor, params.name, body),
);
