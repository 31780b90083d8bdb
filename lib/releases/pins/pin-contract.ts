import { z } from "zod";
import { Person } from "@/lib/auth/contract";
import { defineRoute, listOf, Page, ProjectParams, Timestamp } from "@/lib/http/contract";
import { PromptName } from "@/lib/prompts/contract";

const Arm = z.enum(["stable", "candidate"]);

export const Pin = z
  .object({
    id: z.string(),
    environment: z.string(),
    /** null: of every prompt of the environment. */
    prompt: z.string().nullable(),
    units: z.array(z.string()),
    /** null: the version. `candidate` means the stable version while no rollout runs. */
    arm: Arm.nullable(),
    version: z.int().nullable(),
    reason: z.string(),
    createdAt: Timestamp,
    createdBy: Person,
    removedAt: Timestamp.nullable(),
    removedBy: Person.nullable(),
  })
  .meta({ id: "Pin" });
export type Pin = z.infer<typeof Pin>;

const Unit = z
  .string()
  .min(1, "A unit has at least one character.")
  .max(500, "A unit has at most 500 characters.");

export const CreatePin = z
  .strictObject({
    prompt: PromptName.optional().meta({
      description: "Without one the pin is of every prompt; a pin of one prompt goes before it",
    }),
    units: z
      .array(Unit)
      .min(1, "Name at least one unit.")
      .max(1_000, "A rule holds at most 1,000 units. Make another one for the rest."),
    arm: Arm.optional(),
    version: z.int("Write a whole number.").min(1, "Versions count from 1.").optional(),
    reason: z.string().trim().min(1, "Say why.").max(500, "At most 500 characters."),
  })
  .superRefine(({ units, arm, version, prompt }, context) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: "custom", path, message });
    const again = units.findIndex((unit, index) => units.indexOf(unit) < index);
    if (again >= 0) refuse(["units", again], `“${units[again]}” is in the list twice.`);
    if ((arm === undefined) === (version === undefined)) {
      refuse(["arm"], "Choose an arm or a version: one of the two.");
    }
    if (version !== undefined && prompt === undefined) {
      refuse(["prompt"], "A version is of one prompt. Choose the prompt.");
    }
  })
  .meta({ id: "CreatePin" });
export type CreatePin = z.infer<typeof CreatePin>;

export const ListPins = Page.extend({
  prompt: PromptName.optional().meta({ description: "Also those of every prompt" }),
  state: z.enum(["active", "all"]).default("active"),
});
export type ListPins = z.infer<typeof ListPins>;

const path = "/api/v1/projects/{project}/environments/{environment}/pins";
const PinsParams = ProjectParams.extend({ environment: z.string().min(1).max(40) });
const releasing = { scope: "releases:write", role: "editor" } as const;

export const listPinsRoute = defineRoute({
  method: "GET",
  path,
  summary: "Which units are pinned to an arm or a version there, newest first; who said so and why",
  access: { scope: "prompts:read" },
  params: PinsParams,
  query: ListPins,
  response: listOf(Pin),
});

export const createPinRoute = defineRoute({
  method: "POST",
  path,
  summary: "Pin units to an arm, or to a version that was released there",
  access: releasing,
  params: PinsParams,
  body: CreatePin,
  status: 201,
  response: Pin,
});

export const deletePinRoute = defineRoute({
  method: "DELETE",
  path: `${path}/{pin}`,
  summary: "Remove a pin; its units follow the rollout again",
  access: releasing,
  params: PinsParams.extend({ pin: z.uuid() }),
  status: 204,
});
