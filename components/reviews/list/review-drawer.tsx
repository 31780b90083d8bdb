"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { happenedSince, lastLookedAt } from "@/components/reviews/happened-since";
import {
  baseInWords,
  failingInWords,
  HISTORY_WORDS,
  STATE_TONE,
  STATE_WORD,
} from "@/components/reviews/review-words";
import { buttonClass } from "@/components/ui/controls/button-class";
import { labelClass } from "@/components/ui/controls/label-class";
import { Link } from "@/components/ui/controls/link";
import { Avatar } from "@/components/ui/data/avatar";
import { Badge } from "@/components/ui/data/badge";
import { DescriptionList } from "@/components/ui/data/dl";
import { Timeline, TimelineItem } from "@/components/ui/data/timeline";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { ErrorState } from "@/components/ui/error-state";
import { Drawer } from "@/components/ui/overlays/drawer";
import { Skeleton } from "@/components/ui/skeleton";
import { CopyButton } from "@/components/ui/text/copy-button";
import { Kbd } from "@/components/ui/text/kbd";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { VersionTag } from "@/components/ui/text/version-tag";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { Review } from "@/lib/reviews/contract";
import { reviewQueries } from "@/lib/reviews/queries";
import { closedGates } from "@/lib/specs/gates/closed-gates";
import { formatBar, formatFigure } from "@/lib/specs/gates/format-gate";

interface Props {
  project: string;
  number: number;
  me: string | null;
  onClose: () => void;
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
}

/** A review beside its list: what happened since you had a part in it, and what is in the way. */
export function ReviewDrawer({ project, number, me, onClose, onPrevious, onNext }: Props) {
  const router = useRouter();
  const { data: review, error } = useQuery(reviewQueries.detail(project, String(number)));
  const address = `/${project}/reviews/${number}`;
  const lastVersion = review ? lastLookedAt(review, me) : null;
  const isOlder = lastVersion !== null && review !== undefined && lastVersion < review.version;
  const difference = isOlder ? `${address}?from=${lastVersion}#changes` : `${address}#changes`;
  useShortcuts([
    {
      keys: "d",
      label: isOlder ? `What changed since v${lastVersion}` : "What it changes",
      group: "Page",
      run: () => router.push(difference),
    },
  ]);
  return (
    <Drawer
      label={`Review ${number}`}
      title={`Review ${number}`}
      beside={review && <Badge tone={STATE_TONE[review.state]}>{STATE_WORD[review.state]}</Badge>}
      actions={
        <CopyButton
          label="Copy link"
          text={typeof window === "undefined" ? address : window.location.origin + address}
        />
      }
      onClose={onClose}
      {...(onPrevious ? { onPrevious } : {})}
      {...(onNext ? { onNext } : {})}
    >
      {error && !review ? (
        <ErrorState title="The review could not be read." error={error} />
      ) : review ? (
        <>
          <Subject project={project} review={review} />
          <Happened review={review} />
          <ClosedGates review={review} />
          <Facts project={project} review={review} />
          <div className="flex gap-2">
            <Link className={`${buttonClass({ variant: "primary" })} flex-1`} href={address}>
              Open review <Kbd keys="enter" aria-hidden="true" />
            </Link>
            <Link className={buttonClass()} href={difference}>
              {isOlder ? `v${lastVersion} to v${review.version}` : "Changes"}{" "}
              <Kbd keys="d" aria-hidden="true" />
            </Link>
          </div>
        </>
      ) : (
        <div className="grid gap-3" aria-busy="true">
          <Skeleton />
          <Skeleton />
          <Skeleton width={160} />
        </div>
      )}
    </Drawer>
  );
}

function Subject({ project, review }: { project: string; review: Review }) {
  const { title, requestedBy, prompt, version, environment, ticketUrl } = review;
  return (
    <div>
      <h3 className="text-13 font-semibold">{title}</h3>
      <p className="text-12 text-text-2 mt-1">
        <span className="inline-flex items-center gap-1.5 align-middle whitespace-nowrap">
          <Avatar name={requestedBy.name} /> {requestedBy.name}
        </span>
        ,{" "}
        <Link
          className="font-mono text-code underline-offset-3 hover:underline"
          href={`/${project}/prompts/${encodeURIComponent(prompt)}`}
        >
          {prompt}
        </Link>{" "}
        <VersionTag>v{version}</VersionTag> to {environment}
        {baseInWords(review)}
        {ticketUrl && (
          <>
            ,{" "}
            <a className={linkClass} href={ticketUrl} rel="noopener noreferrer" target="_blank">
              {ticketUrl.split("/").at(-1) || ticketUrl}
            </a>
          </>
        )}
      </p>
    </div>
  );
}

const MOST = 6;

function Happened({ review }: { review: Review }) {
  const { entries, isSinceYou } = happenedSince(review.history);
  if (entries.length === 0) {
    return <p className="text-12 text-text-2">Nothing happened since your last word here.</p>;
  }
  return (
    <div className="grid gap-2">
      <h4 className={labelClass}>{isSinceYou ? "Since your last word" : "What happened"}</h4>
      <Timeline label="What happened">
        {entries.slice(-MOST).map((entry) => (
          <TimelineItem
            key={entry.seq}
            node={<Avatar name={entry.actor} />}
            when={<RelativeTime value={entry.at} />}
          >
            <b>{entry.actor}</b> {HISTORY_WORDS[entry.type] ?? "changed something on"}{" "}
            {entry.version !== null && <VersionTag>v{entry.version}</VersionTag>}
            {entry.text && <span className="text-text-2">: {shortened(entry.text)}</span>}
          </TimelineItem>
        ))}
      </Timeline>
    </div>
  );
}

function ClosedGates({ review }: { review: Review }) {
  const closed = closedGates(review.gates);
  if (closed.length === 0) return null;
  return (
    <div className="grid gap-2">
      <h4 className={labelClass}>Closed gates</h4>
      <ul className="grid gap-2 text-13">
        {closed.map((gate) => (
          <li key={gate.criterion} className="flex items-start gap-1.5">
            <VerdictIcon verdict={gate.verdict} />
            <span className="min-w-0">
              {gate.statement}{" "}
              <span className="text-text-3 whitespace-nowrap">{formatBar(gate)}</span>{" "}
              {gate.split === "holdout" && <Badge tone="holdout">holdout</Badge>}
            </span>
            <span className="whitespace-nowrap tabular-nums ml-auto">
              {gate.value === null ? "no value" : formatFigure(gate.value, gate)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Facts({ project, review }: { project: string; review: Review }) {
  const [first] = review.evidence;
  const run = first && `/${project}/runs/${first.runNumber}?baseline=${first.baselineNumber}`;
  return (
    <DescriptionList
      size="sm"
      items={[
        ...(first && first.newlyFailing !== null
          ? [["Newly failing", linked(`${run}&tab=newly-failing`, failingInWords(first))] as const]
          : []),
        ...(first && first.newlyPassing !== null
          ? [
              [
                "Newly passing",
                linked(`${run}&tab=newly-passing`, `${first.newlyPassing} of ${first.n}`),
              ] as const,
            ]
          : []),
        [
          "Approvals",
          review.approvalsRequired === 0
            ? `${review.approvals.length}, none needed`
            : `${review.approvals.length} of ${review.approvalsRequired}`,
        ],
        ["Open threads", review.openThreads],
      ]}
    />
  );
}

const linked = (href: string, text: string) => (
  <Link className={linkClass} href={href}>
    {text}
  </Link>
);

const shortened = (text: string) => (text.length > 120 ? `${text.slice(0, 117)}…` : text);
