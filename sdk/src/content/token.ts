import type { Arm } from "../../../lib/deployments/assign-arm";
import { GalleyError } from "../galley-error";

/** What a token says. It holds no secret and nothing of the unit; whoever has it also needs an API key. */
export interface TokenContent {
  /** Empty when the client had never reached Galley; then the project of the API key is meant. */
  project: string;
  traceId: string;
  prompt: string;
  environment: string;
  /** Null for a fallback. */
  version: number | null;
  /** Null for a fallback and for a version that was asked for by its number. */
  arm: Arm | null;
}

const START = "g1.";

/** An opaque text of URL-safe characters. */
export function writeToken(content: TokenContent): string {
  const { project, traceId, prompt, environment, version, arm } = content;
  const json = JSON.stringify([project, traceId, prompt, environment, version, arm]);
  const bytes = new TextEncoder().encode(json);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return START + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Throws `bad_token` for a text that is not a token of this package. */
export function parseToken(token: string): TokenContent {
  try {
    if (!token.startsWith(START)) throw new Error("another beginning");
    const text = token.slice(START.length).replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const parts: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const [project, traceId, prompt, environment, version, arm] = parts as TokenContentTuple;
    const content = { project, traceId, prompt, environment, version, arm };
    if (typeof project !== "string" || typeof traceId !== "string")
      throw new Error("parts are missing");
    return content;
  } catch (cause) {
    throw new GalleyError(
      "bad_token",
      "This is not a token of galley-sdk. Pass the `token` of a prompt's handle, whole.",
      { cause },
    );
  }
}

type TokenContentTuple = [string, string, string, string, number | null, Arm | null];
