"use client";
import { cva } from "class-variance-authority";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "@/components/ui/cn";
import { checkClass, checkInputClass } from "./check-class";
import { labelClass } from "./label-class";

export interface RadioOption<Value extends string> {
  value: Value;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

interface RadioGroupProps<Value extends string>
  extends Omit<ComponentProps<"fieldset">, "onChange"> {
  label: string;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  options: ReadonlyArray<RadioOption<Value>>;
  value: Value | null;
  onValueChange: (value: Value) => void;
  name?: string;
  row?: boolean;
  /** Each option in a frame of its own, three in a line. */
  tiles?: boolean;
}

const listClass = cva("", {
  variants: {
    layout: {
      column: "grid gap-1.5",
      row: "flex flex-wrap gap-x-4 gap-y-1",
      tiles: "grid grid-cols-3 gap-1.5 max-md:grid-cols-2",
    },
  },
});

const tileClass =
  "cursor-pointer rounded border px-2.5 py-2 hover:bg-hover has-checked:border-accent has-checked:bg-accent-bg";

export function RadioGroup<Value extends string>({
  label,
  hideLabel,
  options,
  value,
  onValueChange,
  name,
  row,
  tiles,
  className,
  ...rest
}: RadioGroupProps<Value>) {
  const fallback = useId();
  return (
    <fieldset className={cn("grid gap-1", className)} {...rest}>
      <legend className={hideLabel ? "sr-only" : cn(labelClass, "mb-1")}>{label}</legend>
      <div className={listClass({ layout: tiles ? "tiles" : row ? "row" : "column" })}>
        {options.map((option) => (
          <label
            key={option.value}
            className={cn(checkClass({ align: "start" }), tiles && tileClass)}
          >
            <input
              type="radio"
              className={cn(checkInputClass, "mt-[3px]")}
              name={name ?? fallback}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onValueChange(option.value)}
            />
            <span className="min-w-0 flex-1">
              {option.label}
              {option.hint && <span className="text-text-3 text-12 block">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
