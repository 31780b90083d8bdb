import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { WriteJudge } from "@/lib/judges/contract";
import { importLabels } from "@/lib/judges/labels/import-labels";
import { writeJudge } from "@/lib/judges/write-judge";
import { createPrompt } from "@/lib/prompts/create-prompt";
import { saveVersion } from "@/lib/prompts/save-version";
import type { CreateVersion } from "@/lib/prompts/version-contract";

interface JudgeOptions {
  judge: string;
  /** Stands in every text. */
  sentinel: string;
  version: CreateVersion;
}

/** A judge, and an output about which two people differ. */
export async function labelOutputs(
  editor: Actor,
  { judge, sentinel, version }: JudgeOptions,
): Promise<string> {
  const name = "ours/judge";
  await createPrompt(editor, { name, kind: "chat", description: sentinel });
  await saveVersion(editor, name, {
    ...version,
    messages: [{ role: "user", content: `${sentinel} {{output}}` }],
  });
  await writeJudge(
    editor,
    judge,
    WriteJudge.parse({ kind: "rubric", prompt: name, version: 1, policy: sentinel }),
  );
  const row = { inputs: { ticket: sentinel }, output: sentinel, note: sentinel, split: "dev" };
  const rows = [
    { ...row, label: "pass", labeller: "Ines", judgeLabel: "pass" },
    { ...row, label: "fail", labeller: "Jonas" },
    { ...row, output: `${sentinel} too`, label: "pass", labeller: "Ines", judgeLabel: "pass" },
  ];
  await importLabels(editor, judge, {
    bytes: Buffer.from(JSON.stringify(rows)),
    contentType: "application/json",
    query: { dryRun: false },
  });
  const { id } = await db.judgeItem.findFirstOrThrow({
    where: { judge: { projectId: editor.projectId }, number: 1 },
  });
  return id;
}
