import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { ImportQuery } from "@/lib/eval-sets/import/import-report";
import { invalid } from "@/lib/http/app-error";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import { parseJson } from "@/lib/http/body/read-body";
import { findConnection } from "@/lib/providers/connections/find-connection";
import { checkScorers } from "@/lib/scorers/check-scorers";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { parseConfig } from "./parse-config";
import { parseUpload } from "./parse-upload";
import type { ModelName } from "./provider-list";
import type { FindProblem, PromptfooFile, PromptfooOptions } from "./test-drafts";
import { UploadedFiles } from "./uploaded-files";

/** An archive with a promptfoo configuration and what it names. */
export async function parsePromptfooZip(
  bytes: Uint8Array,
  config: string | undefined,
  options: PromptfooOptions,
): Promise<PromptfooFile> {
  const { source, files } = await parseUpload(Buffer.from(bytes), config);
  return parseConfig(source, { ...options, files });
}

/** JSON that is a promptfoo configuration, or a list of its tests, or one test a line. */
export function isPromptfooJson(text: string): boolean {
  const head = text.slice(0, HEAD);
  const isConfig =
    /^\s*\{/.test(head) &&
    /"(?:prompts|providers|targets|defaultTest|scenarios)"\s*:/.test(head) &&
    /"(?:tests|scenarios)"\s*:/.test(text);
  return isConfig || (/"vars"\s*:\s*\{/.test(head) && /"assert"\s*:\s*\[/.test(head));
}

const HEAD = 100_000;

export function parsePromptfooJson(
  text: string,
  options: PromptfooOptions,
): Promise<PromptfooFile> {
  const isLines =
    /^\s*\{.*\}\s*(?:\n\s*\{|$)/.test(text) && !/"tests"\s*:/.test(text.slice(0, HEAD));
  if (!isLines) return parseConfig(text, options);
  const files = new UploadedFiles(new Map([["tests.jsonl", text]]));
  return parseConfig("tests: file://tests.jsonl", { ...options, files });
}

const Providers = z.record(
  z.string().max(500),
  z.strictObject({ provider: z.string().min(1).max(200), name: z.string().min(1).max(200) }),
);

/** How a file is read for this project: the models that its providers stand for, and what its scorers may be. */
export async function promptfooOptions(
  actor: Actor,
  { providers }: Pick<ImportQuery, "providers">,
): Promise<PromptfooOptions> {
  return {
    providers: await parseProviders(actor, providers),
    checkScorers: (specs) => findProblems(actor.projectId, specs),
  };
}

async function parseProviders(
  actor: Actor,
  text: string | undefined,
): Promise<Record<string, ModelName>> {
  if (!text) return {};
  const parsed = Providers.safeParse(parseJson(text));
  if (!parsed.success) {
    throw invalid(
      "providers",
      'Write the providers as JSON, foreign to own: {"openai:gpt-4o":{"provider":"main","name":"gpt-4o"}}.',
    );
  }
  for (const name of new Set(Object.values(parsed.data).map(({ provider }) => provider))) {
    await findConnection(db, actor.projectId, name);
  }
  return parsed.data;
}

const BATCH = 20;

/** Compiles every distinct scorer once: many together, and one by one where something is wrong. */
async function findProblems(projectId: string, specs: readonly ScorerSpec[]): Promise<FindProblem> {
  const distinct = new Map(specs.map((spec) => [canonicalJson(spec), spec]));
  const entries = [...distinct].filter(([, { kind }]) => COMPILED.has(kind));
  const problems = new Map<string, string>();
  for (let from = 0; from < entries.length; from += BATCH) {
    const batch = entries.slice(from, from + BATCH);
    const isFine =
      (
        await checkScorers(
          projectId,
          batch.map(([, spec]) => spec),
        )
      ).length === 0;
    if (isFine) continue;
    for (const [key, spec] of batch) {
      const [first] = await checkScorers(projectId, [spec]);
      if (first) problems.set(key, first.message);
    }
  }
  return (spec) => problems.get(canonicalJson(spec)) ?? null;
}

const COMPILED = new Set<ScorerSpec["kind"]>([
  "regex",
  "script",
  "json-schema",
  "contains-json",
  "all",
]);
