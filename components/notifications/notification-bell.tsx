"use client";
import { useQuery } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import { lazy, Suspense } from "react";
import { Popover } from "@/components/ui/popover";
import { notificationQueries } from "@/lib/notifications/queries";

const InboxPanel = lazy(() => import("./inbox-panel"));

/** The bell stands on every page; what it opens is loaded when it is pressed. */
export function NotificationBell({ project }: { project: string }) {
  const { data: unread = 0 } = useQuery(notificationQueries.unread(project));
  const label = unread === 0 ? "Inbox" : `Inbox, ${unread} unread`;
  return (
    <Popover
      label="Inbox"
      align="end"
      className="w-[400px] max-w-[calc(100vw-32px)] p-0!"
      trigger={
        <button type="button" className="btn-icon relative" aria-label={label} title={label}>
          <Bell aria-hidden="true" className="i" />
          {unread > 0 && (
            <span
              aria-hidden="true"
              className="absolute -top-0.5 -right-0.5 min-w-4 rounded-full bg-[var(--accent-fill)] px-1 text-center text-11 leading-4 font-medium text-[var(--text-on-fill)]"
            >
              {unread > 99 ? "99+" : unread}
            </span>
          )}
        </button>
      }
    >
      {(close) => (
        <Suspense fallback={<div className="min-h-60" />}>
          <InboxPanel project={project} onClose={close} />
        </Suspense>
      )}
    </Popover>
  );
}
