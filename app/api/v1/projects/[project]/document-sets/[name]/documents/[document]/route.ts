import {
  getDocumentRoute,
  removeDocumentRoute,
  writeDocumentRoute,
} from "@/lib/documents/document-contract";
import { getDocument } from "@/lib/documents/reads";
import { deleteDocument, writeDocument } from "@/lib/documents/write-document";
import { route } from "@/lib/http/route";

export const GET = route(getDocumentRoute, (actor, { params, query }) =>
  getDocument(actor, params.name, params.document, query),
);
export const PUT = route(
  writeDocumentRoute,
  (actor, { params, body, requireUnchanged }) =>
    writeDocument(actor, params.name, params.document, body, requireUnchanged),
  { current: GET },
);
export const DELETE = route(
  removeDocumentRoute,
  (actor, { params, requireUnchanged }) =>
    deleteDocument(actor, params.name, params.document, requireUnchanged),
  { current: GET },
);
