"use client";
import { useSyncExternalStore } from "react";
import { formatUtc } from "@/components/ui/format-time";

const never = () => () => {};

/** The time of day, with the date when it is not today; in UTC until the browser's zone is known. */
export function TraceTime({ value }: { value: string }) {
  const isBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <time
      key={isBrowser ? "browser" : "server"}
      dateTime={value}
      title={formatUtc(value)}
      className="tnum nowrap"
      suppressHydrationWarning
    >
      {clock(value, Date.now(), isBrowser ? undefined : "UTC")}
    </time>
  );
}

/** `14:19:41` today, `18 Nov 14:19` before. */
export function clock(iso: string, now: number, timeZone?: string): string {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone });
  const at = Date.parse(iso);
  const isToday = day.format(at) === day.format(now);
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    hour: "2-digit",
    minute: "2-digit",
    ...(isToday ? { second: "2-digit" } : { day: "numeric", month: "short" }),
  })
    .format(at)
    .replace(",", "");
}
