import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { compute } from "@/lib/compute/compute";
import { db } from "@/lib/db/client";
import { ConnectionKind } from "@/lib/providers/contract";
import { requestTokens } from "@/lib/providers/usage/count-tokens";
import { computeCost } from "@/lib/providers/usage/prices";
import type { SizePreview, VersionContent } from "./version-contract";

/** Counts the tokens that a content sends with each request, before its variables are filled. */
export async function previewSize(actor: Actor, content: VersionContent): Promise<SizePreview> {
  authorize(actor, { scope: "prompts:read" });
  const texts = content.messages.map((message) => ("content" in message ? message.content : ""));
  const extra = [content.tools, content.outputSchema].flatMap((part) =>
    part ? [JSON.stringify(part)] : [],
  );
  const counts = await compute("countTokens", [...texts, ...extra], { projectId: actor.projectId });
  const messages = counts.slice(0, texts.length);
  const toolsAndSchema = counts.slice(texts.length).reduce((sum, count) => sum + count, 0);
  const sent = messages.filter((_, index) => "content" in (content.messages[index] ?? {}));
  const total = requestTokens(sent) + toolsAndSchema;
  const connection = await db.connection.findFirst({
    where: { projectId: actor.projectId, name: content.model.provider, removedAt: null },
  });
  const model = connection && {
    kind: ConnectionKind.parse(connection.kind),
    baseUrl: connection.baseUrl,
    model: content.model.name,
  };
  const price = (inputTokens: number, outputTokens: number) =>
    model && computeCost(model, { inputTokens, cachedInputTokens: 0, outputTokens }).costUsd;
  return {
    messages,
    toolsAndSchema,
    total,
    inputCostUsd: price(total, 0),
    outputTokenCostUsd: price(0, 1),
  };
}
