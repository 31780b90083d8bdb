import { z } from "zod";
import { defineRoute, listOf, Page, Timestamp } from "@/lib/http/contract";
import { DocumentSetParams, RevisionNumber } from "./contract";
import { ImportDocumentsQuery, ImportDocumentsReport } from "./import/import-report";
import { MAX_TEXT, MAX_TITLE } from "./passage";

const base = "/api/v1/projects/{project}/document-sets" as const;

export const DocumentId = z
  .string()
  .trim()
  .min(1, "Enter an id.")
  .max(200, "Use at most 200 characters.")
  .refine((id) => !/\p{Cc}|\p{Cs}/u.test(id), "An id has no line breaks or control characters.");

const Title = z.string().trim().max(MAX_TITLE, "A title has at most 300 characters.");
const Text = z
  .string()
  .max(MAX_TEXT, "A passage has at most 20,000 characters. Divide it.")
  .refine((text) => text.trim() !== "", "Write the text of the passage.");

export const Passage = z.object({ id: DocumentId, title: Title.default(""), text: Text });
export type Passage = z.infer<typeof Passage>;

export const DocumentParams = DocumentSetParams.extend({ document: DocumentId });

export const Document = z
  .object({
    id: z.string(),
    title: z.string(),
    text: z.string(),
    /** The revision that made this state: send it back as `since` with an edit. */
    since: z.int(),
    updatedAt: Timestamp,
  })
  .meta({ id: "Document" });
export type Document = z.infer<typeof Document>;

/** In lists: the beginning of the text. */
export const DocumentSummary = Document.omit({ text: true })
  .extend({ excerpt: z.string(), length: z.int() })
  .meta({ id: "DocumentSummary" });
export type DocumentSummary = z.infer<typeof DocumentSummary>;

export const WriteDocument = z.strictObject({
  title: Title.default(""),
  text: Text,
  /** The state that was edited, 0 for a document that must not exist yet; when somebody was faster the answer is 412. */
  since: z.int().min(0).optional(),
});
export type WriteDocument = z.input<typeof WriteDocument>;

export const DocumentFilters = z.object({
  /** Text in the id, the title or the text. */
  q: z.string().max(200).optional(),
  revision: RevisionNumber.optional(),
});
export type DocumentFilters = z.infer<typeof DocumentFilters>;

export const SearchDocuments = z.strictObject({
  /** Any text, for example a whole ticket; the 64 rarest of its words are compared. */
  query: z
    .string()
    .max(100_000, "Use at most 100,000 characters.")
    .refine((query) => query.trim() !== "", "Write what to search for."),
  topK: z
    .int()
    .min(1, "Ask for at least 1 passage.")
    .max(50, "Ask for at most 50 passages.")
    .default(4),
  minScore: z.number().min(0, "Use 0 to 1.").max(1, "Use 0 to 1.").default(0),
  /** null or absent: the newest. */
  revision: RevisionNumber.nullish(),
});
export type SearchDocuments = z.input<typeof SearchDocuments>;

export const PassageHit = z
  .object({
    id: z.string(),
    title: z.string(),
    text: z.string(),
    /** 0 to 1: the share of the query's words that it has, rare ones and those in its title counting more. */
    score: z.number(),
  })
  .meta({ id: "PassageHit" });
export type PassageHit = z.infer<typeof PassageHit>;

export const DocumentSearch = z
  .object({ revision: z.int(), passages: z.array(PassageHit) })
  .meta({ id: "DocumentSearch" });
export type DocumentSearch = z.infer<typeof DocumentSearch>;

const DocumentChange = z.object({ revision: z.int(), document: Document });
export type DocumentChange = z.infer<typeof DocumentChange>;

const DocumentRemoval = z.object({ revision: z.int() });
export type DocumentRemoval = z.infer<typeof DocumentRemoval>;

const read = { scope: "evals:read" } as const;
const write = { scope: "evals:write", role: "editor" } as const;

export const listDocumentsRoute = defineRoute({
  method: "GET",
  path: `${base}/{name}/documents`,
  summary: "The documents of a set, by id",
  access: read,
  params: DocumentSetParams,
  query: Page.extend(DocumentFilters.shape),
  response: listOf(DocumentSummary),
});

export const getDocumentRoute = defineRoute({
  method: "GET",
  path: `${base}/{name}/documents/{document}`,
  summary: "One document",
  access: read,
  params: DocumentParams,
  query: z.object({ revision: RevisionNumber.optional() }),
  response: Document,
  hasEtag: true,
});

export const writeDocumentRoute = defineRoute({
  method: "PUT",
  path: `${base}/{name}/documents/{document}`,
  summary: "Create or replace one document; makes a new revision",
  access: write,
  params: DocumentParams,
  body: WriteDocument,
  response: DocumentChange,
});

export const removeDocumentRoute = defineRoute({
  method: "DELETE",
  path: `${base}/{name}/documents/{document}`,
  summary: "Remove one document; older revisions keep it",
  access: write,
  params: DocumentParams,
  response: DocumentRemoval,
});

export const importDocumentsRoute = defineRoute({
  method: "POST",
  path: `${base}/{name}/imports`,
  summary:
    "Import documents from JSON, JSONL, CSV, Markdown or plain text as one revision; with dryRun only say what would happen",
  access: write,
  params: DocumentSetParams,
  query: ImportDocumentsQuery,
  rawBody: [
    "application/json",
    "application/jsonl",
    "application/x-ndjson",
    "text/csv",
    "text/markdown",
    "text/plain",
    "application/zip",
  ],
  maxBodyBytes: 50_000_000,
  hasOwnEncoding: true,
  response: ImportDocumentsReport,
});

export const searchDocumentsRoute = defineRoute({
  method: "POST",
  path: `${base}/{name}/searches`,
  summary: "The passages that fit a text best, as a chain's retrieval step finds them",
  access: read,
  params: DocumentSetParams,
  body: SearchDocuments,
  response: DocumentSearch,
});
