import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import type { Need } from "@/lib/auth/authorize";
import type { Role } from "@/lib/auth/contract";
import type { RouteContract } from "@/lib/http/contract";

type Handler = ((request: Request, context: object) => Promise<Response>) & {
  contract: RouteContract;
};

/** A route as it is mounted: `POST /api/v1/projects/{project}/prompts`. */
export interface MountedRoute {
  name: string;
  method: string;
  /** From its folder, `[name]` written as `{name}`. */
  folder: string;
  /** The names in braces, in their order. */
  params: string[];
  handler: Handler;
}

const API = join(import.meta.dirname, "../../../app/api/v1");

/** Every route of the API, by the files in `app/api/v1`. */
export async function listMountedRoutes(): Promise<MountedRoute[]> {
  const files = readdirSync(API, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === "route.ts")
    .map((entry) => join(entry.parentPath, entry.name));
  const routes = await Promise.all(
    files.map(async (file) => {
      const module = (await import(file)) as Record<string, Handler>;
      const folder = `/api/v1/${relative(API, join(file, ".."))}`.replaceAll(/\[(\w+)\]/g, "{$1}");
      const params = [...folder.matchAll(/\{(\w+)\}/g)].map(([, param = ""]) => param);
      return Object.entries(module).map(([method, handler]) => ({
        name: `${method} ${folder}`,
        method,
        folder,
        params,
        handler,
      }));
    }),
  );
  return routes.flat().sort((a, b) => (a.name < b.name ? -1 : 1));
}

export const isInProject = ({ folder }: MountedRoute): boolean => folder.includes("{project}");

export const isWrite = ({ method }: MountedRoute): boolean => method !== "GET";

/** What the contract asks for. Only for routes of a project. */
export function needOf({ name, handler }: MountedRoute): Need & { role: Role } {
  const { access } = handler.contract;
  if (typeof access === "string") throw new Error(`${name} is of no project.`);
  return { role: "viewer", ...access };
}

/** What a caller sends beside the names in the path. */
export interface Sent {
  params: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Calls a route as Next would, without a server. */
export function callRoute(
  { method, folder, handler }: MountedRoute,
  { params, query = {}, body, headers = {} }: Sent,
): Promise<Response> {
  const path = folder.replace(/\{(\w+)\}/g, (_, param: string) =>
    encodeURIComponent(params[param] ?? ""),
  );
  const search = new URLSearchParams(query).toString();
  const hasBody = method !== "GET" && method !== "DELETE" && body !== undefined;
  const isText = typeof body === "string";
  const request = new Request(`http://127.0.0.1:3000${path}${search ? `?${search}` : ""}`, {
    method,
    headers: { ...(hasBody ? { "content-type": "application/json" } : {}), ...headers },
    ...(hasBody ? { body: isText ? body : JSON.stringify(body) } : {}),
  });
  return handler(request, { params: Promise.resolve(params) });
}
