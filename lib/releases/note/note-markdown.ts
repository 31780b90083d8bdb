import type { Release } from "@/lib/releases/contract";
import { approvalSentence, gateSentence } from "@/lib/releases/gate-sentence";
import { liveWord } from "@/lib/releases/live-word";
import { rolloutLines } from "@/lib/rollouts/words/plan-lines";
import type { MeasuredSentence, ReleaseNote } from "./note-contract";
import { safeMarkdown } from "./safe-markdown";

type Noted = Pick<
  Release,
  | "prompt"
  | "version"
  | "environment"
  | "replaces"
  | "number"
  | "reviewNumber"
  | "rolledBack"
  | "reason"
  | "gates"
  | "approvals"
  | "rollout"
> & { releasedAt: string | null; releasedBy: string; note: ReleaseNote };

/** A release note as Markdown; the same text in the form's preview, the copy and the file. */
export function noteMarkdown(release: Noted, heading = "#"): string {
  const { prompt, version, environment, replaces, note } = release;
  const facts = [
    replaces === null ? "First release there" : `Replaces v${replaces}`,
    ...(release.reviewNumber ? [`review ${release.reviewNumber}`] : []),
    `released by ${inline(release.releasedBy)}${release.releasedAt ? ` on ${utc(release.releasedAt)}` : ""}`,
  ];
  if (release.rolledBack) {
    return join([
      version === null
        ? `${heading} ${prompt} taken offline in ${environment}`
        : `${heading} ${prompt} rolled back to v${version} in ${environment}`,
      `${facts.join(" · ")}. Undoes release ${release.rolledBack.number} (${liveWord(release.rolledBack.version)}).`,
      section(heading, "Reason", release.reason ?? ""),
    ]);
  }
  return join([
    `${heading} ${prompt} v${version} → ${environment}`,
    `${facts.join(" · ")}.`,
    section(heading, "Goal", note.goal),
    section(heading, "Change", note.change),
    section(
      heading,
      "Eval result",
      join([
        list(note.measured.evalResult) || "Nothing was measured for this version.",
        note.added.evalResult,
      ]),
    ),
    section(heading, "Trade-off", join([list(note.measured.tradeOff), note.added.tradeOff])),
    section(heading, "Risks", note.risks),
    rolloutOf(heading, release),
    decidedOn(heading, release),
  ]);
}

export function changelogMarkdown(title: string, releases: readonly Release[]): string {
  const notes = releases.map((release) =>
    noteMarkdown({ ...release, releasedBy: release.releasedBy.name }, "##"),
  );
  return `${join([`# ${title}`, ...(notes.length ? notes : ["Nothing has been released yet."])])}\n`;
}

const join = (parts: readonly string[]) => parts.filter(Boolean).join("\n\n");

const section = (heading: string, title: string, text: string) =>
  text ? `${heading}# ${title}\n\n${safeMarkdown(text)}` : "";

/** Written by Galley, so it is text; names of segments may be anything. */
function rolloutOf(heading: string, { rollout, replaces }: Noted): string {
  if (!rollout) return "";
  const lines = rolloutLines(rollout, replaces ?? 0).map((line) => `- ${inline(line)}`);
  return `${heading}# Rollout\n\n${lines.join("\n")}`;
}

function decidedOn(heading: string, { gates, approvals }: Noted): string {
  const lines = [...gates.map(gateSentence), ...approvals.map(approvalSentence)];
  if (lines.length === 0) return "";
  return `${heading}# Decided on\n\n${lines.map((line) => `- ${inline(line.replace(/\s+/g, " "))}`).join("\n")}`;
}

const list = (sentences: readonly MeasuredSentence[]) =>
  sentences.map(({ parts }) => `- ${parts.map(({ text }) => inline(text)).join("")}`).join("\n");

/** Names of people, scorers and segments are text, not Markdown. */
const inline = (text: string) => text.replace(/[\\`*_[\]<>]/g, "\\$&");

const utc = (iso: string) => `${iso.slice(0, 16).replace("T", " ")} UTC`;
