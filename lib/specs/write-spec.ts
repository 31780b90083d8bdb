import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { type Around, alone } from "@/lib/db/around";
import { db, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, invalid } from "@/lib/http/app-error";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import { loadPrompt } from "@/lib/prompts/load-prompt";
import { checkScorers } from "@/lib/scorers/check-scorers";
import { guardEvidence } from "@/lib/specs/evidence/guard-evidence";
import type { Spec, SpecContent, WriteSpec } from "./contract";
import { describeChanges } from "./describe-changes";
import { newestSpec, specOf } from "./load-spec";
import { getSpec } from "./reads";

/**
 * Writes the spec as a new revision and an event. Whoever read an older revision gets 412 and overwrites
 * nothing; the same content again is no revision.
 */
export async function writeSpec(
  actor: Actor,
  name: string,
  input: WriteSpec,
  { around = alone, guard }: { around?: Around; guard?: Around } = {},
): Promise<Spec> {
  authorize(actor, { scope: "prompts:write", role: "editor" });
  const prompt = await loadPrompt(actor, name);
  const { expectedRevision, ...content } = input;
  await requireUsable(actor, content);
  await requireEnvironments(actor, content);
  const write = async (tx: Tx): Promise<void> => {
    // Two writers take turns, so that the second one meets the first one's revision.
    await tx.$queryRaw`select 1 from prompt where id = ${prompt.id}::uuid for update`;
    const newest = await newestSpec(prompt.id, tx);
    const revision = newest?.number ?? 0;
    if (expectedRevision !== undefined && expectedRevision !== revision) throw stale(actor, newest);
    const before: SpecContent = specOf(newest);
    if (canonicalJson(before) === canonicalJson(content)) return;
    await (guard ?? guardEvidence(actor, { promptId: prompt.id }))(tx, () =>
      tx.specRevision.create({
        data: {
          promptId: prompt.id,
          number: revision + 1,
          content: json(content),
          authorId: actor.userId,
          authorName: actor.name,
        },
      }),
    );
    await recordEvent(tx, actor, {
      type: "spec.written",
      subject: { type: "prompt", id: prompt.id },
      data: {
        prompt: prompt.name,
        revision: revision + 1,
        changes: describeChanges(before, content),
      },
    });
  };
  await db.$transaction((tx) => around(tx, () => write(tx)));
  return getSpec(actor, name);
}

async function requireUsable(actor: Actor, { criteria }: SpecContent): Promise<void> {
  const problems = criteria.flatMap(({ scorer }, index) =>
    typeof scorer === "object" ? [{ scorer, index }] : [],
  );
  const [problem] = await checkScorers(
    actor.projectId,
    problems.map(({ scorer }) => scorer),
  );
  if (!problem) return;
  const place = problem.path.replace(
    /^scorers\.(\d+)/,
    (_, at) => `criteria.${problems[Number(at)]?.index}.scorer`,
  );
  throw invalid(place.replace(/^scorers$/, "criteria"), problem.message);
}

/** A non_regression against an environment that does not exist would never be measured. */
async function requireEnvironments(actor: Actor, { criteria }: SpecContent): Promise<void> {
  const rows = await db.environment.findMany({
    where: { projectId: actor.projectId },
    select: { name: true },
    orderBy: { position: "asc" },
  });
  const names = rows.map(({ name }) => name);
  criteria.forEach(({ environment }, index) => {
    if (environment === undefined || names.includes(environment)) return;
    throw invalid(
      `criteria.${index}.environment`,
      `There is no environment ${environment}. This project has: ${names.join(", ")}.`,
    );
  });
}

function stale(
  actor: Actor,
  newest: { number: number; authorId: string | null; authorName: string } | null,
): AppError {
  if (!newest) return new AppError("stale", "The spec is not there any more. Read it again.");
  const isOwn = newest.authorId !== null && newest.authorId === actor.userId;
  return new AppError(
    "stale",
    isOwn
      ? `You wrote revision ${newest.number} in another tab or window. Load it, then add this again.`
      : `${newest.authorName} wrote revision ${newest.number} in the meantime. Read it, then write yours again.`,
  );
}
