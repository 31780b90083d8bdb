"use client";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { fieldClass } from "@/components/ui/controls/field-class";
import { Menu } from "@/components/ui/overlays/menu";

export interface RichOption<Value extends string> {
  value: Value;
  label: ReactNode;
  description?: ReactNode;
  hint?: ReactNode;
  icon?: ReactNode;
  disabled?: boolean;
}

interface MenuSelectProps<Value extends string> {
  id?: string;
  /** Accessible name; the chosen value is read after it. */
  label: string;
  options: ReadonlyArray<RichOption<Value>>;
  value: Value | null;
  onValueChange: (value: Value) => void;
  placeholder?: string;
  size?: "md" | "sm";
  disabled?: boolean;
  className?: string;
}

/** A select whose options have more than a word: a description, a figure, an icon. */
export function MenuSelect<Value extends string>({
  id,
  label,
  options,
  value,
  onValueChange,
  placeholder = "Choose…",
  size = "md",
  disabled,
  className,
}: MenuSelectProps<Value>) {
  const chosen = options.find((option) => option.value === value);
  return (
    <Menu
      trigger={
        <button
          id={id}
          type="button"
          disabled={disabled}
          className={cn(
            fieldClass({ control: "select", size }),
            "flex w-full min-w-0 cursor-pointer items-center gap-2 text-left",
            className,
          )}
        >
          <span className="sr-only">{label}: </span>
          {chosen?.icon}
          <span className={cn("truncate", !chosen && "text-text-3")}>
            {chosen?.label ?? placeholder}
          </span>
        </button>
      }
      items={options.map((option) => ({
        label: option.label,
        description: option.description,
        hint: option.hint,
        icon: option.icon,
        disabled: option.disabled,
        checked: option.value === value,
        onSelect: () => onValueChange(option.value),
      }))}
    />
  );
}
