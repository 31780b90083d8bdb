import { createDocumentSetRoute, listDocumentSetsRoute } from "@/lib/documents/contract";
import { createDocumentSet } from "@/lib/documents/create-document-set";
import { listDocumentSets } from "@/lib/documents/reads";
import { route } from "@/lib/http/route";

export const GET = route(listDocumentSetsRoute, (actor, { query }) =>
  listDocumentSets(actor, query),
);
export const POST = route(createDocumentSetRoute, (actor, { body }) =>
  createDocumentSet(actor, body),
);
