"use client";
import type { ComponentProps } from "react";
import type { FieldValues } from "react-hook-form";
import { FormProblem } from "./form-problem";
import type { ZodForm } from "./use-zod-form";

interface FormProps<Values extends FieldValues>
  extends Omit<ComponentProps<"form">, "onSubmit" | "noValidate"> {
  form: ZodForm<Values>;
  /** The form places its FormProblem itself, in one of its columns. */
  placesProblem?: boolean;
}

/** A form on a page. The schema checks it, so the browser does not. */
export function Form<Values extends FieldValues>({
  form,
  placesProblem = false,
  children,
  ...rest
}: FormProps<Values>) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        form.submit();
      }}
      {...rest}
    >
      {!placesProblem && <FormProblem form={form} />}
      {children}
    </form>
  );
}
