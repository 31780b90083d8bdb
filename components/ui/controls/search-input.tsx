"use client";
import { Search } from "lucide-react";
import { type ComponentProps, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/text/kbd";
import { useShortcuts } from "@/components/ui/use-shortcuts";

interface SearchInputProps
  extends Omit<ComponentProps<"input">, "type" | "size" | "onChange" | "value"> {
  /** Accessible name, and the placeholder unless one is given. */
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  size?: "md" | "sm";
  /** Focuses the field, `/` by custom. */
  shortcut?: string;
}

export function SearchInput({
  label,
  value,
  onValueChange,
  size = "md",
  shortcut,
  className,
  ...rest
}: SearchInputProps) {
  const input = useRef<HTMLInputElement>(null);
  useShortcuts(
    shortcut ? [{ keys: shortcut, label, group: "Page", run: () => input.current?.focus() }] : [],
  );
  return (
    <div className={cn("search", className)}>
      <Search className="size-3.5" aria-hidden="true" />
      <input
        ref={input}
        type="search"
        className={cn("input", size === "sm" && "input-sm")}
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          if (value) onValueChange("");
          else event.currentTarget.blur();
        }}
        {...rest}
      />
      {shortcut && <Kbd keys={shortcut} aria-hidden="true" />}
    </div>
  );
}
