import { z } from "zod";
import { Person } from "@/lib/auth/contract";
import { defineRoute, listOf, Page, ProjectParams, Timestamp } from "@/lib/http/contract";
import { PromptName, VersionNumber } from "@/lib/prompts/contract";
import { noteText, ReleaseNote, WrittenNote } from "@/lib/releases/note/note-contract";
import { ReleaseApproval } from "@/lib/reviews/evidence/release-evidence-contract";
import { ReleaseRollout } from "@/lib/rollouts/contract";
import { RolloutPlan } from "@/lib/rollouts/plan/plan-contract";
import { EvidenceDefinitions } from "@/lib/specs/evidence/definitions-contract";
import { Gate } from "@/lib/specs/gates/gate-contract";

export const ReleaseRef = z.object({
  id: z.string(),
  number: z.int(),
  version: z.int().nullable(),
});
export type ReleaseRef = z.infer<typeof ReleaseRef>;

export const Release = z
  .object({
    id: z.string(),
    number: z.int().meta({ description: "Counts from 1 in the project" }),
    prompt: z.string(),
    version: z.int().nullable().meta({ description: "null: nothing is live there any more" }),
    environment: z.string(),
    releasedAt: Timestamp,
    releasedBy: Person,
    /** The version that was live before; null: the first release there. */
    replaces: z.int().nullable(),
    /** A rollback: the id of the release that it takes back. */
    rollbackOf: z.string().optional(),
    rolledBack: ReleaseRef.optional(),
    reason: z.string().nullable(),
    review: z.string().optional(),
    reviewNumber: z.int().optional(),
    /** Every criterion's verdict as it was decided on, waivers included. */
    gates: z.array(Gate),
    approvals: z.array(ReleaseApproval),
    /**
     * What the gates were decided by: the spec's revision and criteria, the sets' revisions, scorers, segments.
     * null: a rollback, which asks for nothing, or a release from before this was written down.
     */
    definitions: EvidenceDefinitions.nullable(),
    note: ReleaseNote,
    rollout: ReleaseRollout.optional(),
    isLive: z.boolean(),
    /** The release that came after it in the same environment. */
    replacedBy: ReleaseRef.extend({ at: Timestamp, isRollback: z.boolean() }).nullable(),
  })
  .meta({ id: "Release" });
export type Release = z.infer<typeof Release>;

export const CreateRelease = z
  .strictObject({
    prompt: PromptName,
    version: VersionNumber,
    environment: z.string().min(1, "Name the environment.").max(40),
    /** Id or number of the review whose approvals count; without it the newest of this version and environment. */
    review: z.string().min(1).max(60).optional(),
    note: WrittenNote,
    /** Goes live in stages, watched by guardrails; without it everybody gets the version at once. */
    rollout: RolloutPlan.optional(),
    /** Takes a rollout that goes on there back first; without it such a rollout refuses the release with 409. */
    endsRollout: z.boolean().optional(),
  })
  .meta({ id: "CreateRelease" });
export type CreateRelease = z.infer<typeof CreateRelease>;
export type CreateReleaseInput = z.input<typeof CreateRelease>;

export const RollBack = z
  .strictObject({ reason: noteText(2_000).min(1, "Give a reason; the next person will ask.") })
  .meta({ id: "RollBack" });
export type RollBack = z.infer<typeof RollBack>;

export const ListReleases = Page.extend({
  prompt: z.string().max(120).optional(),
  environment: z.string().max(40).optional(),
  /** Looks in the notes, the reasons, the prompt's name and who released. */
  q: z.string().trim().max(200).optional(),
});
export type ListReleases = z.infer<typeof ListReleases>;

/** An id, or the number that people call it by. */
export const ReleaseParams = ProjectParams.extend({ release: z.string().min(1).max(60) });
export type ReleaseParams = z.infer<typeof ReleaseParams>;

export const releasesPath = "/api/v1/projects/{project}/releases";
export const reading = { scope: "prompts:read" } as const;

const releasing = { scope: "releases:write", role: "editor" } as const;

export const createReleaseRoute = defineRoute({
  method: "POST",
  path: releasesPath,
  summary: "Release a version; 409 not_approved or gate_not_passed with the reasons",
  access: releasing,
  params: ProjectParams,
  body: CreateRelease,
  status: 201,
  response: Release,
});

export const listReleasesRoute = defineRoute({
  method: "GET",
  path: releasesPath,
  summary: "The changelog: releases of the project or of one prompt, newest first",
  access: reading,
  params: ProjectParams,
  query: ListReleases,
  response: listOf(Release),
});

export const getReleaseRoute = defineRoute({
  method: "GET",
  path: `${releasesPath}/{release}`,
  summary: "One release with its note",
  access: reading,
  params: ReleaseParams,
  response: Release,
});

export const exportReleaseRoute = defineRoute({
  method: "GET",
  path: `${releasesPath}/{release}/markdown`,
  summary: "The release note as Markdown",
  access: reading,
  params: ReleaseParams,
  files: ["text/markdown"],
});

export const exportChangelogRoute = defineRoute({
  method: "GET",
  path: `${releasesPath}/markdown`,
  summary: "The changelog as Markdown, the newest 500 releases",
  access: reading,
  params: ProjectParams,
  query: ListReleases.omit({ limit: true, cursor: true }),
  files: ["text/markdown"],
});

export const rollBackRoute = defineRoute({
  method: "POST",
  path: `${releasesPath}/{release}/rollback`,
  summary:
    "Roll back a release: a new release of the version that was live before it; for the first one, nothing is live",
  access: releasing,
  params: ReleaseParams,
  body: RollBack,
  status: 201,
  response: Release,
});

export const readFeedRoute = defineRoute({
  method: "GET",
  path: `${releasesPath}/feed`,
  summary: "The newest 50 releases as RSS 2.0; Basic auth with an API key as the password works",
  access: reading,
  params: ProjectParams,
  query: z.object({
    prompt: z.string().max(120).optional(),
    environment: z.string().max(40).optional(),
  }),
  files: ["application/rss+xml"],
});
