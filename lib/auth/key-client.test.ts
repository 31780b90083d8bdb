import { expect, test } from "vitest";
import { keyClientOf } from "./key-client";

const of = (headers: Record<string, string>) => keyClientOf((name) => headers[name]);

test.each([
  ["galley-sdk/0.1.0", "galley-sdk 0.1.0"],
  ["curl/8.5.0", "curl 8.5.0"],
  ["node", "node"],
  ["python-requests/2.31.0", "python-requests 2.31.0"],
  ["OTel-OTLP-Exporter-JavaScript/0.203.0", "OTel-OTLP-Exporter-JavaScript 0.203.0"],
  ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36", "a browser"],
])("%s is %s", (agent, client) => expect(of({ "user-agent": agent })).toBe(client));

test("Langfuse's clients say their name in headers of their own", () => {
  const js = { "x-langfuse-sdk-name": "langfuse-js", "x-langfuse-sdk-version": "3.38.6" };
  expect(of({ ...js, "user-agent": "node" })).toBe("langfuse-js 3.38.6");
  expect(of({ "x-langfuse-sdk-name": "javascript" })).toBe("langfuse javascript");
});

test.each(["", "   ", "<script>", "\u0000", "é", "x".repeat(400)])(
  "“%s” says nothing that is shown",
  (agent) => expect(of({ "user-agent": agent })).toBeNull(),
);

test("what follows a product is never kept", () => {
  expect(of({ "user-agent": "app/1.0 (customer@example.com)" })).toBe("app 1.0");
  expect(of({ "user-agent": `app/${"9".repeat(400)}` })).toBe("app");
});
