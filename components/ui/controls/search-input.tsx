"use client";
import { Search } from "lucide-react";
import { type ComponentProps, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { fieldClass } from "@/components/ui/controls/field-class";
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
    <div className={cn("relative h-fit", className)}>
      <Search
        className="absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-text-3"
        aria-hidden="true"
      />
      <input
        ref={input}
        type="search"
        className={cn(fieldClass({ size }), "peer pl-7.5 [&::-webkit-search-cancel-button]:hidden")}
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
      {shortcut && (
        <Kbd
          keys={shortcut}
          className="absolute top-1/2 right-[7px] -translate-y-1/2 peer-focus:hidden peer-not-placeholder-shown:hidden"
          aria-hidden="true"
        />
      )}
    </div>
  );
}
