import { cva } from "class-variance-authority";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export const dlClass = cva(
  [
    "grid grid-cols-[max-content_minmax(0,1fr)] content-start",
    "[&_dd]:min-w-0 [&_dd]:tabular-nums [&_dt]:text-text-2",
  ],
  {
    variants: {
      size: {
        md: "gap-x-4 gap-y-1.5 text-13",
        sm: "gap-x-4 gap-y-1.5 text-12",
        tight: "gap-x-3 gap-y-1 text-12",
      },
    },
    defaultVariants: { size: "md" },
  },
);

/** Terms and values in two columns: `[["Model", "gpt-4.1-mini"], …]`. */
export function DescriptionList({
  items,
  size,
  className,
}: {
  items: ReadonlyArray<readonly [ReactNode, ReactNode]>;
  size?: "md" | "sm" | "tight";
  className?: string;
}) {
  return (
    <dl className={cn(dlClass({ size }), className)}>
      {items.map(([term, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the terms are a fixed list
        <div key={index} className="contents">
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
