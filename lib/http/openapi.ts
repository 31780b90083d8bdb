import { z } from "zod";
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from "zod-openapi";
import type { Need } from "@/lib/auth/authorize";
import { defineRoute, Problem, type RouteContract } from "./contract";

export const openApiRoute = defineRoute({
  method: "GET",
  path: "/api/v1/openapi.json",
  summary: "This document",
  access: "public",
  ownResponse: z.looseObject({ openapi: z.string() }).meta({ id: "OpenApiDocument" }),
});

export type Contract = RouteContract & { isRoute: true };

/** Contracts that belong together in the document: what the modules of one domain export. */
export interface Section {
  tag: string;
  description: string;
  modules: readonly object[];
}

/** The contracts among a module's exports, with the names that they have there. */
export function contractsOf(module: object): [name: string, contract: Contract][] {
  return Object.entries(module).filter(
    (entry): entry is [string, Contract] =>
      typeof entry[1] === "object" && entry[1] !== null && "isRoute" in entry[1],
  );
}

/** The OpenAPI 3.1 document of the given contracts: the same objects that `route()` enforces. */
export function describeApi(sections: readonly Section[], baseUrl: string) {
  const paths: ZodOpenApiPathsObject = {};
  for (const { tag, modules } of sections) {
    for (const [name, contract] of modules.flatMap(contractsOf)) {
      const item = paths[contract.path] ?? {};
      item[contract.method.toLowerCase() as "get"] = {
        operationId: name.replace(/Route$/, ""),
        tags: [tag],
        ...describeRoute(contract),
      };
      paths[contract.path] = item;
    }
  }
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Galley",
      version: "1",
      description: "Change prompts the way good teams change code.",
      license: { name: "MIT", identifier: "MIT" },
      contact: { name: "The operators of this Galley", url: baseUrl },
    },
    servers: [{ url: baseUrl, description: "This Galley" }],
    tags: sections.map(({ tag, description }) => ({ name: tag, description })),
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer" },
        apiKeyAsPassword: {
          type: "http",
          scheme: "basic",
          description: "Any user name, the API key as password",
        },
        session: { type: "apiKey", in: "cookie", name: "galley.session" },
      },
    },
    paths,
  });
}

function describeNeed({ scope, reads, role = "viewer" }: Need): string {
  const scopes = reads ? `Scopes \`${scope}\` and \`${reads}\`` : `Scope \`${scope}\``;
  return `${scopes}, role ${role} or above.`;
}

function describeAccess({
  access,
  path,
}: Contract): Pick<ZodOpenApiOperationObject, "description" | "security"> {
  if (access === "public") return { description: "Needs no sign-in.", security: [] };
  if (access === "account") {
    return { description: "For a signed-in person.", security: [{ session: [] }] };
  }
  if (access === "key") return { description: "For any API key.", security: [{ apiKey: [] }] };
  const other = path.startsWith("/api/public/") ? "apiKeyAsPassword" : "session";
  return { description: describeNeed(access), security: [{ apiKey: [] }, { [other]: [] }] };
}

const asText = z.string();

function describeRoute(contract: Contract): ZodOpenApiOperationObject {
  const { params, query } = contract;
  const json = contract.body ?? contract.ownBody;
  const body = {
    ...(json ? { "application/json": { schema: json } } : {}),
    ...contentOf(contract.rawBody ?? [], asText),
  };
  return {
    summary: contract.summary,
    ...describeAccess(contract),
    requestParams: { ...(params ? { path: params } : {}), ...(query ? { query } : {}) },
    ...(Object.keys(body).length > 0 ? { requestBody: { required: true, content: body } } : {}),
    responses: describeResponses(contract),
  };
}

function describeResponses(contract: Contract): ZodOpenApiResponsesObject {
  const { status = 200, hasEtag, ownError } = contract;
  const json = contract.response ?? contract.ownResponse;
  const content = {
    ...(json ? { "application/json": { schema: json } } : {}),
    ...contentOf(contract.files ?? [], asText),
  };
  const error = ownError
    ? contentOf(ownError.types, ownError.schema)
    : contentOf(["application/problem+json"], Problem);
  const hasContent = Object.keys(content).length > 0;
  return {
    [String(status) as "200"]: { description: "Done", ...(hasContent ? { content } : {}) },
    ...(hasEtag && contract.method === "GET"
      ? { "304": { description: "It is what `If-None-Match` names" } }
      : {}),
    "4XX": { description: "Refused; `code` says why", content: error },
    "5XX": { description: "Failed here, or not available now", content: error },
  };
}

function contentOf(types: readonly string[], schema: z.ZodType) {
  return Object.fromEntries(types.map((type) => [type, { schema }]));
}
