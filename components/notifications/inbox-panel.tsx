"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { inboxLineClass } from "@/components/notifications/inbox-class";
import { cn } from "@/components/ui/cn";
import { Segmented } from "@/components/ui/controls/segmented";
import { ShowOlder } from "@/components/ui/data/show-older";
import { ErrorState } from "@/components/ui/error-state";
import { toastError } from "@/components/ui/overlays/toast";
import { Skeleton } from "@/components/ui/skeleton";
import { linkClass } from "@/components/ui/text/link-class";
import { useMarkRead } from "@/lib/notifications/hooks";
import { notificationQueries } from "@/lib/notifications/queries";
import { reviewQueries } from "@/lib/reviews/queries";
import { InboxLine } from "./inbox-line";
import { TurnLines } from "./turn-lines";

type View = "unread" | "all";

/** First what waits for this person, then what happened; opening a line marks it as read. */
export default function InboxPanel({ project, onClose }: { project: string; onClose: () => void }) {
  const { data: unread = 0 } = useQuery(notificationQueries.unread(project));
  const [view, setView] = useState<View>("all");
  const inbox = useInfiniteQuery(notificationQueries.inbox(project, view));
  const turns = useInfiniteQuery(reviewQueries.list(project, { view: "yours" }));
  const read = useMarkRead(project);
  // Both at once, so that nothing moves under the pointer.
  const isWaiting = inbox.isPending || turns.isPending;
  const rows = inbox.data?.pages.flatMap(({ data }) => data) ?? [];
  const markRead = (ids: string[] | "all") =>
    read.mutate(ids, { onError: (error) => toastError(error.message) });
  return (
    <div className="flex max-h-[min(640px,calc(100vh-72px))] flex-col text-13">
      <InboxHead unread={unread} view={view} onView={setView} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="min-h-0 flex-1 overflow-y-auto" aria-label="What is new" tabIndex={0}>
        {!isWaiting && (
          <TurnLines
            project={project}
            reviews={turns.data?.pages.flatMap(({ data }) => data) ?? []}
            onOpen={onClose}
          />
        )}
        {inbox.error && rows.length === 0 ? (
          <ErrorState
            title="The inbox cannot be read."
            onRetry={() => void inbox.refetch()}
            error={inbox.error}
          />
        ) : isWaiting ? (
          <Waiting />
        ) : rows.length === 0 ? (
          <p className="px-4 py-8 text-center text-text-2">
            {view === "unread" ? "You have read everything." : "Nothing has happened yet."}
          </p>
        ) : (
          <ul>
            {rows.map((one) => (
              <InboxLine
                key={one.id}
                project={project}
                one={one}
                onRead={() => markRead([one.id])}
                onOpen={() => {
                  if (!one.readAt) markRead([one.id]);
                  onClose();
                }}
              />
            ))}
          </ul>
        )}
        <ShowOlder of={inbox} />
      </section>
      <InboxFoot canMarkAll={unread > 0 && !read.isPending} onMarkAll={() => markRead("all")} />
    </div>
  );
}

interface InboxHeadProps {
  unread: number;
  view: View;
  onView: (view: View) => void;
}

function InboxHead({ unread, view, onView }: InboxHeadProps) {
  return (
    <div className="flex min-h-12 items-center gap-2 border-b px-4">
      <h2 className="text-14 font-semibold">Inbox</h2>
      <span className="text-12 text-text-2" aria-live="polite">
        {unread} unread
      </span>
      <Segmented
        label="Show"
        className="ml-auto"
        value={view}
        onValueChange={onView}
        options={[
          { value: "unread", label: "Unread" },
          { value: "all", label: "All" },
        ]}
      />
    </div>
  );
}

function InboxFoot({ canMarkAll, onMarkAll }: { canMarkAll: boolean; onMarkAll: () => void }) {
  const [isExplained, setIsExplained] = useState(false);
  return (
    <>
      {isExplained && (
        <p className="text-12 text-text-2 border-t bg-subtle px-4 py-2.5">
          Reviews that ask for you, answers to yours, and every release and rollback of this
          project, and its alerts. Admins also hear of a webhook that gave up. What you did yourself
          is left out.
        </p>
      )}
      <div className="text-12 flex min-h-10 items-center gap-3 border-t px-4">
        <button
          type="button"
          className={cn(
            linkClass,
            "disabled:cursor-default disabled:text-text-3 disabled:no-underline",
          )}
          disabled={!canMarkAll}
          onClick={onMarkAll}
        >
          Mark all as read
        </button>
        <button
          type="button"
          className={cn(linkClass, "ml-auto")}
          aria-expanded={isExplained}
          onClick={() => setIsExplained(!isExplained)}
        >
          What comes here…
        </button>
      </div>
    </>
  );
}

function Waiting() {
  return (
    <ul aria-label="Loading">
      {[220, 260, 190].map((width) => (
        <li key={width} className={inboxLineClass}>
          <Skeleton width={20} className="col-start-2" />
          <span className="grid gap-1.5">
            <Skeleton width={width} />
            <Skeleton width={90} />
          </span>
        </li>
      ))}
    </ul>
  );
}
