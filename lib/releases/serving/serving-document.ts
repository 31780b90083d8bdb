import "server-only";
import { db } from "@/lib/db/client";
import type { DeployedVersion } from "@/lib/deployments/deployment";
import { findDeployment } from "@/lib/deployments/find-deployment";
import { notFound } from "@/lib/http/app-error";
import { etagOf } from "@/lib/http/etag";
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

export interface ServingAnswers {
  /** All that an SDK needs to choose an arm itself. */
  document: Answer;
  stable: Answer;
  /** The other arm of a rollout, for `percent` of the units. */
  candidate: { answer: Answer; percent: number; salt: string } | null;
}

export interface Serving {
  promptId: string;
  environmentId: string;
  /** Null: nothing is released there. */
  answers: ServingAnswers | null;
  /** When it was read, while the database does not say whether it is still so. */
  lastKnownAt?: number;
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
  const { stable, candidate, percent, salt, rolloutId } = await findDeployment(ids);
  if (!stable) return { ...ids, answers: null };
  // As it was asked for: an application that knows the former name gets what it always got.
  const names = { prompt, environment };
  const document: ServingDocument = { stable: await loadServed(stable, names) };
  if (!candidate || !rolloutId) {
    const served: Served = { ...document.stable, assignment: { arm: "stable" } };
    const answers = { document: answerOf(document), stable: answerOf(served), candidate: null };
    return { ...ids, answers };
  }
  const other = await loadServed(candidate, names);
  const arm = (version: ServedVersion, name: "stable" | "candidate"): Answer =>
    answerOf({ ...version, assignment: { arm: name, rolloutId } } satisfies Served);
  return {
    ...ids,
    answers: {
      document: answerOf({ ...document, candidate: other, percent, salt, rolloutId }),
      stable: arm(document.stable, "stable"),
      candidate: { answer: arm(other, "candidate"), percent, salt },
    },
  };
}

async function loadServed(
  { id }: DeployedVersion,
  names: { prompt: string; environment: string },
): Promise<ServedVersion> {
  const version = await db.promptVersion.findUniqueOrThrow({ where: { id } });
  return { ...names, version: version.number, ...contentOf(version) };
}

function answerOf(body: object): Answer {
  const text = JSON.stringify(body);
  return { text, bytes: Buffer.from(text), etag: etagOf(text) };
}
