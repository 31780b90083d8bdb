import { z } from "zod";
import { defineRoute, ProjectParams, Timestamp } from "@/lib/http/contract";
import { Release, reading, releasesPath } from "@/lib/releases/contract";
import { Pin } from "@/lib/releases/pins/pin-contract";

export const ChangesQuery = z.object({
  from: z.iso.datetime({ offset: true, error: "Give a moment like 2026-11-22T09:00:00Z." }),
  /** Without it: now. */
  to: z.iso
    .datetime({ offset: true, error: "Give a moment like 2026-11-22T09:00:00Z." })
    .optional(),
  environment: z.string().min(1).max(40).default("production"),
});
export type ChangesQuery = z.infer<typeof ChangesQuery>;

const PinChange = Pin.pick({ prompt: true, arm: true, version: true, reason: true }).extend({
  units: z.int().meta({ description: "How many; units may be people" }),
});

/**
 * What was live at two moments, every release between them (the newest 500), and what changed around the
 * prompts meanwhile: connections to models, the environment's own rules and its pins (the newest 100). Oldest first.
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
        /** Of pin.created and pin.removed. */
        pin: PinChange.optional(),
      }),
    ),
    isCut: z.boolean(),
  })
  .meta({ id: "Changes" });
export type Changes = z.infer<typeof Changes>;

export const readChangesRoute = defineRoute({
  method: "GET",
  path: `${releasesPath}/changes`,
  summary: "What changed in an environment between two moments",
  access: reading,
  params: ProjectParams,
  query: ChangesQuery,
  response: Changes,
});
