import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** Three to six figures at the head of a page. */
export function StatStrip({
  label,
  className,
  ...rest
}: ComponentProps<"section"> & { label: string }) {
  return <section className={cn("strip", className)} aria-label={label} {...rest} />;
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
    <div className={cn("stat", className)}>
      <span className="k">{label}</span>
      <span className="v">
        {value}
        {unit && <small> {unit}</small>}
      </span>
      {detail && <span className="ci">{detail}</span>}
    </div>
  );
}
