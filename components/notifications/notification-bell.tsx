"use client";
import { useQuery } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import { usePathname } from "next/navigation";
import { lazy, Suspense, useEffect } from "react";
import { cn } from "@/components/ui/cn";
import { iconButtonClass } from "@/components/ui/controls/icon-button";
import { Popover } from "@/components/ui/overlays/popover";
import { useMarkRead } from "@/lib/notifications/hooks";
import { notificationQueries } from "@/lib/notifications/queries";

const InboxPanel = lazy(() => import("./inbox-panel"));

/** What the inbox tells of and is opened by whatever way is read. */
function useReadByOpening(project: string, hasUnread: boolean) {
  const page = usePathname().slice(project.length + 2);
  const { mutate } = useMarkRead(project);
  const isTold = hasUnread && /^(?:reviews|releases)\/\d+$/.test(page);
  useEffect(() => {
    if (isTold) mutate({ path: page });
  }, [mutate, isTold, page]);
}

/** The bell stands on every page; what it opens is loaded when it is pressed. */
export function NotificationBell({ project }: { project: string }) {
  const { data: unread = 0 } = useQuery(notificationQueries.unread(project));
  useReadByOpening(project, unread > 0);
  const label = unread === 0 ? "Inbox" : `Inbox, ${unread} unread`;
  return (
    <Popover
      label="Inbox"
      align="end"
      className="w-[400px]"
      trigger={
        <button
          type="button"
          className={cn(iconButtonClass(), "relative")}
          aria-label={label}
          title={label}
        >
          <Bell aria-hidden="true" className="stroke-[1.5]" />
          {unread > 0 && (
            <span
              aria-hidden="true"
              className="absolute -top-0.5 -right-0.5 min-w-4 rounded-full bg-accent-fill px-1 text-center text-11 leading-4 font-medium text-[var(--text-on-fill)]"
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
