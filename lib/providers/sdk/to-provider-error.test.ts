import { expect, test } from "vitest";
import { isProviderError, ProviderError } from "@/lib/providers/provider-error";
import { redact, retryAfterMs, toProviderError } from "./to-provider-error";

const now = Date.parse("2026-11-22T10:00:00Z");

test("Retry-After is read in seconds, as a date and in milliseconds", () => {
  expect(retryAfterMs({ "retry-after": "2" }, now)).toBe(2000);
  expect(retryAfterMs({ "retry-after": "0.5" }, now)).toBe(500);
  expect(retryAfterMs({ "retry-after": "Sun, 22 Nov 2026 10:00:30 GMT" }, now)).toBe(30_000);
  expect(retryAfterMs({ "retry-after": "Sun, 22 Nov 2026 09:00:00 GMT" }, now)).toBe(0);
  expect(retryAfterMs({ "retry-after-ms": "125", "retry-after": "9" }, now)).toBe(125);
  expect(retryAfterMs({ "retry-after": "soon" }, now)).toBeNull();
  expect(retryAfterMs({}, now)).toBeNull();
});

function answered(statusCode: number, responseBody = "") {
  return Object.assign(new Error("provider says"), {
    name: "AI_APICallError",
    statusCode,
    responseBody,
    responseHeaders: { "x-request-id": "req_9" },
  });
}

test.each([
  [400, "bad_request", false],
  [401, "auth", false],
  [403, "auth", false],
  [404, "bad_request", false],
  [408, "timeout", true],
  [409, "server", true],
  [422, "bad_request", false],
  [429, "rate_limited", true],
  [500, "server", true],
  [503, "server", true],
  [529, "server", true],
] as const)("status %i is %s", (status, reason, retryable) => {
  expect(toProviderError(answered(status), null)).toMatchObject({
    reason,
    retryable,
    status,
    requestId: "req_9",
  });
});

test("an account without money is not a busy server: waiting would not help", () => {
  const error = toProviderError(answered(429, '{"error":{"code":"insufficient_quota"}}'), null);
  expect(error).toMatchObject({ reason: "auth", retryable: false });
});

test("an answer that is no answer is the server's fault and may be tried again", () => {
  expect(toProviderError(answered(200), null)).toMatchObject({ reason: "server", retryable: true });
});

test("keys never appear in a message", () => {
  const secret = "our-private-key-1234";
  expect(redact(`Incorrect API key provided: ${secret}`, secret)).toBe(
    "Incorrect API key provided: [key]",
  );
  expect(redact("Incorrect API key provided: sk-proj-abc***xyz", null)).not.toContain("abc");
  expect(redact("Authorization: Bearer abc.def", null)).toBe("Authorization: Bearer [key]");
  expect(redact("AIzaSyD-1234567", null)).toBe("[key]");
});

test("an error is recognised by its name, also when another bundle made it", () => {
  const foreign = Object.assign(new Error("x"), { name: "ProviderError" });
  expect(isProviderError(foreign)).toBe(true);
  expect(isProviderError(new Error("x"))).toBe(false);
  const error = new ProviderError("blocked", "no");
  expect(toProviderError(new Error("wrapped", { cause: error }), null)).toBe(error);
});
