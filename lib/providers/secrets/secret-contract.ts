import { z } from "zod";
import { defineRoute, listOf, ProjectParams, Timestamp } from "@/lib/http/contract";

export const SecretName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9_-]{0,59}$/,
    "Use up to 60 lower-case letters, digits, - or _, for example crm-token.",
  );

const SecretValue = z
  .string()
  .trim()
  .min(1, "Give the value.")
  .max(8_000, "At most 8,000 characters.")
  .regex(/^[\x20-\x7e]*$/, "A header holds letters, digits and signs of ASCII alone.");

/** `address` is one of the server's; the value is sent to its scheme, host and port and to no other. */
export const CreateEndpointSecret = z
  .strictObject({
    name: SecretName,
    address: z
      .url({ protocol: /^https?$/, error: "Give an address that begins with https:// or http://." })
      .max(2_000, "At most 2,000 characters."),
    value: SecretValue,
  })
  .meta({ id: "CreateEndpointSecret" });
export type CreateEndpointSecret = z.infer<typeof CreateEndpointSecret>;

export const UpdateEndpointSecret = z
  .strictObject({ value: SecretValue })
  .meta({ id: "UpdateEndpointSecret" });
export type UpdateEndpointSecret = z.infer<typeof UpdateEndpointSecret>;

/** The value is never part of any answer. */
export const EndpointSecret = z
  .object({
    name: z.string(),
    origin: z.string(),
    lastFour: z.string().nullable(),
    /** Chains whose latest version names it. */
    chains: z.array(z.string()),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "EndpointSecret" });
export type EndpointSecret = z.infer<typeof EndpointSecret>;

const path = "/api/v1/projects/{project}/endpoint-secrets";
const access = { scope: "admin", role: "admin" } as const;
const params = ProjectParams.extend({ secret: z.string() });

export const listEndpointSecretsRoute = defineRoute({
  method: "GET",
  path,
  summary: "Secrets that steps of chains send in a header, without their values",
  access: { scope: "prompts:read" },
  params: ProjectParams,
  response: listOf(EndpointSecret),
});

export const createEndpointSecretRoute = defineRoute({
  method: "POST",
  path,
  summary: "Keep a header's value for one server; it is sealed and never sent back",
  access,
  params: ProjectParams,
  body: CreateEndpointSecret,
  status: 201,
  response: EndpointSecret,
});

export const updateEndpointSecretRoute = defineRoute({
  method: "PATCH",
  path: `${path}/{secret}`,
  summary: "Give a secret a new value; versions that name it send that from now on",
  access,
  params,
  body: UpdateEndpointSecret,
  response: EndpointSecret,
});

export const deleteEndpointSecretRoute = defineRoute({
  method: "DELETE",
  path: `${path}/{secret}`,
  summary: "Delete a secret; `confirmed` when the latest version of a chain names it",
  access,
  params,
  query: z.object({ confirmed: z.stringbool().default(false) }),
  status: 204,
});
