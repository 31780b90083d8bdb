import "server-only";
import { createHash } from "node:crypto";
import { db } from "@/lib/db/client";
import { findDeployment } from "@/lib/deployments/find-deployment";
import { notFound } from "@/lib/http/app-error";
import { contentOf } from "@/lib/prompts/load-prompt";
import { promptNamed } from "@/lib/prompts/prompt-named";
import type { Served, ServedVersion, ServingDocument } from "./serving-contract";

/** An answer that is written once and sent many times. */
export interface Answer {
  text: string;
  /** The text as it goes over the wire. */
  bytes: Buffer;
  etag: string;
}

export interface Serving {
  promptId: string;
  environmentId: string;
  /** Null: nothing is released there. */
  answers: { served: Answer; document: Answer } | null;
}

export interface Place {
  projectId: string;
  prompt: string;
  environment: string;
}

/** What is live at a place, from the database; 404 when there is no such prompt or environment. */
export async function loadServing({ projectId, prompt, environment }: Place): Promise<Serving> {
  const [promptRow, environmentRow] = await Promise.all([
    db.prompt.findFirst({ where: { projectId, ...promptNamed(prompt) } }),
    db.environment.findUnique({ where: { projectId_name: { projectId, name: environment } } }),
  ]);
  if (!promptRow) throw notFound(`The prompt ${prompt}`);
  if (!environmentRow) throw notFound(`The environment ${environment}`);
  const ids = { promptId: promptRow.id, environmentId: environmentRow.id };
  const live = (await findDeployment(ids)).stable;
  if (!live) return { ...ids, answers: null };
  const version = await db.promptVersion.findUniqueOrThrow({ where: { id: live.id } });
  const stable: ServedVersion = {
    // As it was asked for: an application that knows the former name gets what it always got.
    prompt,
    version: version.number,
    environment,
    ...contentOf(version),
  };
  const served: Served = { ...stable, assignment: { arm: "stable" } };
  const document: ServingDocument = { stable };
  return { ...ids, answers: { served: answerOf(served), document: answerOf(document) } };
}

function answerOf(body: object): Answer {
  const text = JSON.stringify(body);
  const bytes = Buffer.from(text);
  return {
    text,
    bytes,
    etag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`,
  };
}
