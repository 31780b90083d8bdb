import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export const statClass = "grid content-start gap-0.5";

export const statStripClass =
  "grid overflow-hidden bg-surface *:px-4 *:pt-2.5 *:pb-3 *:shadow-[-1px_0_0_var(--border)] max-lg:grid-cols-3 max-lg:*:shadow-[-1px_-1px_0_var(--border)]";

/** Three to six figures at the head of a page. */
export function StatStrip({
  label,
  columns = "auto-cols-fr lg:grid-flow-col",
  bare = false,
  className,
  ...rest
}: ComponentProps<"section"> & {
  label: string;
  /** Their widths on a wide screen; equal without it. */
  columns?: string;
  /** Inside a section, which has the border already. */
  bare?: boolean;
}) {
  return (
    <section
      className={cn(statStripClass, columns, !bare && "rounded-lg border", className)}
      aria-label={label}
      {...rest}
    />
  );
}

interface StatProps {
  label: ReactNode;
  value: ReactNode;
  unit?: ReactNode;
  /** Interval, n, where it comes from. */
  detail?: ReactNode;
  className?: string;
}

/** A figure with its unit, interval and n. */
export function Stat({ label, value, unit, detail, className }: StatProps) {
  return (
    <div className={cn(statClass, className)}>
      <span className="flex min-h-5 items-center gap-1.5 text-12 text-text-2">{label}</span>
      <span className="h-7 text-20 font-semibold tracking-[-0.01em] whitespace-nowrap tabular-nums">
        {value}
        {unit && (
          <small className="text-[13px] font-normal tracking-normal text-text-2"> {unit}</small>
        )}
      </span>
      {detail && <span className="text-12 text-text-2 tabular-nums">{detail}</span>}
    </div>
  );
}
