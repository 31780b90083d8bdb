import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, uniqueClash } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import type { OnlineScorer } from "./contract";
import { UpdateOnlineScorer } from "./contract";
import { nameTaken } from "./create-online-scorer";
import {
  checkEnvironment,
  findOnlineScorer,
  promptIdOf,
  requireUsableScorer,
  type ScorerRow,
} from "./find-online-scorer";
import { currentDryRun, getOnlineScorer } from "./reads";
import { settingsHash } from "./settings-hash";

/** Other settings than those of the dry run switch it off; switching on needs a dry run that it passed. */
export async function updateOnlineScorer(
  actor: Actor,
  id: string,
  input: UpdateOnlineScorer,
): Promise<OnlineScorer> {
  authorize(actor, { scope: "evals:write", reads: "traces:read", role: "editor" });
  const { prompt, scorer, isEnabled, ...rest } = UpdateOnlineScorer.parse(input);
  const before = await findOnlineScorer(actor, id);
  if (rest.environment !== undefined) await checkEnvironment(actor, rest.environment);
  if (scorer !== undefined) await requireUsableScorer(actor, scorer);
  const after: ScorerRow = {
    ...before,
    ...(scorer === undefined ? {} : { scorer: JSON.parse(JSON.stringify(scorer)) }),
    ...(prompt === undefined ? {} : { promptId: await promptIdOf(actor, prompt) }),
    ...(rest.environment === undefined ? {} : { environment: rest.environment }),
  };
  const isTried = settingsHash(after) === settingsHash(before) && currentDryRun(before) !== null;
  const budgetUsd =
    rest.dailyBudgetUsd === undefined
      ? before.dailyBudgetUsd && Number(before.dailyBudgetUsd)
      : rest.dailyBudgetUsd;
  if (isEnabled) requireDryRun(after, isTried, budgetUsd);
  const willRun = (isEnabled ?? before.isEnabled) && isTried;
  const starts = willRun && !before.isEnabled;
  const now = new Date();
  await db
    .$transaction(async (tx) => {
      await tx.onlineScorer.update({
        where: { id },
        data: {
          ...(rest.name === undefined ? {} : { name: rest.name }),
          ...(rest.share === undefined ? {} : { share: rest.share }),
          ...(rest.dailyBudgetUsd === undefined ? {} : { dailyBudgetUsd: rest.dailyBudgetUsd }),
          ...(scorer === undefined ? {} : { scorer: json(scorer) }),
          promptId: after.promptId,
          environment: after.environment,
          isEnabled: willRun,
          ...(starts ? { enabledAt: now, scoredUntil: now } : {}),
        },
      });
      await recordEvent(tx, actor, {
        type:
          willRun === before.isEnabled
            ? "online_scorer.changed"
            : willRun
              ? "online_scorer.enabled"
              : "online_scorer.disabled",
        subject: { type: "online_scorer", id },
        data: { name: rest.name ?? before.name, share: rest.share ?? before.share, budgetUsd },
      });
    })
    .catch((error: unknown) => {
      throw rest.name && uniqueClash(error) ? nameTaken(rest.name) : error;
    });
  return getOnlineScorer(actor, id);
}

function requireDryRun(after: ScorerRow, isTried: boolean, budgetUsd: number | null): void {
  const run = isTried ? currentDryRun(after) : null;
  if (!run) {
    throw new AppError("conflict", "Start a dry run with these settings first.");
  }
  if (run.traces === 0) {
    throw new AppError("conflict", "The dry run found no traces. Send one, then try again.");
  }
  if (run.unknown === run.traces) {
    throw new AppError(
      "conflict",
      `It could not judge any trace of the dry run: ${run.data[0]?.reason ?? ""}`,
    );
  }
  if (budgetUsd !== null && run.costUsd === null) {
    throw new AppError(
      "conflict",
      "The price of the judge’s model is not known, so its budget cannot be kept. Choose another model, or remove the budget.",
    );
  }
}
