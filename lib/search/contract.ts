import { z } from "zod";
import { defineRoute, ProjectParams } from "@/lib/http/contract";

export const SearchKind = z.enum([
  "prompt",
  "chain",
  "version",
  "run",
  "review",
  "release",
  "eval_set",
  "case",
  "document_set",
  "trace",
]);
export type SearchKind = z.infer<typeof SearchKind>;

export const SearchHit = z
  .object({
    kind: SearchKind,
    label: z.string(),
    /** What it is about, in short. */
    hint: z.string(),
    /** Its page, below the project's. */
    path: z.string(),
  })
  .meta({ id: "SearchHit" });
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchQuery = z.object({ q: z.string().trim().min(1).max(200) });

export const searchRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/search",
  summary: "A few of everything in a project that has a name, a number or an id like the text",
  access: { scope: "prompts:read" },
  params: ProjectParams,
  query: SearchQuery,
  response: z.object({ data: z.array(SearchHit) }),
});
