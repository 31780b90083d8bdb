import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { GET as describeApi } from "@/app/api/v1/openapi.json/route";
import {
  callRoute,
  listMountedRoutes,
  type MountedRoute,
} from "@/scripts/testing/routes/mounted-routes";

/** Who may call them is in every-route.attack.db.test.ts. */
let routes: MountedRoute[];

beforeAll(async () => {
  routes = await listMountedRoutes();
}, 120_000);

describe("every route", () => {
  test("is mounted where its contract says, under the method it says", () => {
    expect(routes.length).toBeGreaterThan(30);
    const wrong = routes
      .filter(
        ({ method, folder, handler: { contract } }) =>
          contract.path !== folder || contract.method !== method,
      )
      .map(({ name, handler: { contract } }) => `${name}: ${contract.method} ${contract.path}`);
    expect(wrong).toEqual([]);
  });

  test("stands in the OpenAPI document", async () => {
    const response = await describeApi(new Request("http://127.0.0.1/api/v1/openapi.json"), {});
    const { paths } = (await response.json()) as { paths: Record<string, object> };
    const missing = routes.filter(
      ({ method, folder }) => !(method.toLowerCase() in (paths[folder] ?? {})),
    );
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  test("outside of /api/v1 stands in the document, or is next-auth's or nobody's", async () => {
    const folder = join(import.meta.dirname, "../app");
    const others = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith("route.ts") && !file.startsWith("api/v1/"))
      .map((file) => `/${file.replace(/\/route\.ts$/, "")}`);
    const response = await describeApi(new Request("http://127.0.0.1/api/v1/openapi.json"), {});
    const { paths } = (await response.json()) as { paths: Record<string, object> };
    const inDocument = (path: string) => path.replace(/\/\[(?:\.\.\.)?(\w+)\]/g, "/{$1}") in paths;
    expect(others.filter((path) => !inDocument(path)).sort()).toEqual([
      "/api/[[...rest]]",
      "/api/auth/[...nextauth]",
      "/ofrep/[[...rest]]",
    ]);
  });

  test("of an account wants a session", async () => {
    const ofAccounts = routes.filter(({ handler }) => handler.contract.access === "account");
    const answers = await Promise.all(
      ofAccounts.map(async (route) => {
        const params = Object.fromEntries(route.params.map((param) => [param, "1"]));
        return { name: route.name, status: (await callRoute(route, { params, body: {} })).status };
      }),
    );
    expect(answers.length).toBeGreaterThan(5);
    expect(answers.filter(({ status }) => status !== 401)).toEqual([]);
  });
});
