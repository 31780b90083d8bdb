import type { FieldError } from "@/lib/http/app-error";
import type { ConnectionKind, UpdateConnection } from "@/lib/providers/contract";

interface Stored {
  kind: ConnectionKind;
  baseUrl: string | null;
  hasKey: boolean;
}

/** What is wrong with an edit of a connection; null when it may be stored. */
export function checkConnectionEdit(stored: Stored, edit: UpdateConnection): FieldError | null {
  if (stored.kind === "local-baseline" || stored.kind === "replay") {
    return { path: "", message: "This connection answers without the network: nothing to change." };
  }
  if (edit.baseUrl === null && stored.kind === "openai-compatible") {
    return {
      path: "baseUrl",
      message: "An OpenAI-compatible connection needs its server's address.",
    };
  }
  const isMoved = edit.baseUrl !== undefined && edit.baseUrl !== stored.baseUrl;
  if (isMoved && stored.hasKey && edit.apiKey === undefined) {
    return {
      path: "apiKey",
      message: "Enter the key again: a stored key is never sent to another address.",
    };
  }
  return null;
}
