import { X } from "lucide-react";
import { cn } from "@/components/ui/cn";

interface Props {
  label: string;
  isMono?: boolean | undefined;
  onRemove: () => void;
}

/** What a list is narrowed to, as a word that can be taken away. */
export function FilterWord({ label, isMono, onRemove }: Props) {
  return (
    <span className="inline-flex h-7 max-w-80 items-center gap-1 rounded border border-accent-border bg-accent-bg pr-1 pl-2 text-[12px] text-accent tabular-nums">
      <span className={cn("truncate", isMono && "font-mono")}>{label}</span>
      <button
        type="button"
        className="grid size-5 place-items-center rounded-sm hover:bg-hover"
        aria-label={`Remove the filter ${label}`}
        onClick={onRemove}
      >
        <X className="size-3.5" aria-hidden="true" />
      </button>
    </span>
  );
}
