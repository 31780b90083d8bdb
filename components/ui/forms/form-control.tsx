"use client";
import { CircleAlert } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { type FieldValues, useController } from "react-hook-form";
import { pathOf, type ZodForm } from "./use-zod-form";

type Name<Values extends FieldValues> = keyof Values & string;

export interface FormControlState<Value> {
  value: Value;
  onChange: (value: Value) => void;
  error: string | undefined;
  /** The error of a place below the field, for a control with several parts. */
  errorAt: (path: string) => string | undefined;
}

/** One value of a form, for a control of any kind. */
export function useFormControl<Values extends FieldValues, N extends Name<Values>>(
  form: ZodForm<Values>,
  name: N,
): FormControlState<Values[N]> {
  const { field, fieldState } = useController({
    control: form.control,
    name: pathOf<Values>(name),
  });
  const { shown } = form;
  useEffect(() => {
    shown.add(name);
    return () => {
      shown.delete(name);
    };
  }, [shown, name]);
  const { error } = fieldState;
  return {
    value: field.value as Values[N],
    onChange: field.onChange,
    error: error?.message,
    errorAt: (path) => {
      const places = Object.entries(error?.types ?? {});
      const place = places.find(([at]) => at === path || at.startsWith(`${path}.`));
      return place && String(place[1]);
    },
  };
}

interface FormControlProps<Values extends FieldValues, N extends Name<Values>> {
  form: ZodForm<Values>;
  name: N;
  /** The control shows its errors itself, each at its part. */
  showsErrors?: boolean;
  children: (control: FormControlState<Values[N]>) => ReactNode;
}

/** A control that brings its own label: checkboxes, radio buttons, lists. Its error stands below. */
export function FormControl<Values extends FieldValues, N extends Name<Values>>({
  form,
  name,
  showsErrors,
  children,
}: FormControlProps<Values, N>) {
  const control = useFormControl(form, name);
  return (
    <>
      {children(control)}
      {control.error && !showsErrors && (
        <div className="field">
          <p className="error">
            <CircleAlert aria-hidden="true" />
            <span>{control.error}</span>
          </p>
        </div>
      )}
    </>
  );
}
