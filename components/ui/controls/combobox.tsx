"use client";
import { lazy, Suspense } from "react";
import { cn } from "@/components/ui/cn";

const ComboboxBody = lazy(() => import("./combobox-body"));

export interface ComboboxOption {
  value: string;
  label: string;
  hint?: string;
}

export interface ComboboxProps {
  id?: string;
  label: string;
  options: ReadonlyArray<ComboboxOption>;
  /** The text in the field: any text when `free`, else a value of the options. */
  value: string;
  onValueChange: (value: string) => void;
  /** Takes what is typed even when it is not in the list (a model's name). */
  free?: boolean;
  placeholder?: string;
  emptyText?: string;
  size?: "md" | "sm";
  className?: string;
  disabled?: boolean;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
}

/** A field that suggests while you type. */
export function Combobox(props: ComboboxProps) {
  const shown = props.free
    ? props.value
    : props.options.find((option) => option.value === props.value)?.label;
  return (
    <Suspense
      fallback={
        <input
          className={cn("input", props.size === "sm" && "input-sm", props.className)}
          aria-label={props.label}
          defaultValue={shown ?? ""}
          readOnly
        />
      }
    >
      <ComboboxBody {...props} />
    </Suspense>
  );
}
