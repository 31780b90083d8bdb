"use client";
import { lazy, Suspense } from "react";
import { cn } from "@/components/ui/cn";
import type { ComboboxProps } from "./combobox-props";

const ComboboxBody = lazy(() => import("./combobox-body"));

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
