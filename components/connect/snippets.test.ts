import { execFileSync } from "node:child_process";
import { transformSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { CLIENTS, type SnippetFacts, writeSnippet } from "./snippets";
import { writeVariables } from "./write-variables";

const facts: SnippetFacts = {
  ...{ baseUrl: "https://galley.acme.example", project: "helpdesk", environment: "staging" },
  ...{ prompt: "support/triage", kind: "chat", apiKey: "galley_live_0a1b2c3d_secret" },
  variables: ["ticket", "customer.tier", "order-id"],
  placeholders: ["history"],
};
const clients = CLIENTS.map(({ value }) => value);

describe.each(clients)("the snippet for %s", (client) => {
  const { install, environment, file, code } = writeSnippet(client, facts);

  test("names the project's own address, prompt, environment and key", () => {
    expect(code).toMatch(/"support\/triage"|support%2Ftriage/);
    expect(code).toContain("staging");
    expect(`${environment}\n${code}`).toContain("https://galley.acme.example");
    expect(environment).toContain(facts.apiKey);
    expect(code).not.toContain(facts.apiKey);
  });

  test("can be read by what runs it", () => {
    if (client === "curl") {
      execFileSync("sh", ["-n", "-c", `${environment}\n${code}`]);
      return;
    }
    expect(file).toBe("triage.ts");
    expect(() => transformSync(code, { loader: "ts", format: "esm" })).not.toThrow();
    const packages = [...code.matchAll(/from "([^"]+)"/g)].map(([, name]) => name);
    expect(install?.split(" ").slice(2).toSorted()).toEqual(packages.toSorted());
  });
});

test("a prompt without variables or placeholders is filled with nothing", () => {
  const bare = { ...facts, variables: [], placeholders: [] };
  expect(writeSnippet("galley", bare).code).toContain("prompt.compile({});");
  expect(writeSnippet("langfuse", bare).code).toContain("prompt.compile({});");
});

test("long arguments stand on lines of their own", () => {
  expect(writeSnippet("galley", facts).code).toContain(`prompt.compile(
    { ticket: "…", customer: { tier: "…" }, "order-id": "…" },
    { placeholders: { history: [] } },
  );`);
});

test("variables are written as the object that they are read from", () => {
  expect(writeVariables(["ticket", "customer.tier", "customer.name", "order-id"])).toBe(
    '{ ticket: "…", customer: { tier: "…", name: "…" }, "order-id": "…" }',
  );
  expect(writeVariables(["items.0", "__proto__"])).toBe('{ items: { "0": "…" }, __proto__: "…" }');
  expect(writeVariables([])).toBe("{}");
});
