import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";

export interface Segment<Value extends string> {
  value: Value;
  label: ReactNode;
  /** Accessible name and title where the label is only an icon. */
  name?: string;
  /** With an address the segment is a link. */
  href?: string;
}

interface SegmentedProps<Value extends string> {
  label: string;
  options: ReadonlyArray<Segment<Value>>;
  value: Value;
  onValueChange?: (value: Value) => void;
  className?: string;
}

const segmentClass = cn(
  "inline-flex h-6.5 items-center gap-1.5 border-l px-2.5 text-12 whitespace-nowrap text-text-2 first:border-l-0",
  "hover:text-text focus-visible:rounded-none focus-visible:-outline-offset-2",
  "chosen:bg-subtle chosen:font-medium chosen:text-text",
);

/** Two to four views of the same data. */
export function Segmented<Value extends string>({
  label,
  options,
  value,
  onValueChange,
  className,
}: SegmentedProps<Value>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one bar
    <div
      className={cn(
        "inline-flex flex-none overflow-hidden rounded border border-border-strong bg-surface",
        className,
      )}
      role="group"
      aria-label={label}
    >
      {options.map((option) =>
        option.href ? (
          <Link
            key={option.value}
            href={option.href}
            className={segmentClass}
            scroll={false}
            replace
            aria-label={option.name}
            title={option.name}
            aria-current={option.value === value ? "true" : undefined}
          >
            {option.label}
          </Link>
        ) : (
          <button
            key={option.value}
            type="button"
            className={segmentClass}
            aria-label={option.name}
            title={option.name}
            aria-pressed={option.value === value}
            onClick={() => onValueChange?.(option.value)}
          >
            {option.label}
          </button>
        ),
      )}
    </div>
  );
}
