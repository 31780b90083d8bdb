import "server-only";
import { db } from "@/lib/db/client";
import { findDeployment } from "@/lib/deployments/find-deployment";
import { loadPins } from "@/lib/deployments/pins/load-pins";
import { notFound } from "@/lib/http/app-error";
import { serveChain } from "@/lib/prompts/chain/serve-chain";
import { targetOf } from "@/lib/prompts/load-content";
import { promptNamed } from "@/lib/prompts/prompt-named";
import { type ServingAnswers, writeAnswers } from "./serving-answers";
import type { ServedVersion, ServingDocument } from "./serving-contract";

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
  const [deployment, { pins, versions }] = await Promise.all([findDeployment(ids), loadPins(ids)]);
  const { stable, percent, salt, rolloutId } = deployment;
  if (!stable) return { ...ids, answers: null };
  const candidate = rolloutId ? deployment.candidate : null;
  // As it was asked for: an application that knows the former name gets what it always got.
  const names = { prompt, environment };
  const isArm = (number: number) => number === stable.number || number === candidate?.number;
  const others = versions.filter(({ number }) => !isArm(number));
  const serve = (version: { id: string }) => loadServed(version, names);
  const document: ServingDocument = {
    stable: await serve(stable),
    ...(candidate && rolloutId
      ? { candidate: await serve(candidate), percent, salt, rolloutId }
      : {}),
    ...(pins.length > 0 ? { pins } : {}),
    ...(others.length > 0 ? { versions: await Promise.all(others.map(serve)) } : {}),
  };
  return { ...ids, answers: writeAnswers(document) };
}

async function loadServed(
  { id }: { id: string },
  names: { prompt: string; environment: string },
): Promise<ServedVersion> {
  const version = await db.promptVersion.findUniqueOrThrow({ where: { id } });
  const base = { ...names, version: version.number };
  const target = await targetOf(version);
  if (target.kind === "prompt") return { ...base, ...target.content };
  return { ...base, messages: [], model: null, settings: {}, chain: serveChain(target) };
}
