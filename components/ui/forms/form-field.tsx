"use client";
import {
  type ChangeEvent,
  type ComponentProps,
  cloneElement,
  type ReactElement,
  type ReactNode,
  type Ref,
  useEffect,
  useRef,
} from "react";
import type { FieldValues } from "react-hook-form";
import { Field, type LabelledControl } from "@/components/ui/controls/field";
import { useFormControl } from "./form-control";
import type { ZodForm } from "./use-zod-form";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

interface ControlProps extends LabelledControl {
  value?: string;
  onChange?: (event: ChangeEvent<Control>) => void;
  ref?: Ref<Control>;
}

interface FormFieldProps<Values extends FieldValues, N extends keyof Values & string>
  extends Omit<ComponentProps<typeof Field>, "children"> {
  form: ZodForm<Values>;
  name: N;
  /** What the form itself finds wrong while it is typed, before any check. */
  error?: ReactNode;
  /** Stands in the field while its value is null: not written yet. */
  suggested?: string | undefined;
  /** An Input, Textarea or Select without a value: the field gives it. Its own `onChange` is called after. */
  children: ReactElement<ControlProps>;
}

/** A labelled control with a text as its value, and the errors of its path. */
export function FormField<Values extends FieldValues, N extends keyof Values & string>({
  form,
  name,
  suggested = "",
  error: problem,
  children,
  ...field
}: FormFieldProps<Values, N>) {
  const { value, onChange, error } = useFormControl(form, name);
  const text = String(value ?? suggested);
  const control = useRef<Control>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what a quick hand or the browser filled in before the page was ready
  useEffect(() => {
    // The options of a select may still be on their way.
    if (!control.current || control.current instanceof HTMLSelectElement) return;
    const typed = control.current.value;
    // A text area has line feeds only.
    if (typed !== text.replaceAll("\r\n", "\n")) onChange(typed as Values[N]);
  }, []);
  return (
    <Field error={problem ?? error} {...field}>
      {cloneElement(children, {
        ref: control,
        value: text,
        onChange: (event: ChangeEvent<Control>) => {
          onChange(event.target.value as Values[N]);
          children.props.onChange?.(event);
        },
      })}
    </Field>
  );
}
