"use client";
import {
  Check,
  CircleDot,
  GitCommitHorizontal,
  MessageSquare,
  PenLine,
  Rocket,
  ShieldAlert,
  Undo2,
  X,
} from "lucide-react";
import { lineId } from "@/components/prompts/versions/version-diff-parts";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { Timeline, TimelineItem } from "@/components/ui/data/timeline";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { Markdown } from "@/components/ui/text/markdown";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { VersionTag } from "@/components/ui/text/version-tag";
import type { Review, ReviewHistoryEntry } from "@/lib/reviews/contract";
import { ReviewThread } from "./review-thread";
import { HISTORY_WORDS, placeInWords } from "./review-words";

const ICON: Record<string, typeof Check> = {
  "review.approved": Check,
  "review.changes_requested": PenLine,
  "review.decision_lifted": Undo2,
  "review.waived": ShieldAlert,
  "review.waiver_withdrawn": Undo2,
  "review.updated": GitCommitHorizontal,
  "version.saved": GitCommitHorizontal,
  "review.closed": X,
  "release.published": Rocket,
  "release.rolled_back": Undo2,
};

interface Props {
  project: string;
  review: Review;
}

/** What happened and what was said, in order; threads of other versions stand here only. */
export function ReviewConversation({ project, review }: Props) {
  const threads = review.comments.filter(({ parentId }) => parentId === null);
  const happened = review.history.filter(({ type }) => type !== "review.commented");
  const entries = [
    ...happened.map((entry) => ({ at: entry.at, entry, root: null })),
    ...threads.map((root) => ({ at: root.createdAt, entry: null, root })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  return (
    <Section
      title="Conversation"
      beside={
        <span className="text-12 text-text-2">
          {review.openThreads === 0
            ? "no open threads"
            : `${review.openThreads} open thread${review.openThreads === 1 ? "" : "s"}`}
        </span>
      }
    >
      <Timeline label="Conversation and history">
        {entries.map(({ entry, root }) =>
          root ? (
            <TimelineItem
              key={root.id}
              node={<MessageSquare aria-hidden="true" className="stroke-[1.5]" />}
            >
              <div className="mb-1">
                <b>{root.author.name}</b>{" "}
                {root.part ? (
                  <>
                    on <PlaceLink review={review} root={root} />
                  </>
                ) : (
                  "said"
                )}{" "}
                {root.version !== review.version && <Badge tone="outline">v{root.version}</Badge>}
              </div>
              {isOnPage(root, review) ? (
                <div className="text-text-2">
                  <Markdown text={root.body || "a suggestion"} />
                  {root.resolvedAt && <Badge>resolved</Badge>}
                </div>
              ) : (
                <ReviewThread project={project} review={review} root={root} />
              )}
            </TimelineItem>
          ) : (
            <HistoryItem key={entry.seq} project={project} entry={entry} review={review} />
          ),
        )}
      </Timeline>
    </Section>
  );
}

/** Threads of the version under review stand below their line, and are answered there. */
function isOnPage(root: Review["comments"][number], review: Review): boolean {
  return root.version === review.version && root.line !== null;
}

function PlaceLink({ review, root }: { review: Review; root: Review["comments"][number] }) {
  const words = placeInWords(root);
  const { part, side, line, lineCount } = root;
  if (!isOnPage(root, review) || !part || !side || !line) return <span>{words}</span>;
  return (
    <a className={linkClass} href={`#${lineId(part, side, line, line + lineCount - 1)}`}>
      {words}
    </a>
  );
}

interface HistoryProps {
  project: string;
  entry: ReviewHistoryEntry;
  review: Review;
}

function HistoryItem({ project, entry, review }: HistoryProps) {
  const Icon = ICON[entry.type] ?? CircleDot;
  const decision = review.decisions.find(
    ({ at, kind }) =>
      Math.abs(Date.parse(at) - Date.parse(entry.at)) < 5000 &&
      entry.type === (kind === "approval" ? "review.approved" : "review.changes_requested"),
  );
  return (
    <TimelineItem node={<Icon aria-hidden="true" className="stroke-[1.5]" />}>
      <b>{entry.actor}</b> {HISTORY_WORDS[entry.type] ?? entry.type.replaceAll(/[._]/g, " ")}{" "}
      {entry.version !== null && <VersionTag>v{entry.version}</VersionTag>}{" "}
      {entry.release !== null && (
        <>
          with{" "}
          <Link className={linkClass} href={`/${project}/releases/${entry.release}`}>
            release {entry.release}
          </Link>{" "}
        </>
      )}
      {decision?.isStale && decision.kind === "approval" && (
        <Badge tone="outline">
          {decision.loosened.length > 0
            ? "stale, the evidence was loosened"
            : `stale since v${review.version}`}
        </Badge>
      )}{" "}
      <span className="text-[12px] text-text-3">
        <RelativeTime value={entry.at} />
      </span>
      {entry.text && <Markdown className="text-text-2" text={entry.text} />}
    </TimelineItem>
  );
}
