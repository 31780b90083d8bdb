import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import { cursorOf, cursorPages } from "@/lib/http/cursor-pages";
import type {
  getDocumentSetRoute,
  listDocumentRevisionsRoute,
  listDocumentSetsRoute,
} from "./contract";
import type {
  DocumentFilters,
  getDocumentRoute,
  listDocumentsRoute,
  SearchDocuments,
  searchDocumentsRoute,
} from "./document-contract";

const sets = "/api/v1/projects/{project}/document-sets";
const PAGE = 200;

const revisionQuery = (revision: number | undefined) =>
  revision === undefined ? {} : { revision };

export const documentQueries = {
  /** Everything of document sets, for invalidation. */
  all: (project: string) => ["document-sets", project] as const,

  list: (project: string, query: { q?: string; archived?: "true" | "false" } = {}) =>
    queryOptions({
      queryKey: ["document-sets", project, "list", query],
      queryFn: ({ signal }) =>
        callApi<typeof listDocumentSetsRoute>("GET", sets, {
          params: { project },
          query: { limit: PAGE, ...query },
          signal,
        }),
    }),

  detail: (project: string, name: string, revision?: number) =>
    queryOptions({
      queryKey: ["document-sets", project, "detail", name, revision ?? "latest"],
      queryFn: ({ signal }) =>
        callApi<typeof getDocumentSetRoute>("GET", `${sets}/{name}`, {
          params: { project, name },
          query: revisionQuery(revision),
          signal,
        }),
    }),

  documents: (project: string, name: string, filters: DocumentFilters = {}) =>
    infiniteQueryOptions({
      queryKey: ["document-sets", project, "documents", name, filters],
      queryFn: ({ signal, pageParam }) =>
        callApi<typeof listDocumentsRoute>("GET", `${sets}/{name}/documents`, {
          params: { project, name },
          query: { limit: PAGE, ...filters, ...cursorOf(pageParam) },
          signal,
        }),
      ...cursorPages,
    }),

  document: (project: string, name: string, document: string, revision?: number) =>
    queryOptions({
      queryKey: ["document-sets", project, "document", name, document, revision ?? "latest"],
      queryFn: ({ signal }) =>
        callApi<typeof getDocumentRoute>("GET", `${sets}/{name}/documents/{document}`, {
          params: { project, name, document },
          query: revisionQuery(revision),
          signal,
        }),
    }),

  revisions: (project: string, name: string) =>
    infiniteQueryOptions({
      queryKey: ["document-sets", project, "revisions", name],
      queryFn: ({ signal, pageParam }) =>
        callApi<typeof listDocumentRevisionsRoute>("GET", `${sets}/{name}/revisions`, {
          params: { project, name },
          query: { limit: 100, ...cursorOf(pageParam) },
          signal,
        }),
      ...cursorPages,
    }),

  search: (project: string, name: string, body: SearchDocuments) =>
    queryOptions({
      queryKey: ["document-sets", project, "search", name, body],
      queryFn: ({ signal }) =>
        callApi<typeof searchDocumentsRoute>("POST", `${sets}/{name}/searches`, {
          params: { project, name },
          body,
          signal,
        }),
    }),
};
