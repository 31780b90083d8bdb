import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { env } from "@/lib/env";
import type { AnnouncementData } from "./contract";

/** What is stored of a delivery, and what a `json` webhook gets as it stands. */
export interface WebhookBody {
  type: string;
  at: string;
  project: string;
  by: { kind: Actor["kind"]; name: string };
  sentence: string;
  url: string;
  data: AnnouncementData | null;
}

export function webhookBody(
  actor: Actor,
  { type, sentence, data }: { type: string; sentence: string; data: AnnouncementData | null },
): WebhookBody {
  const page = data?.path ?? "settings/webhooks";
  return {
    type,
    at: new Date().toISOString(),
    project: actor.projectSlug,
    by: { kind: actor.kind, name: actor.name },
    sentence,
    url: `${env().GALLEY_URL.replace(/\/$/, "")}/${actor.projectSlug}/${page}`,
    data,
  };
}

/** Slack's own escapes: a prompt's text must not become a link or a mention. */
const escapeSlack = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The text that is sent. Slack's incoming webhooks, and those that imitate them, read `text`. */
export function webhookText(body: WebhookBody, format: string, id: string): string {
  if (format !== "slack") return JSON.stringify({ id, ...body });
  const words = body.data?.text
    ? `\n> ${escapeSlack(body.data.text).replaceAll("\n", "\n> ")}`
    : "";
  return JSON.stringify({ text: `${escapeSlack(body.sentence)} <${body.url}|Open>${words}` });
}
