import { z } from "zod";
import { Person, Role } from "@/lib/auth/contract";
import { defineRoute, listOf, Page, ProjectParams, Timestamp } from "@/lib/http/contract";
import { PromptName, VersionContent, VersionNumber } from "@/lib/prompts/contract";
import { Gate } from "@/lib/specs/contract";

const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `At most ${most.toLocaleString("en")} characters.`);

/** The author's words. What was measured is written beside them by Galley and cannot be altered. */
export const WrittenNote = z
  .strictObject({
    goal: text(2_000).min(1, "Say what gets better, and for whom."),
    change: text(4_000).min(1, "Say what you did."),
    evalResult: text(4_000).optional(),
    tradeOff: text(4_000).optional(),
    risks: text(4_000).optional(),
  })
  .meta({ id: "WrittenNote" });
export type WrittenNote = z.infer<typeof WrittenNote>;

/** A run that a figure comes from. */
export const RunRef = z.object({ id: z.string(), number: z.int() });
export type RunRef = z.infer<typeof RunRef>;

export const FigureKind = z.enum([
  "pass_rate",
  "scorer_rate",
  "difference",
  "newly_passing",
  "newly_failing",
  "segment_difference",
  "latency_p95_ms",
  "latency_p95_difference_ms",
  "cost_per_success_usd",
  "cost_difference_usd",
]);
export type FigureKind = z.infer<typeof FigureKind>;

/**
 * One measured figure, as the API of `run` says it (with `baseline`: of their comparison). Rates and
 * differences of rates are fractions, durations milliseconds, money US dollars. `of` names a scorer or segment.
 */
export const MeasuredFigure = z
  .object({
    kind: FigureKind,
    of: z.string().optional(),
    value: z.number(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    n: z.int().nullable(),
    run: RunRef,
    baseline: RunRef.optional(),
  })
  .meta({ id: "MeasuredFigure" });
export type MeasuredFigure = z.infer<typeof MeasuredFigure>;

/** Words and figures in turn; a part with `figure` is what the figure reads like. */
export const MeasuredSentence = z
  .object({
    parts: z.array(z.object({ text: z.string(), isFigure: z.boolean() })),
    tone: z.enum(["plain", "inconclusive", "worse"]),
    figures: z.array(MeasuredFigure),
  })
  .meta({ id: "MeasuredSentence" });
export type MeasuredSentence = z.infer<typeof MeasuredSentence>;

/** What the runs say about a version, against what is live. Frozen with the release. */
export const Measured = z
  .object({
    asOf: Timestamp,
    /** The version that it is compared with; null: nothing was live, or it was never measured. */
    against: z.int().nullable(),
    runs: z.array(RunRef),
    evalResult: z.array(MeasuredSentence),
    tradeOff: z.array(MeasuredSentence),
  })
  .meta({ id: "Measured" });
export type Measured = z.infer<typeof Measured>;

/** `evalResult` and `tradeOff` are whole texts: the measured sentences, then the author's words (`added`). */
export const ReleaseNote = z
  .object({
    goal: z.string(),
    change: z.string(),
    evalResult: z.string(),
    tradeOff: z.string(),
    risks: z.string(),
    added: z.object({ evalResult: z.string(), tradeOff: z.string() }),
    measured: Measured,
  })
  .meta({ id: "ReleaseNote" });
export type ReleaseNote = z.infer<typeof ReleaseNote>;

export const ReleaseRef = z.object({ id: z.string(), number: z.int(), version: z.int() });
export type ReleaseRef = z.infer<typeof ReleaseRef>;

export const Release = z
  .object({
    id: z.string(),
    number: z.int().meta({ description: "Counts from 1 in the project" }),
    prompt: z.string(),
    version: z.int(),
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
    note: ReleaseNote,
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
  })
  .meta({ id: "CreateRelease" });
export type CreateRelease = z.infer<typeof CreateRelease>;

export const RollBack = z
  .strictObject({ reason: text(2_000).min(1, "Say why; the next person will ask.") })
  .meta({ id: "RollBack" });
export type RollBack = z.infer<typeof RollBack>;

export const ReasonCode = z.enum([
  "release_role",
  "already_live",
  "not_approved",
  "changes_requested",
  "gate_not_passed",
]);
export type ReasonCode = z.infer<typeof ReasonCode>;

export const ReleaseReason = z.object({
  code: ReasonCode,
  path: z.string(),
  message: z.string(),
});
export type ReleaseReason = z.infer<typeof ReleaseReason>;

/** Whether this version may go live there, for the person who asks, and on what evidence. */
export const ReleaseChecks = z
  .object({
    isAllowed: z.boolean(),
    reasons: z.array(ReleaseReason),
    requiredApprovals: z.int(),
    requiresGates: z.boolean(),
    releaseRole: Role,
    review: z.object({ id: z.string(), number: z.int(), title: z.string() }).nullable(),
    approvedBy: z.array(Person),
    changesRequestedBy: z.array(Person),
    gates: z.array(Gate),
  })
  .meta({ id: "ReleaseChecks" });
export type ReleaseChecks = z.infer<typeof ReleaseChecks>;

/** What the release form begins with: checks and measured sentences, both as of now. */
export const ReleaseDraft = z
  .object({
    prompt: z.string(),
    version: z.int(),
    environment: z.string(),
    replaces: z.int().nullable(),
    author: Person,
    /** Commit messages of the versions since what is live, newest first; a start for “change”. */
    changes: z.array(z.object({ version: z.int(), message: z.string() })),
    measured: Measured,
    checks: ReleaseChecks,
  })
  .meta({ id: "ReleaseDraft" });
export type ReleaseDraft = z.infer<typeof ReleaseDraft>;

export const ReleaseDraftQuery = z.object({
  prompt: PromptName,
  version: VersionNumber,
  environment: z.string().min(1).max(40),
  review: z.string().min(1).max(60).optional(),
});
export type ReleaseDraftQuery = z.infer<typeof ReleaseDraftQuery>;

export const ListReleases = Page.extend({
  prompt: z.string().max(120).optional(),
  environment: z.string().max(40).optional(),
  /** Looks in the notes, the reasons, the prompt's name and who released. */
  q: z.string().trim().max(200).optional(),
});
export type ListReleases = z.infer<typeof ListReleases>;

export const ChangesQuery = z.object({
  from: z.iso.datetime({ offset: true, error: "Give a moment like 2026-11-22T09:00:00Z." }),
  /** Without it: now. */
  to: z.iso
    .datetime({ offset: true, error: "Give a moment like 2026-11-22T09:00:00Z." })
    .optional(),
  environment: z.string().min(1).max(40).default("production"),
});
export type ChangesQuery = z.infer<typeof ChangesQuery>;

/**
 * What was live at two moments, every release between them (the newest 500), and what changed around the
 * prompts meanwhile: connections to models, and the environment's own rules (the newest 100). Oldest first.
 */
export const Changes = z
  .object({
    from: Timestamp,
    to: Timestamp,
    environment: z.string(),
    prompts: z.array(
      z.object({
        prompt: z.string(),
        before: z.int().nullable(),
        after: z.int().nullable(),
        hasChanged: z.boolean(),
      }),
    ),
    releases: z.array(Release),
    surroundings: z.array(
      z.object({
        at: Timestamp,
        actor: z.string(),
        type: z.string().meta({ description: "Of the event, as connection.changed" }),
        name: z.string(),
      }),
    ),
    isCut: z.boolean(),
  })
  .meta({ id: "Changes" });
export type Changes = z.infer<typeof Changes>;

export const ServedVersion = z
  .object({
    prompt: z.string(),
    version: z.int(),
    environment: z.string(),
    messages: VersionContent.shape.messages,
    model: VersionContent.shape.model,
    settings: z.record(z.string(), z.unknown()),
    tools: z.unknown().optional(),
    outputSchema: z.unknown().optional(),
    retrieval: z.unknown().optional(),
  })
  .meta({ id: "ServedVersion" });
export type ServedVersion = z.infer<typeof ServedVersion>;

export const Served = ServedVersion.extend({
  assignment: z.object({ arm: z.enum(["stable", "candidate"]), rolloutId: z.string().optional() }),
}).meta({ id: "Served" });
export type Served = z.infer<typeof Served>;

/** What an SDK keeps: whole versions. */
export const ServingDocument = z.object({ stable: ServedVersion }).meta({ id: "ServingDocument" });
export type ServingDocument = z.infer<typeof ServingDocument>;

/** An id, or the number that people call it by. */
export const ReleaseParams = ProjectParams.extend({ release: z.string().min(1).max(60) });
export type ReleaseParams = z.infer<typeof ReleaseParams>;

const path = "/api/v1/projects/{project}/releases";
const reading = { scope: "prompts:read" } as const;
const releasing = { scope: "releases:write", role: "editor" } as const;

export const createReleaseRoute = defineRoute({
  method: "POST",
  path,
  summary: "Release a version; 409 not_approved or gate_not_passed with the reasons",
  access: releasing,
  params: ProjectParams,
  body: CreateRelease,
  status: 201,
  response: Release,
});

export const listReleasesRoute = defineRoute({
  method: "GET",
  path,
  summary: "The changelog: releases of the project or of one prompt, newest first",
  access: reading,
  params: ProjectParams,
  query: ListReleases,
  response: listOf(Release),
});

export const getReleaseRoute = defineRoute({
  method: "GET",
  path: `${path}/{release}`,
  summary: "One release with its note",
  access: reading,
  params: ReleaseParams,
  response: Release,
});

export const exportReleaseRoute = defineRoute({
  method: "GET",
  path: `${path}/{release}/markdown`,
  summary: "The release note as Markdown",
  access: reading,
  params: ReleaseParams,
});

export const exportChangelogRoute = defineRoute({
  method: "GET",
  path: `${path}/markdown`,
  summary: "The changelog as Markdown, the newest 500 releases",
  access: reading,
  params: ProjectParams,
  query: ListReleases.omit({ limit: true, cursor: true }),
});

export const rollBackRoute = defineRoute({
  method: "POST",
  path: `${path}/{release}/rollback`,
  summary: "Take a release back: a new release of the version that was live before it",
  access: releasing,
  params: ReleaseParams,
  body: RollBack,
  status: 201,
  response: Release,
});

export const getReleaseDraftRoute = defineRoute({
  method: "GET",
  path: `${path}/drafts`,
  summary: "What a release of this version would say and need, as of now",
  access: reading,
  params: ProjectParams,
  query: ReleaseDraftQuery,
  response: ReleaseDraft,
});

export const readChangesRoute = defineRoute({
  method: "GET",
  path: `${path}/changes`,
  summary: "What changed in an environment between two moments",
  access: reading,
  params: ProjectParams,
  query: ChangesQuery,
  response: Changes,
});

export const readFeedRoute = defineRoute({
  method: "GET",
  path: `${path}/feed`,
  summary: "The newest 50 releases as RSS 2.0; Basic auth with an API key as the password works",
  access: reading,
  params: ProjectParams,
  query: z.object({
    prompt: z.string().max(120).optional(),
    environment: z.string().max(40).optional(),
  }),
});

const serving = {
  method: "GET",
  access: reading,
  isHot: true,
  params: ProjectParams.extend({ name: PromptName }),
} as const;
const environment = z.string().min(1).max(40).default("production");

export const getServedRoute = defineRoute({
  ...serving,
  path: "/api/v1/projects/{project}/prompts/{name}/served",
  summary: "The one version for this unit, from memory; ETag; 404 when nothing is released there",
  query: z.object({ environment, unit: z.string().max(500).optional() }),
});

export const getServingRoute = defineRoute({
  ...serving,
  path: "/api/v1/projects/{project}/prompts/{name}/serving",
  summary: "The serving document that an SDK keeps; ETag, 304",
  query: z.object({ environment }),
});

export const streamServingRoute = defineRoute({
  ...serving,
  path: "/api/v1/projects/{project}/prompts/{name}/serving/stream",
  summary: "Server-sent events: the serving document at once and after every change",
  query: z.object({ environment }),
});
