import { z } from "zod";
import { defineRoute, listOf, Page, ProjectParams, Timestamp } from "@/lib/http/contract";

/** One entry of the audit log. */
export const AuditEvent = z
  .object({
    seq: z.number().int(),
    at: Timestamp,
    actor: z.object({
      kind: z.enum(["member", "key", "system"]),
      id: z.string().nullable(),
      name: z.string(),
    }),
    type: z.string().meta({ description: "Noun and participle, as in version.saved" }),
    subject: z.object({ type: z.string(), id: z.string() }),
    data: z.record(z.string(), z.unknown()),
    hash: z.string(),
  })
  .meta({ id: "Event" });
export type AuditEvent = z.infer<typeof AuditEvent>;

export const EventFilter = z.object({
  /** A part of the name of a person, an API key or a job, or its whole id. */
  actor: z.string().trim().max(100).optional(),
  /** A type, or the start of one: `member` finds `member.removed`. */
  type: z.string().trim().max(60).optional(),
  from: Timestamp.optional(),
  to: Timestamp.optional(),
});
export type EventFilter = z.infer<typeof EventFilter>;

export const ExportEvents = EventFilter.extend({
  /** `jsonl`: one event a line, with the hash that it was chained with. */
  format: z.enum(["csv", "jsonl"]).default("csv"),
});
export type ExportEvents = z.infer<typeof ExportEvents>;

export const listEventsRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/events",
  summary: "The audit log, newest first",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams,
  query: Page.extend(EventFilter.shape),
  response: listOf(AuditEvent),
});

export const exportEventsRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/events/export",
  summary: "The audit log as CSV or JSON lines, oldest first",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams,
  query: ExportEvents,
  files: ["text/csv", "application/jsonl"],
});

/**
 * Whether the log is the one that was written: every entry holds the hash of the one before and a seal, and
 * the head and the checkpoints say how far it went.
 */
export const ChainVerification = z
  .object({
    isWhole: z.boolean(),
    count: z.number().int(),
    /** The first entry that does not fit, and why. */
    brokenAt: z.number().int().nullable(),
    why: z.string().nullable(),
    /** All that is wrong, in plain words. */
    problems: z.array(z.string()),
    /** Entries up to here were written before there was a key: chained, and not sealed. */
    unsealedUntil: Timestamp.nullable(),
    checkedAt: Timestamp,
  })
  .meta({ id: "ChainVerification" });
export type ChainVerification = z.infer<typeof ChainVerification>;

export const verifyEventsRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/events/verification",
  summary: "Check the audit log from its first entry: hashes, seals, head and checkpoints",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams,
  response: ChainVerification,
});
