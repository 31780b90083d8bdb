import { importDocumentsRoute } from "@/lib/documents/document-contract";
import { importDocuments } from "@/lib/documents/import/import-documents";
import { route } from "@/lib/http/route";

export const POST = route(importDocumentsRoute, (actor, { params, query, bytes, request }) =>
  importDocuments(actor, params.name, {
    ...{ bytes, query, contentType: request.headers.get("content-type") ?? "" },
  }),
);
