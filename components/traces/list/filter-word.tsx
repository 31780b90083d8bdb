import "@/components/traces/traces.css";
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
    <span className="filter-word">
      <span className={cn("truncate", isMono && "font-mono")}>{label}</span>
      <button type="button" aria-label={`Remove the filter ${label}`} onClick={onRemove}>
        <X className="size-3.5" aria-hidden="true" />
      </button>
    </span>
  );
}
