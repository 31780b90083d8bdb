import { z } from "zod";
import { Person } from "@/lib/auth/contract";
import { defineRoute, listOf, Page, ProjectParams, Timestamp } from "@/lib/http/contract";
import { LANGUAGES } from "./languages";

const base = "/api/v1/projects/{project}/document-sets" as const;

export const DocumentSetName = z
  .string()
  .max(120, "A document set's name has at most 120 characters.")
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/,
    "Use letters, digits, “.”, “_” and “-”, with “/” between folders, for example support/policies.",
  )
  .meta({ id: "DocumentSetName", example: "support/policies" });

const Description = z.string().trim().max(2_000, "At most 2,000 characters.");

export const DocumentLanguage = z
  .enum(LANGUAGES, "Choose one of the languages of the list, or simple.")
  .meta({
    id: "DocumentLanguage",
    description:
      "How words are cut to their stems: a text search configuration of PostgreSQL. `simple` compares whole words; Chinese, Japanese and Korean text is compared by pairs of characters in each.",
  });

export const RevisionNumber = z.coerce.number().int().min(0).max(1_000_000_000);

export const DocumentSetParams = ProjectParams.extend({ name: z.string().min(1) });

export const CreateDocumentSet = z.strictObject({
  name: DocumentSetName,
  description: Description.default(""),
  language: DocumentLanguage.default("simple"),
});
export type CreateDocumentSet = z.input<typeof CreateDocumentSet>;

export const UpdateDocumentSet = z.strictObject({
  description: Description.optional(),
  /** Another language indexes all documents anew, as a new revision. */
  language: DocumentLanguage.optional(),
});
export type UpdateDocumentSet = z.input<typeof UpdateDocumentSet>;

export const DocumentSet = z
  .object({
    name: z.string(),
    description: z.string(),
    /** Of the newest revision. */
    language: z.enum(LANGUAGES),
    revision: z.int(),
    documents: z.int(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    archivedAt: Timestamp.nullable(),
  })
  .meta({ id: "DocumentSet" });
export type DocumentSet = z.infer<typeof DocumentSet>;

export const DocumentSetRevision = z
  .object({
    number: z.int(),
    language: z.enum(LANGUAGES),
    summary: z.string(),
    added: z.int(),
    updated: z.int(),
    removed: z.int(),
    author: Person,
    createdAt: Timestamp,
  })
  .meta({ id: "DocumentSetRevision" });
export type DocumentSetRevision = z.infer<typeof DocumentSetRevision>;

export const DocumentSetDetail = DocumentSet.extend({
  /** The newest revision; `revision`, `language` and `documents` are of the one that was asked for. */
  latestRevision: z.int(),
  change: DocumentSetRevision.nullable(),
  /** Chains with a version that searches this set, each with the newest such version. */
  usedBy: z.array(z.object({ chain: z.string(), version: z.int() })),
}).meta({ id: "DocumentSetDetail" });
export type DocumentSetDetail = z.infer<typeof DocumentSetDetail>;

const read = { scope: "evals:read" } as const;
const write = { scope: "evals:write", role: "editor" } as const;

export const listDocumentSetsRoute = defineRoute({
  method: "GET",
  path: base,
  summary: "The document sets of a project, by name",
  access: read,
  params: ProjectParams,
  query: Page.extend({
    q: z.string().max(200).optional(),
    archived: z.enum(["true", "false"]).default("false"),
  }),
  response: listOf(DocumentSet),
});

export const createDocumentSetRoute = defineRoute({
  method: "POST",
  path: base,
  summary: "Create an empty document set",
  access: write,
  params: ProjectParams,
  body: CreateDocumentSet,
  status: 201,
  response: DocumentSetDetail,
});

export const getDocumentSetRoute = defineRoute({
  method: "GET",
  path: `${base}/{name}`,
  summary:
    "One document set, at its newest or at an older revision, with the chains that search it",
  access: read,
  params: DocumentSetParams,
  query: z.object({ revision: RevisionNumber.optional() }),
  response: DocumentSetDetail,
  hasEtag: true,
});

export const editDocumentSetRoute = defineRoute({
  method: "PATCH",
  path: `${base}/{name}`,
  summary: "Change the description or the language; another language makes a new revision",
  access: write,
  params: DocumentSetParams,
  body: UpdateDocumentSet,
  response: DocumentSetDetail,
});

export const archiveDocumentSetRoute = defineRoute({
  method: "POST",
  path: `${base}/{name}/archive`,
  summary: "Archive a document set: chains that search it keep it, lists leave it out",
  access: write,
  params: DocumentSetParams,
  response: DocumentSetDetail,
});

export const unarchiveDocumentSetRoute = defineRoute({
  method: "DELETE",
  path: `${base}/{name}/archive`,
  summary: "Restore an archived document set",
  access: write,
  params: DocumentSetParams,
  response: DocumentSetDetail,
});

export const listDocumentRevisionsRoute = defineRoute({
  method: "GET",
  path: `${base}/{name}/revisions`,
  summary: "The revisions of a document set, newest first",
  access: read,
  params: DocumentSetParams,
  query: Page,
  response: listOf(DocumentSetRevision),
});
