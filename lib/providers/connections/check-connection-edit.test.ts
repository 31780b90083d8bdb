import { expect, test } from "vitest";
import { checkConnectionEdit } from "./check-connection-edit";

const gateway = {
  kind: "openai-compatible",
  baseUrl: "https://one.example/v1",
  hasKey: true,
} as const;

test("another address asks for the key again, so that a stored key never reaches another host", () => {
  const edit = { baseUrl: "https://two.example/v1" };
  expect(checkConnectionEdit(gateway, edit)?.path).toBe("apiKey");
  expect(checkConnectionEdit(gateway, { ...edit, apiKey: "new" })).toBeNull();
});

test("the same address, or a server without a key, may be saved as it is", () => {
  expect(checkConnectionEdit(gateway, { baseUrl: gateway.baseUrl })).toBeNull();
  const open = { ...gateway, hasKey: false };
  expect(checkConnectionEdit(open, { baseUrl: "https://two.example/v1" })).toBeNull();
});

test("taking the address away from OpenAI asks for the key again too", () => {
  const proxied = { ...gateway, kind: "openai" } as const;
  expect(checkConnectionEdit(proxied, { baseUrl: null })?.path).toBe("apiKey");
});

test("an OpenAI-compatible connection keeps an address", () => {
  expect(checkConnectionEdit(gateway, { baseUrl: null, apiKey: "k" })?.path).toBe("baseUrl");
});

test("the baseline has nothing to edit", () => {
  const local = { kind: "local-baseline", baseUrl: null, hasKey: false } as const;
  expect(checkConnectionEdit(local, { apiKey: "k" })).not.toBeNull();
});
