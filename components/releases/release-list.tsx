import { Lock, Undo2 } from "lucide-react";
import { RolloutNote } from "@/components/rollouts/rollout-note";
import { Link } from "@/components/ui/controls/link";
import { Avatar } from "@/components/ui/data/avatar";
import { Badge } from "@/components/ui/data/badge";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { linkClass } from "@/components/ui/text/link-class";
import { Markdown } from "@/components/ui/text/markdown";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { Release } from "@/lib/releases/contract";
import { liveWord } from "@/lib/releases/live-word";
import type { FigureKind, MeasuredSentence } from "@/lib/releases/note/note-contract";
import { sentenceText } from "@/lib/releases/note/release-note";
import { versionBefore } from "@/lib/releases/version-before";
import { figureClass, measuredClass } from "./measured-class";

interface Props {
  project: string;
  releases: Release[];
  label: string;
}

/** Who released what, when, why, and what took its place; newest first. */
export function ReleaseList({ project, releases, label }: Props) {
  return (
    <ol aria-label={label}>
      {releases.map((release) => (
        <li
          key={release.id}
          className="grid grid-cols-[84px_minmax(0,1fr)] gap-4 px-4 pt-3 pb-3.5 not-first:border-t max-[640px]:grid-cols-1 max-[640px]:gap-1"
        >
          <div className="text-12/5 text-text-2">
            <RelativeTime value={release.releasedAt} />
          </div>
          <div className="grid gap-1.5">
            <Head project={project} release={release} />
            <Markdown className="text-13" text={release.note.goal} />
            {release.rollout && <RolloutNote project={project} rollout={release.rollout} />}
            <Figures release={release} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Head({ project, release }: { project: string; release: Release }) {
  const { number, prompt, version, environment, rolledBack, replacedBy } = release;
  const live = <b className="font-mono">{liveWord(version)}</b>;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <Link
        className="underline-offset-3 hover:underline flex flex-wrap items-center gap-1.5"
        href={`/${project}/releases/${number}`}
      >
        {rolledBack && (
          <span className="flex items-center gap-1 text-fail">
            <Undo2 className="size-3.5" aria-hidden="true" /> <b>Rolled back</b>
          </span>
        )}
        <span className="font-mono">{prompt}</span>
        {rolledBack ? (
          <span>
            v{versionBefore(release)} → {live} in {environment}
          </span>
        ) : (
          <span>
            {live} to {environment}
          </span>
        )}
      </Link>
      <span className="text-text-3 text-12">release {number}</span>
      {release.isLive && <Badge tone="accent">live</Badge>}
      {replacedBy &&
        (replacedBy.isRollback ? (
          <Badge tone="fail">rolled back by release {replacedBy.number}</Badge>
        ) : (
          <Badge tone="outline">
            replaced by {liveWord(replacedBy.version)}, release {replacedBy.number}
          </Badge>
        ))}
      <span className="text-12 text-text-2 ml-auto flex items-center gap-1.5">
        <Avatar name={release.releasedBy.name} /> {release.releasedBy.name}
        {release.reviewNumber && (
          <>
            ,{" "}
            <Link className={linkClass} href={`/${project}/reviews/${release.reviewNumber}`}>
              review {release.reviewNumber}
            </Link>
          </>
        )}
      </span>
    </div>
  );
}

const MOST_FIGURES = 4;

function Figures({ release: { note } }: { release: Release }) {
  const sentences = [...note.measured.evalResult, ...note.measured.tradeOff];
  const figures = sentences.flatMap(chipsOf).slice(0, MOST_FIGURES);
  const notable = sentences.filter(({ tone }) => tone !== "plain");
  return (
    <>
      {figures.length > 0 && (
        <div className={measuredClass}>
          <p className="flex flex-wrap gap-1.5">
            {figures.map((text) => (
              <span key={text} className={figureClass}>
                <Lock aria-hidden="true" />
                {text}
              </span>
            ))}
          </p>
        </div>
      )}
      {notable.slice(0, 2).map((sentence) => (
        <p key={sentenceText(sentence)} className="flex items-center gap-1 text-13/4 wrap-anywhere">
          <VerdictIcon verdict={sentence.tone === "worse" ? "fail" : "inconclusive"} />
          {sentenceText(sentence)}
        </p>
      ))}
    </>
  );
}

const LABEL: Partial<Record<FigureKind, string>> = {
  pass_rate: "pass rate",
  latency_p95_ms: "p95",
  latency_p95_difference_ms: "p95",
  cost_per_success_usd: "cost per success",
};

/** The figures of a sentence by themselves; the ones per scorer need their sentence. */
function chipsOf({ parts, figures, tone }: MeasuredSentence): string[] {
  const kind = figures[0]?.kind;
  if (!kind || kind === "scorer_rate" || tone !== "plain") return [];
  const texts = parts.flatMap(({ text, isFigure }) => (isFigure ? [text] : []));
  const cases = texts.find((text) => CASES.test(text));
  const [first, ...rest] = texts.filter((text) => !CASES.test(text));
  if (!first) return [];
  const label = [cases?.includes("holdout") && "holdout", LABEL[kind], first].filter(Boolean);
  const n = cases ? `, n = ${CASES.exec(cases)?.[1]}` : "";
  return [`${label.join(" ")}${n}`, ...rest];
}

/** `120 development cases`, of which a chip says the number. */
const CASES = /^([\d,]+) (?:development|holdout) cases?$/;
