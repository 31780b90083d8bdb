import { z } from "zod";
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from "zod-openapi";
import type { Need } from "@/lib/auth/authorize";
import { defineRoute, Problem, type RouteContract } from "./contract";

export const openApiRoute = defineRoute({
  method: "GET",
  path: "/api/v1/openapi.json",
  summary: "This document",
  access: "public",
});

export type Contract = RouteContract & { isRoute: true };

/** The contracts among a module's exports. */
export function contractsOf(module: object): Contract[] {
  return Object.values(module).filter(
    (value): value is Contract => typeof value === "object" && value !== null && "isRoute" in value,
  );
}

/** The OpenAPI 3.1 document of the given contracts: the same objects that `route()` enforces. */
export function describeApi(contracts: readonly Contract[]) {
  const paths: ZodOpenApiPathsObject = {};
  for (const contract of contracts) {
    const item = paths[contract.path] ?? {};
    item[contract.method.toLowerCase() as "get"] = describeRoute(contract);
    paths[contract.path] = item;
  }
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Galley",
      version: "1",
      description: "Change prompts the way good teams change code.",
    },
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer" },
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

function describeRoute(contract: Contract): ZodOpenApiOperationObject {
  const { access, params, query, rawBody, response, status = 200 } = contract;
  const body = contract.body ?? contract.ownBody;
  const content = response ? { content: { "application/json": { schema: response } } } : {};
  return {
    summary: contract.summary,
    ...(typeof access === "object" ? { description: describeNeed(access) } : {}),
    security:
      access === "public"
        ? []
        : access === "account"
          ? [{ session: [] }]
          : [{ apiKey: [] }, { session: [] }],
    requestParams: { ...(params ? { path: params } : {}), ...(query ? { query } : {}) },
    ...(body ? { requestBody: { content: { "application/json": { schema: body } } } } : {}),
    ...(rawBody
      ? {
          requestBody: {
            content: Object.fromEntries(rawBody.map((type) => [type, { schema: z.string() }])),
          },
        }
      : {}),
    responses: {
      [String(status) as "200"]: { description: "Done", ...content },
      default: {
        description: "Refused",
        content: { "application/problem+json": { schema: Problem } },
      },
    },
  };
}
