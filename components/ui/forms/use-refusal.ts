"use client";
import { useState } from "react";
import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form";
import { ApiError, requestIdOf } from "@/lib/http/api-client";
import type { FieldError } from "@/lib/http/app-error";
import { placeErrors } from "@/lib/http/place-errors";

export interface RefusalOptions {
  /** The place in the body below which the values stand, when they are only a part of it. */
  within?: string;
  /** The field that shows a refusal of this code, which names no place itself. */
  fieldOfCode?: Partial<Record<string, string>>;
  /** What people call a place in the body that has no field. */
  nameOf?: (path: string) => string;
}

/** What the form could not do, as a whole; the errors of fields are at the fields. */
export interface Refusal {
  message: string | null;
  requestId: string | null;
}

/** Shows each error at the field of its path, and the rest for the whole form. */
export function useRefusal<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  { within, fieldOfCode, nameOf }: RefusalOptions,
) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  /** Names of the fields that are on the screen. */
  const [shown] = useState(() => new Set<string>());

  function refuseErrors(list: readonly FieldError[], requestId: string | null = null) {
    const errors = list.map((error) => withoutPrefix(error, within));
    const { byField, rest } = placeErrors(errors, [...shown], nameOf);
    for (const [name, here] of byField) {
      form.setError(pathOf<Values>(name), {
        type: "invalid",
        message: here[0]?.message ?? "",
        types: Object.fromEntries(here.map(({ path, message }) => [path, message])),
      });
    }
    setRefusal({ message: rest, requestId });
  }

  /** What a save was refused with, or failed by. */
  function refuse(error: unknown) {
    if (!(error instanceof ApiError)) {
      const message = error instanceof Error ? error.message : "That did not work. Try again.";
      return refuseErrors([{ path: "", message }]);
    }
    const { detail, code, errors = [] } = error.problem;
    const field = fieldOfCode?.[code];
    const path = field !== undefined && shown.has(field) ? field : "";
    refuseErrors(errors.length > 0 ? errors : [{ path, message: detail }], requestIdOf(error));
  }

  return { refusal, shown, refuse, refuseErrors, clear: () => setRefusal(null) };
}

/** Names of values have no dots, so each is a path of its own; the compiler cannot tell for a type parameter. */
export function pathOf<Values extends FieldValues>(name: string): FieldPath<Values> {
  return name as FieldPath<Values>;
}

function withoutPrefix({ path, message }: FieldError, prefix: string | undefined): FieldError {
  const isWithin = prefix !== undefined && path.startsWith(`${prefix}.`);
  return { path: isWithin ? path.slice(prefix.length + 1) : path, message };
}
