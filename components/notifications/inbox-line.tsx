"use client";
import { Check, TriangleAlert } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { inboxLineClass, inboxRowClass } from "@/components/notifications/inbox-class";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Link } from "@/components/ui/controls/link";
import { Avatar, avatarClass } from "@/components/ui/data/avatar";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { VersionTag } from "@/components/ui/text/version-tag";
import type { Notification } from "@/lib/notifications/contract";

interface Props {
  project: string;
  one: Notification;
  onRead: () => void;
  onOpen: () => void;
}

/** One thing that happened: who, what, where; a dot while it is unread. */
export function InboxLine({ project, one, onRead, onOpen }: Props) {
  const isUnread = one.readAt === null;
  const hasGivenUp = one.type === "webhook.gave_up";
  const isByPerson = !hasGivenUp && !/^(alert|failure_category)\./.test(one.type);
  return (
    <li className={cn(inboxRowClass, "group last:border-b-0")}>
      <Link href={`/${project}/${one.data.path}`} className={inboxLineClass} onClick={onOpen}>
        <span className={cn(isUnread && "mt-[7px] size-1.5 rounded-full bg-accent")}>
          {isUnread && <span className="sr-only">unread: </span>}
        </span>
        {isByPerson ? (
          <Avatar name={one.by} />
        ) : (
          <span className={avatarClass()} aria-hidden="true">
            <TriangleAlert className="size-3.5" />
          </span>
        )}
        <span className="min-w-0">
          <span className={isUnread ? "text-text" : "text-text-2"}>
            {withNames(one.sentence, one.data)}
          </span>
          {hasWords(one) && (
            <span className="text-12 block truncate text-text-2">“{one.data.text}”</span>
          )}
          <span className="text-12 block text-text-3">
            {placeOf(one)}
            <RelativeTime value={one.at} />
            {hasGivenUp && ", send it again in the settings"}
          </span>
        </span>
      </Link>
      {isUnread && (
        <span className="absolute top-1.5 right-2 rounded bg-surface opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 [@media(hover:none)]:opacity-100">
          <IconButton label="Mark as read" icon={<Check aria-hidden="true" />} onClick={onRead} />
        </span>
      )}
    </li>
  );
}

/** Somebody's words to this person; the description of a review and a reason in the sentence are not repeated. */
const hasWords = ({ type, data, sentence }: Notification): boolean =>
  type !== "review.requested" && !!data.text && !sentence.includes(data.text.replace(/\.$/, ""));

function placeOf({ type, data }: Notification): string {
  if (type.startsWith("review.")) return `review ${data.number}, `;
  return type.startsWith("release.") ? `release ${data.number}, ` : "";
}

/** The prompt and the version as they are set everywhere: the name in mono, the version in bold. */
function withNames(sentence: string, { prompt, version }: Notification["data"]): ReactNode {
  const parts = sentence.split(`${prompt} v${version}`);
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence stand in a fixed order
    <Fragment key={index}>
      {index > 0 && (
        <>
          <span className="font-mono text-12">{prompt}</span> <VersionTag>v{version}</VersionTag>
        </>
      )}
      {part}
    </Fragment>
  ));
}
