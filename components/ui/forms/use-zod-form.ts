"use client";
import { useEffect, useRef, useState } from "react";
import {
  type Control,
  type DefaultValues,
  type FieldValues,
  type PathValue,
  useForm,
} from "react-hook-form";
import type { z } from "zod";
import type { FieldError } from "@/lib/http/app-error";
import { toFieldError } from "@/lib/http/field-error";
import { pathOf, type Refusal, type RefusalOptions, useRefusal } from "./use-refusal";
import { useUnsavedValues } from "./use-unsaved-values";

interface FormOptions<Values extends FieldValues, Body, Saved> extends RefusalOptions {
  /** Each value has the name of its place in the body: an error of `tags.0` is shown at the field `tags`. */
  defaultValues: Values;
  /** The body that the typed values stand for: texts are trimmed, numbers read, empty ones left out. null: not yet. */
  toBody: (values: Values) => Body | null;
  /** What the schema cannot know, such as a name that another one has; comes before what the schema says. */
  check?: (values: Values) => FieldError[];
  /** The body's schema, imported from the contract: zod is no part of the first load. */
  schema: () => Promise<z.ZodType>;
  save: (body: Body) => Promise<Saved>;
  onSaved?: (saved: Saved, body: Body) => void | Promise<void>;
  /** For a form that stays and takes the next entry. */
  clearsOnSaved?: boolean;
  /** Names the form within this tab: what was typed waits there when the form is closed by mistake. */
  draftKey?: string;
}

export interface ZodForm<Values extends FieldValues> {
  control: Control<Values>;
  values: Values;
  change: (values: Partial<Values>) => void;
  submit: () => void;
  isSaving: boolean;
  isSaved: boolean;
  isDirty: boolean;
  refusal: Refusal | null;
  /** Fields that are on the screen. */
  shown: Set<string>;
  isRestored: boolean;
  /** Forgets what was typed; the form is about to close. */
  discard: () => void;
  /** From where it began, or from other values, which somebody else stored meanwhile. */
  startOver: (values?: Values) => void;
}

/** A form that checks its body with the contract's schema and shows what the check or the server refuses. */
export function useZodForm<Values extends FieldValues, Body, Saved>(
  options: FormOptions<Values, Body, Saved>,
): ZodForm<Values> {
  const { toBody, check, schema, save, onSaved, clearsOnSaved, draftKey } = options;
  const [initial, setInitial] = useState(options.defaultValues);
  const form = useForm<Values>({
    defaultValues: initial as DefaultValues<Values>,
    shouldFocusError: false,
  });
  const { refusal, shown, refuse, refuseErrors, clear } = useRefusal(form, options);
  const unsaved = useUnsavedValues(draftKey, form);
  const [isSaved, setIsSaved] = useState(false);
  const isBusy = useRef(false);
  const { isDirty, isSubmitting } = form.formState;

  // biome-ignore lint/correctness/useExhaustiveDependencies: loaded once, while the person still types
  useEffect(() => {
    if (isDirty) void schema().catch(() => null);
  }, [isDirty]);

  async function trySave(values: Values) {
    clear();
    const body = toBody(values);
    const problems = check?.(values) ?? [];
    const errors = body === null ? problems : [...problems, ...(await findErrors(schema, body))];
    if (errors.length > 0) return refuseErrors(errors);
    if (body === null) return;
    const result = await save(body).then(
      (saved) => ({ saved }),
      (error: unknown) => ({ error }),
    );
    if ("error" in result) return refuse(result.error);
    unsaved.forget();
    if (clearsOnSaved) form.reset(initial);
    else form.reset(values, { keepValues: true });
    setIsSaved(true);
    await onSaved?.(result.saved, body);
  }

  async function submit() {
    if (isBusy.current) return;
    isBusy.current = true;
    // The error of a field that is gone would refuse every further try.
    form.clearErrors();
    await form
      .handleSubmit(trySave)()
      .finally(() => {
        isBusy.current = false;
      });
  }

  function change(values: Partial<Values>) {
    for (const [name, value] of Object.entries(values)) {
      const path = pathOf<Values>(name);
      form.setValue(path, value as PathValue<Values, typeof path>, { shouldDirty: true });
      form.clearErrors(path);
    }
  }

  function startOver(values = initial) {
    unsaved.forget();
    setInitial(values);
    form.reset(values);
    clear();
  }

  return {
    ...{ control: form.control, values: form.watch(), change, startOver },
    ...{ submit: () => void submit(), isSaving: isSubmitting, isSaved, isDirty },
    ...{ refusal, shown, isRestored: unsaved.isRestored, discard: unsaved.forget },
  };
}

/** A schema that cannot be loaded, without a connection or after an update, leaves the check to the server. */
async function findErrors(schema: () => Promise<z.ZodType>, body: unknown): Promise<FieldError[]> {
  const parsed = (await schema().catch(() => null))?.safeParse(body);
  return parsed?.error?.issues.map(toFieldError) ?? [];
}
