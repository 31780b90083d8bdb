"use client";
import { CircleAlert } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import {
  type FieldError as FieldErrorOfForm,
  type FieldValues,
  useController,
  useFormState,
} from "react-hook-form";
import { pathOf } from "./use-refusal";
import type { ZodForm } from "./use-zod-form";

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
  useShown(form.shown, name);
  const { error } = fieldState;
  return {
    value: field.value as Values[N],
    onChange: field.onChange,
    error: error?.message,
    errorAt: (path) => errorBelow(error, path),
  };
}

/** For a part of a form that shows the errors of several places itself. `names` separated by spaces. */
export function useErrorsAt<Values extends FieldValues>(form: ZodForm<Values>, names: string) {
  const { errors } = useFormState({ control: form.control });
  useShown(form.shown, names);
  return (path: string): string | undefined => {
    // Every name is a field of its own, never a group of fields.
    const byName = errors as Record<string, FieldErrorOfForm | undefined>;
    return errorBelow(byName[path.split(".")[0] ?? ""], path);
  };
}

function useShown(shown: Set<string>, names: string) {
  useEffect(() => {
    const list = names.split(" ");
    for (const name of list) shown.add(name);
    return () => {
      for (const name of list) shown.delete(name);
    };
  }, [shown, names]);
}

function errorBelow(error: FieldErrorOfForm | undefined, path: string): string | undefined {
  const places = Object.entries(error?.types ?? {});
  const place = places.find(([at]) => at === path || at.startsWith(`${path}.`));
  return place && String(place[1]);
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
      {!showsErrors && <ControlError>{control.error}</ControlError>}
    </>
  );
}

/** Below a control or a group of controls; nothing without a message. */
export function ControlError({ children }: { children: string | undefined }) {
  return (
    children && (
      <div className="grid content-start gap-1">
        <p className="flex gap-1 text-12 text-fail">
          <CircleAlert className="mt-px size-3.5" aria-hidden="true" />
          <span>{children}</span>
        </p>
      </div>
    )
  );
}
