"use client";
import { GateCounts } from "@/components/reviews/gate-counts";
import { peopleInWords } from "@/components/reviews/review-words";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { Avatar } from "@/components/ui/data/avatar";
import { GroupRow, Table, Td, Th, Tr } from "@/components/ui/data/table";
import { sectionClass } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { VersionTag } from "@/components/ui/text/version-tag";
import { formatCountOf } from "@/lib/format-number";
import type { ReviewListItem } from "@/lib/reviews/contract";

export interface ReviewGroup {
  label: string;
  n: number;
  reviews: readonly ReviewListItem[];
}

interface Props {
  project: string;
  groups: readonly ReviewGroup[];
  selected: number | null;
  /** Opens it beside the list. */
  onSelect: (number: number) => void;
}

/** Reviews grouped by whose turn it is, with the reason in words. */
export function ReviewTable({ project, groups, selected, onSelect }: Props) {
  return (
    <div className={sectionClass}>
      <Table label="Reviews" minWidth={selected === null ? 720 : 640} className="table-fixed">
        <colgroup>
          <col />
          <col style={{ width: selected === null ? 176 : 168 }} />
          <col style={{ width: selected === null ? 288 : 172 }} />
          <col style={{ width: 108 }} />
        </colgroup>
        <thead>
          <tr>
            <Th>Review</Th>
            <Th>Gates</Th>
            <Th>Whose turn, or how it ended</Th>
            <Th num>Since</Th>
          </tr>
        </thead>
        {groups.map(({ label, n, reviews }) => (
          <tbody key={label}>
            <GroupRow columns={4} n={n}>
              {label}
            </GroupRow>
            {reviews.map((review) => (
              <Tr
                key={review.id}
                selected={selected === review.number}
                onClick={(event) => {
                  const isLink = event.target instanceof Element && event.target.closest("a");
                  if (!isLink) onSelect(review.number);
                }}
              >
                <Td className="whitespace-nowrap">
                  <div className="flex min-w-0 items-center gap-2">
                    <Avatar name={review.requestedBy.name} />
                    <div className="grid min-w-0">
                      <span className="flex min-w-0 items-center gap-1.5">
                        <Link
                          className="underline-offset-3 hover:underline truncate font-medium"
                          href={`/${project}/reviews/${review.number}`}
                        >
                          {review.title}
                        </Link>
                        <span className="text-text-3 tabular-nums">{review.number}</span>
                      </span>
                      <span className="text-12 text-text-3 truncate">
                        <span className="font-mono text-code">{review.prompt}</span>{" "}
                        <VersionTag>v{review.version}</VersionTag> to {review.environment}
                        {review.openThreads > 0 &&
                          `, ${formatCountOf(review.openThreads, "open thread")}`}
                      </span>
                    </div>
                  </div>
                </Td>
                <Td>
                  <GateCounts gates={review.gates} />
                </Td>
                <Td className="text-12">
                  <Turn review={review} project={project} />
                </Td>
                <Td num className="text-text-3 text-12 whitespace-nowrap">
                  <RelativeTime value={review.updatedAt} />
                </Td>
              </Tr>
            ))}
          </tbody>
        ))}
      </Table>
    </div>
  );
}

function Turn({ review, project }: { review: ReviewListItem; project: string }) {
  const { turn, approvals, release } = review;
  if (turn.who === "nobody") {
    const by = approvals.map(({ by: { name } }) => name).join(" and ");
    return (
      <>
        {by && `Approved by ${by}; `}
        {release ? (
          <Link
            className={cn(linkClass, "whitespace-nowrap")}
            href={`/${project}/releases/${release.rolledBackBy ?? release.number}`}
          >
            {release.rolledBackBy
              ? `rolled back by release ${release.rolledBackBy}`
              : `release ${release.number}`}
          </Link>
        ) : (
          turn.todo
        )}
      </>
    );
  }
  const who = turn.isYours ? "You" : peopleInWords(turn.people);
  return (
    <>
      <b>{who}</b>, to {turn.todo}
    </>
  );
}
