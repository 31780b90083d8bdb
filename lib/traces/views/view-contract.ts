import { z } from "zod";
import { defineRoute, ProjectParams, Timestamp } from "@/lib/http/contract";
import { TraceFilters } from "@/lib/traces/filter-contract";

export const MAX_VIEWS = 50;

/** What a saved filter holds; a name that is no filter is refused rather than forgotten. */
export const ViewFilters = TraceFilters.strict();

export const ViewName = z
  .string()
  .trim()
  .min(1, "Give the filter a name.")
  .max(60, "At most 60 characters.");

/** A saved filter of the trace list, shared with the project. */
export const TraceView = z
  .object({
    name: z.string(),
    filters: ViewFilters,
    createdAt: Timestamp,
    /** The list's query string, without a question mark. */
    query: z.string(),
  })
  .meta({ id: "TraceView" });
export type TraceView = z.infer<typeof TraceView>;

export const SaveTraceView = z.strictObject({ name: ViewName, filters: ViewFilters });
export type SaveTraceView = z.infer<typeof SaveTraceView>;

const base = "/api/v1/projects/{project}/trace-views" as const;
const write = { scope: "evals:write", reads: "traces:read", role: "editor" } as const;

export const listTraceViewsRoute = defineRoute({
  method: "GET",
  path: base,
  summary: "Saved filters of the trace list, by name, at most 50",
  access: { scope: "traces:read" },
  params: ProjectParams,
  response: z.object({ data: z.array(TraceView), nextCursor: z.null() }),
});

export const saveTraceViewRoute = defineRoute({
  method: "POST",
  path: base,
  summary: "Save a filter of the trace list under a name of its own",
  access: write,
  params: ProjectParams,
  body: SaveTraceView,
  status: 201,
  response: TraceView,
});

export const removeTraceViewRoute = defineRoute({
  method: "DELETE",
  path: `${base}/{view}`,
  summary: "Remove a saved filter",
  access: write,
  params: ProjectParams.extend({ view: z.string().min(1).max(60) }),
  status: 204,
});

/** Rows of one file, at most; the newest. */
export const MAX_EXPORTED = 500_000;

export const exportTracesRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/trace-exports",
  summary: "The filtered traces as CSV or JSON lines, newest first, at most 500,000",
  access: { scope: "traces:read" },
  params: ProjectParams,
  query: TraceFilters.extend({ format: z.enum(["csv", "jsonl"]).default("csv") }),
  files: ["text/csv", "application/jsonl"],
});
