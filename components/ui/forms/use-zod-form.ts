"use client";
import { useEffect, useRef, useState } from "react";
import {
  type Control,
  type DefaultValues,
  type FieldPath,
  type FieldValues,
  type PathValue,
  useForm,
} from "react-hook-form";
import type { z } from "zod";
import { ApiError } from "@/lib/http/api-client";
import type { FieldError } from "@/lib/http/app-error";
import type { Problem } from "@/lib/http/contract";
import { toFieldError } from "@/lib/http/field-error";
import { placeErrors } from "@/lib/http/place-errors";
import { useUnsavedValues } from "./use-unsaved-values";

interface FormOptions<Values extends FieldValues, Body, Saved> {
  /** Each value has the name of its place in the body: an error of `tags.0` is shown at the field `tags`. */
  defaultValues: Values;
  /** The place in the body below which the values stand, when they are only a part of it. */
  within?: string;
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
  /** The field that shows a refusal of this code, which names no place itself. */
  fieldOfCode?: Partial<Record<string, string>>;
  /** What people call a place in the body that has no field. */
  nameOf?: (path: string) => string;
  /** Names the form within this tab: what was typed waits there when the form is closed by mistake. */
  draftKey?: string;
}

/** What the form could not do, as a whole; the errors of fields are at the fields. */
export interface Refusal {
  message: string | null;
  code: string | null;
  requestId: string | null;
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
  startOver: () => void;
}

/** A form that checks its body with the contract's schema and shows what the check or the server refuses. */
export function useZodForm<Values extends FieldValues, Body, Saved>({
  defaultValues,
  within,
  toBody,
  check,
  schema,
  save,
  onSaved,
  clearsOnSaved,
  fieldOfCode,
  nameOf,
  draftKey,
}: FormOptions<Values, Body, Saved>): ZodForm<Values> {
  const [initial] = useState(defaultValues);
  const form = useForm<Values>({
    defaultValues: initial as DefaultValues<Values>,
    shouldFocusError: false,
  });
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const [shown] = useState(() => new Set<string>());
  const isBusy = useRef(false);
  const { isDirty, isSubmitting } = form.formState;
  const unsaved = useUnsavedValues(draftKey, form);

  // biome-ignore lint/correctness/useExhaustiveDependencies: loaded once, while the person still types
  useEffect(() => {
    if (isDirty) void schema().catch(() => null);
  }, [isDirty]);

  function refuse(message: string, list: readonly FieldError[], problem?: Problem) {
    const errors = list.map((error) => withoutPrefix(error, within));
    const code = problem?.code ?? null;
    const field = fieldOfCode?.[code ?? ""];
    const isAtField = errors.length === 0 && field !== undefined && shown.has(field);
    const placed = placeErrors(isAtField ? [{ path: field, message }] : errors, [...shown], nameOf);
    for (const [name, here] of placed.byField) {
      form.setError(pathOf<Values>(name), {
        type: "invalid",
        message: here[0]?.message ?? "",
        types: Object.fromEntries(here.map((error) => [error.path, error.message])),
      });
    }
    const isWhole = errors.length === 0 && !isAtField;
    setRefusal({
      message: isWhole ? message : placed.rest,
      code,
      // What failed on the server's side is in its log under this id.
      requestId: problem && problem.status >= 500 ? problem.requestId : null,
    });
  }

  async function trySave(values: Values) {
    setRefusal(null);
    const body = toBody(values);
    if (body === null) return;
    const errors = [...(check?.(values) ?? []), ...(await findErrors(schema, body))];
    if (errors.length > 0) return refuse("", errors);
    const result = await save(body).then(
      (saved) => ({ saved }),
      (error: unknown) => ({ error }),
    );
    if ("error" in result) {
      const { error } = result;
      if (!(error instanceof ApiError)) {
        return refuse(error instanceof Error ? error.message : "That did not work. Try again.", []);
      }
      const { problem } = error;
      return refuse(problem.detail, problem.errors ?? [], problem);
    }
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

  return {
    control: form.control,
    values: form.watch(),
    change: (values) => {
      for (const [name, value] of Object.entries(values)) {
        const path = pathOf<Values>(name);
        form.setValue(path, value as PathValue<Values, typeof path>, { shouldDirty: true });
        form.clearErrors(path);
      }
    },
    submit: () => void submit(),
    isSaving: isSubmitting,
    isSaved,
    isDirty,
    refusal,
    shown,
    isRestored: unsaved.isRestored,
    discard: unsaved.forget,
    startOver: () => {
      unsaved.forget();
      form.reset(initial);
      setRefusal(null);
    },
  };
}

/** Names of values have no dots, so each is a path of its own; the compiler cannot tell for a type parameter. */
export function pathOf<Values extends FieldValues>(name: string): FieldPath<Values> {
  return name as FieldPath<Values>;
}

function withoutPrefix({ path, message }: FieldError, prefix: string | undefined): FieldError {
  const isWithin = prefix !== undefined && path.startsWith(`${prefix}.`);
  return { path: isWithin ? path.slice(prefix.length + 1) : path, message };
}

/** A schema that cannot be loaded, without a connection or after an update, leaves the check to the server. */
async function findErrors(schema: () => Promise<z.ZodType>, body: unknown): Promise<FieldError[]> {
  const parsed = (await schema().catch(() => null))?.safeParse(body);
  return parsed?.error?.issues.map(toFieldError) ?? [];
}
