"use client";
import { useEffect, useRef, useState } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";

/**
 * What was typed into forms that were closed unsaved. In memory only, until the tab is reloaded: a form may hold
 * a password or an API key.
 */
const unsavedValues = new Map<string, FieldValues>();

/** Keeps the values of a form that closes unsaved, and restores them when it opens again. */
export function useUnsavedValues<Values extends FieldValues>(
  key: string | undefined,
  form: UseFormReturn<Values>,
) {
  const [isRestored, setIsRestored] = useState(false);
  const { isDirty } = form.formState;
  const isWorthKeeping = useRef(false);
  useEffect(() => {
    isWorthKeeping.current = isDirty;
  }, [isDirty]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each form; `form` is another object each time
  useEffect(() => {
    if (key === undefined) return;
    const values = unsavedValues.get(key);
    if (values) {
      form.reset(values as Values, { keepDefaultValues: true });
      isWorthKeeping.current = true;
      setIsRestored(true);
    }
    return () => {
      if (isWorthKeeping.current) unsavedValues.set(key, form.getValues());
      else unsavedValues.delete(key);
    };
  }, [key]);

  const forget = () => {
    isWorthKeeping.current = false;
    if (key !== undefined) unsavedValues.delete(key);
    setIsRestored(false);
  };
  return { isRestored, forget };
}
