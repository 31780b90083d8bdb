import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { formatCount } from "@/lib/format-number";
import { AppError, invalid } from "@/lib/http/app-error";
import type { JsonLimits } from "@/lib/http/body/json-limits";
import { parseJson } from "@/lib/http/body/read-body";
import { readLines } from "@/lib/http/body/read-lines";
import { unstorableTexts } from "@/lib/http/body/storable-text";
import { takeTurns } from "@/lib/http/body/turns";
import { toFieldError } from "@/lib/http/field-error";
import { RecordingLine, type RecordingsImport } from "./recording-contract";
import { repeatHash } from "./request-hash";

const BATCH = 500;
const MOST_ERRORS = 100;
/** A file with more wrong lines than this is another kind of file. */
const MOST_WRONG = 1_000;
const MAX_RECORDINGS = 100_000;
const LINE_LIMITS: JsonLimits = { maxDepth: 40, maxValues: 20_000 };

/** Stores recorded answers, one per line; a hash that is there already gets the new answer. */
export async function importRecordings(actor: Actor, text: string): Promise<RecordingsImport> {
  authorize(actor, { scope: "admin", role: "admin" });
  const { lines, errors } = await readRecordings(text);
  const { projectId } = actor;
  const hashes = [...lines.keys()];
  const updated = await db.$transaction(
    async (tx) => {
      let duplicates = 0;
      for (let start = 0; start < hashes.length; start += BATCH) {
        const batch = hashes.slice(start, start + BATCH);
        const { count } = await tx.recording.deleteMany({
          where: { projectId, requestHash: { in: batch } },
        });
        duplicates += count;
        await tx.recording.createMany({
          data: batch.flatMap((requestHash) => {
            const line = lines.get(requestHash);
            return line
              ? [{ projectId, requestHash, model: line.model, response: json(line.response) }]
              : [];
          }),
        });
      }
      await recordEvent(tx, actor, {
        type: "recordings.imported",
        subject: { type: "connection", id: "replay" },
        data: { imported: hashes.length - duplicates, updated: duplicates },
      });
      return duplicates;
    },
    { timeout: 60_000 },
  );
  return { imported: hashes.length - updated, updated, errors };
}

async function readRecordings(text: string) {
  const turn = takeTurns();
  let row = 0;
  let wrong = 0;
  const lines = new Map<string, RecordingLine>();
  const errors: RecordingsImport["errors"] = [];
  for (const line of readLines(text)) {
    row += 1;
    await turn();
    if (line.trim() === "") continue;
    if (lines.size >= MAX_RECORDINGS) {
      const most = formatCount(MAX_RECORDINGS);
      throw new AppError(
        "too_large",
        `The file has more than ${most} recordings. Import it in parts.`,
      );
    }
    const parsed = RecordingLine.safeParse(parseLine(line));
    const [issue] = parsed.success
      ? unstorableTexts(parsed.data, 1)
      : parsed.error.issues.map(toFieldError);
    if (parsed.success && !issue) {
      lines.set(repeatHash(parsed.data.requestHash, parsed.data.repeat), parsed.data);
    } else if (++wrong > MOST_WRONG) {
      const most = formatCount(MOST_WRONG);
      throw invalid(
        "body",
        `More than ${most} lines are no recordings. Export some to see their form.`,
      );
    } else if (errors.length < MOST_ERRORS) {
      const place = issue?.path || "the line";
      errors.push({ row, message: `${place}: ${issue?.message ?? "not readable"}` });
    }
  }
  return { lines, errors };
}

function parseLine(line: string): unknown {
  try {
    return parseJson(line, LINE_LIMITS);
  } catch {
    return undefined;
  }
}
