"use client";
import { type ComponentProps, useSyncExternalStore } from "react";
import { formatUtc, formatWhen } from "@/lib/format-time";

const MINUTE = 60_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all times on the page. */
function everyMinute(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const one of listeners) one();
  }, MINUTE);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The minute in the browser; null on the server and while hydrating, where some time has passed between. */
const useMinute = () =>
  useSyncExternalStore(
    everyMinute,
    () => Math.floor(Date.now() / MINUTE),
    () => null,
  );

interface RelativeTimeProps extends Omit<ComponentProps<"time">, "dateTime" | "children"> {
  /** ISO 8601 */
  value: string;
}

export function RelativeTime({ value, ...rest }: RelativeTimeProps) {
  const minute = useMinute();
  return (
    // The key makes a new element after hydration: the server's text may differ and is not patched.
    <time
      key={minute === null ? "server" : "browser"}
      dateTime={value}
      title={formatUtc(value)}
      className="tabular-nums whitespace-nowrap"
      suppressHydrationWarning
      {...rest}
    >
      {formatWhen(value, Date.now())}
    </time>
  );
}
