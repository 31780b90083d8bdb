"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Popover } from "@/components/ui/popover";
import { RelativeTime } from "@/components/ui/relative-time";
import { callApi } from "@/lib/http/api-client";
import type { markReadRoute, Notification } from "@/lib/notifications/contract";
import { notificationQueries } from "@/lib/notifications/queries";

/** What happened that concerns this person; opening a line marks it as read. */
export function NotificationBell({ project }: { project: string }) {
  const client = useQueryClient();
  const { data } = useQuery(notificationQueries.inbox(project));
  const read = useMutation({
    mutationFn: (ids: string[] | null) =>
      callApi<typeof markReadRoute>("POST", "/api/v1/projects/{project}/notifications/reads", {
        params: { project },
        body: ids ? { ids } : {},
      }),
    onSuccess: () =>
      client.invalidateQueries({ queryKey: notificationQueries.inbox(project).queryKey }),
  });
  const unread = data?.unread ?? 0;
  const label = unread === 0 ? "Notifications" : `Notifications, ${unread} unread`;
  return (
    <Popover
      label="Notifications"
      align="end"
      className="w-96 max-w-[calc(100vw-32px)] p-0"
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
        <div className="grid">
          <header className="flex items-center gap-2 border-b border-border px-4 py-2.5">
            <h2 className="text-14 font-semibold">Notifications</h2>
            {unread > 0 && (
              <Button
                size="sm"
                className="ml-auto"
                busy={read.isPending}
                onClick={() => read.mutate(null)}
              >
                Mark all as read
              </Button>
            )}
          </header>
          {!data || data.data.length === 0 ? (
            <p className="px-4 py-6 text-13 text-text-2">
              Nothing yet. You hear of reviews that wait for you, of answers to yours, of releases,
              and of alerts.
            </p>
          ) : (
            <ul className="max-h-96 overflow-y-auto">
              {data.data.map((one) => (
                <li key={one.id} className="border-b border-border last:border-0">
                  <Line
                    project={project}
                    one={one}
                    onOpen={() => {
                      if (!one.readAt) read.mutate([one.id]);
                      close();
                    }}
                  />
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Popover>
  );
}

function Line({
  project,
  one,
  onOpen,
}: {
  project: string;
  one: Notification;
  onOpen: () => void;
}) {
  return (
    <Link
      href={`/${project}/${one.data.path}`}
      onClick={onOpen}
      className={cn(
        "grid grid-cols-[8px_minmax(0,1fr)] gap-2.5 px-4 py-2.5 text-13 hover:bg-hover",
        one.readAt && "text-text-2",
      )}
    >
      <span
        className={cn("mt-1.5 size-2 rounded-full", !one.readAt && "bg-accent")}
        title={one.readAt ? undefined : "unread"}
      />
      <span className="grid gap-0.5">
        <span className={cn(!one.readAt && "font-medium")}>
          {!one.readAt && <span className="vh">unread: </span>}
          {one.sentence}
        </span>
        {one.data.text && <span className="truncate text-12 text-text-3">{one.data.text}</span>}
        <span className="text-12 text-text-3">
          <RelativeTime value={one.at} />
        </span>
      </span>
    </Link>
  );
}
