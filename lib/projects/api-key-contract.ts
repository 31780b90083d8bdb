import { z } from "zod";
import { Email, Person, Scope } from "@/lib/auth/contract";
import { defineRoute, listOf, Page, ProjectParams, Timestamp } from "@/lib/http/contract";

export const CreateApiKey = z.strictObject({
  name: z.string().trim().min(1, "Name it after what will use it.").max(80),
  scopes: z
    .array(Scope)
    .min(1, "Choose at least one scope.")
    .transform((all) => [...new Set(all)]),
  expiresAt: Timestamp.refine((at) => new Date(at) > new Date(), {
    error: "Choose a time in the future.",
  }).optional(),
  /** E-mail of the member that the key acts as, with that member's role. Another member has to confirm it. */
  actsAs: Email.optional(),
});
export type CreateApiKey = z.infer<typeof CreateApiKey>;

export const ApiKey = z
  .object({
    id: z.string(),
    name: z.string(),
    lastFour: z.string(),
    scopes: z.array(Scope),
    actsAs: Person.nullable(),
    createdBy: Person,
    /** `pending`: it acts as a member who has not confirmed it, and does not work before that. */
    state: z.enum(["active", "pending"]),
    createdAt: Timestamp,
    expiresAt: Timestamp.nullable(),
    lastUsedAt: Timestamp.nullable(),
    /** The first request that it was allowed to make; `lastUsedAt` tells of refused ones as well. */
    firstUsedAt: Timestamp.nullable(),
    lastRefusal: z.object({ at: Timestamp, message: z.string() }).nullable(),
    /** Programs that used it, as they call themselves, the last one first. */
    clients: z.array(z.object({ name: z.string(), lastSeenAt: Timestamp })),
  })
  .meta({ id: "ApiKey" });
export type ApiKey = z.infer<typeof ApiKey>;

export const listApiKeysRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/api-keys",
  summary: "The project's API keys that are not revoked, never the keys themselves",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams,
  query: Page,
  response: listOf(ApiKey),
});

export const createApiKeyRoute = defineRoute({
  method: "POST",
  path: "/api/v1/projects/{project}/api-keys",
  summary: "Create an API key; the answer is the only time that it is shown",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams,
  body: CreateApiKey,
  hasSecret: true,
  status: 201,
  response: ApiKey.extend({ apiKey: z.string() }),
});

export const revokeApiKeyRoute = defineRoute({
  method: "DELETE",
  path: "/api/v1/projects/{project}/api-keys/{key}",
  summary: "Revoke an API key; it stops working at once",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams.extend({ key: z.uuid() }),
  status: 204,
});

/** What a client has to know of the key that it was given. */
export const OwnKey = z
  .object({
    name: z.string(),
    scopes: z.array(Scope),
    project: z.object({ slug: z.string(), name: z.string() }),
  })
  .meta({ id: "OwnKey" });
export type OwnKey = z.infer<typeof OwnKey>;

export const getOwnKeyRoute = defineRoute({
  method: "GET",
  path: "/api/v1/api-key",
  summary: "The API key that you send: its project and its scopes",
  access: "key",
  response: OwnKey,
});

/** A key that acts as the signed-in person. */
export const KeyAsMe = ApiKey.extend({
  project: z.object({ slug: z.string(), name: z.string() }),
}).meta({ id: "KeyAsMe" });
export type KeyAsMe = z.infer<typeof KeyAsMe>;

const KeyAsMeParams = z.object({ key: z.uuid() });

export const listKeysAsMeRoute = defineRoute({
  method: "GET",
  path: "/api/v1/account/api-keys",
  summary: "API keys that act as you, also those that wait for you",
  access: "account",
  response: listOf(KeyAsMe),
});

export const confirmKeyRoute = defineRoute({
  method: "POST",
  path: "/api/v1/account/api-keys/{key}/confirmation",
  summary: "Let an API key that somebody else made act as you; it never decides in your name",
  access: "account",
  params: KeyAsMeParams,
  status: 201,
  response: KeyAsMe,
});

export const declineKeyRoute = defineRoute({
  method: "DELETE",
  path: "/api/v1/account/api-keys/{key}",
  summary: "Revoke an API key that acts as you, confirmed or not",
  access: "account",
  params: KeyAsMeParams,
  status: 204,
});
