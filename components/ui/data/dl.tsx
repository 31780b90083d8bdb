import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** Terms and values in two columns: `[["Model", "gpt-4.1-mini"], …]`. */
export function DescriptionList({
  items,
  className,
}: {
  items: ReadonlyArray<readonly [ReactNode, ReactNode]>;
  className?: string;
}) {
  return (
    <dl className={cn("dl", className)}>
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
