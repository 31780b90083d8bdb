"use client";
import { lazy, Suspense } from "react";
import { cn } from "@/components/ui/cn";
import { fieldClass } from "@/components/ui/controls/field-class";
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
          className={cn(fieldClass({ size: props.size, changed: props.changed }), props.className)}
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
