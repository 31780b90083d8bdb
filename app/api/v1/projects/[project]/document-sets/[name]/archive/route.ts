import { archiveDocumentSet } from "@/lib/documents/archive-document-set";
import { archiveDocumentSetRoute, unarchiveDocumentSetRoute } from "@/lib/documents/contract";
import { route } from "@/lib/http/route";

export const POST = route(archiveDocumentSetRoute, (actor, { params }) =>
  archiveDocumentSet(actor, params.name, true),
);
export const DELETE = route(unarchiveDocumentSetRoute, (actor, { params }) =>
  archiveDocumentSet(actor, params.name, false),
);
