"use client";
import { CircleAlert } from "lucide-react";
import { type ComponentProps, cloneElement, type ReactElement, type ReactNode, useId } from "react";
import { cn } from "@/components/ui/cn";
import { hintClass, labelClass } from "./label-class";

export interface LabelledControl {
  id?: string;
  required?: boolean;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
}

interface FieldProps extends Omit<ComponentProps<"div">, "children"> {
  label: ReactNode;
  /** A control: it gets the id and the descriptions. */
  children: ReactElement<LabelledControl>;
  hint?: ReactNode;
  error?: ReactNode;
  /** Stands at the end of the label's line, e.g. a link or a count. */
  aside?: ReactNode;
  optional?: boolean;
  hideLabel?: boolean;
}

export function Field({
  label,
  children,
  hint,
  error,
  aside,
  optional,
  hideLabel,
  className,
  ...rest
}: FieldProps) {
  const generatedId = useId();
  const id = children.props.id ?? generatedId;
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const described = [children.props["aria-describedby"], hintId, errorId].filter(Boolean).join(" ");
  return (
    <div className={cn("grid content-start gap-1", className)} {...rest}>
      <div className={hideLabel ? "sr-only" : "flex items-baseline gap-2"}>
        <label htmlFor={id} className={labelClass}>
          {label}
          {optional && <span className="text-text-3 font-normal"> optional</span>}
        </label>
        {aside && <span className="text-12 text-text-3 ml-auto">{aside}</span>}
      </div>
      {cloneElement(children, {
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": error ? true : children.props["aria-invalid"],
      })}
      {hint && (
        <p id={hintId} className={hintClass}>
          {hint}
        </p>
      )}
      {error && (
        <p id={errorId} className="flex gap-1 text-12 text-fail">
          <CircleAlert className="mt-px size-3.5" aria-hidden="true" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}
