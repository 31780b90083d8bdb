import { editDocumentSetRoute, getDocumentSetRoute } from "@/lib/documents/contract";
import { getDocumentSet } from "@/lib/documents/reads";
import { updateDocumentSet } from "@/lib/documents/update-document-set";
import { route } from "@/lib/http/route";

export const GET = route(getDocumentSetRoute, (actor, { params, query }) =>
  getDocumentSet(actor, params.name, query),
);
export const PATCH = route(
  editDocumentSetRoute,
  (actor, { params, body, requireUnchanged }) =>
    updateDocumentSet(actor, params.name, body, requireUnchanged),
  { current: GET },
);
