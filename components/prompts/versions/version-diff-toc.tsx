import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { DiffPart } from "./version-diff-parts";
import { LineCounts } from "./version-diff-section";

interface VersionDiffTocProps {
  parts: readonly DiffPart[];
  current: string | undefined;
  viewed?: ReadonlySet<string> | undefined;
  /** What concerns all parts, under the list. */
  end?: ReactNode;
  /** What the change did, under the list. */
  children?: ReactNode;
}

/** The list of parts with their counts: the map of a difference. */
export function VersionDiffToc({ parts, current, viewed, end, children }: VersionDiffTocProps) {
  return (
    <nav
      aria-label="Parts"
      className="flex min-w-0 gap-0.5 overflow-x-auto text-13 lg:sticky lg:top-15 lg:max-h-[calc(100vh-72px)] lg:flex-col lg:overflow-y-auto"
    >
      {parts.map((part) => (
        <a
          key={part.id}
          href={`#${part.id}`}
          aria-current={part.id === current ? "true" : undefined}
          className="flex h-7 flex-none items-center gap-1.5 rounded px-2 text-text-2 no-underline hover:bg-hover aria-[current]:bg-subtle aria-[current]:font-medium aria-[current]:text-text"
        >
          <span className={cn("truncate", part.kind === "message" && "font-mono text-code")}>
            {part.label}
          </span>
          {viewed?.has(part.id) && <Check aria-label="viewed" className="size-3 flex-none" />}
          <span className="ml-auto flex-none text-11 tabular-nums">
            <PartNote part={part} />
          </span>
        </a>
      ))}
      {end}
      {children && (
        <div className="mt-2 hidden border-t px-2 pt-2 text-12 text-text-2 lg:block">
          {children}
        </div>
      )}
    </nav>
  );
}

function PartNote({ part }: { part: DiffPart }) {
  if (part.note === "moved")
    return (
      <span className="text-text-3">
        moved <LineCounts added={part.added} removed={part.removed} />
      </span>
    );
  if (part.added + part.removed > 0)
    return <LineCounts added={part.added} removed={part.removed} />;
  const tone = {
    plus: "text-pass",
    minus: "text-fail",
    plain: part.differs ? "text-text-2" : "text-text-3",
  }[part.tone];
  return <span className={tone}>{part.note}</span>;
}
