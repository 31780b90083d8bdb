"use client";
import { useEffect, useRef } from "react";
import type { FieldValues } from "react-hook-form";
import { Button } from "@/components/ui/controls/button";
import { FormError } from "@/components/ui/controls/form-error";
import { Notice } from "@/components/ui/notice";
import type { ZodForm } from "./use-zod-form";

/** Stands at the top of every form: errors that no field shows, and a notice about restored text. */
export function FormProblem<Values extends FieldValues>({ form }: { form: ZodForm<Values> }) {
  const place = useRef<HTMLDivElement>(null);
  const { refusal, isRestored, startOver } = form;
  useEffect(() => {
    if (!refusal) return;
    const whole = place.current?.closest("form");
    const field = whole?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (field) field.focus();
    else place.current?.firstElementChild?.scrollIntoView({ block: "nearest" });
  }, [refusal]);
  return (
    <>
      {isRestored && (
        <Notice
          actions={
            <Button size="sm" onClick={() => startOver()}>
              Start over
            </Button>
          }
        >
          Your unsaved text is back.
        </Notice>
      )}
      <div ref={place} className="contents">
        <FormError className="contents" requestId={refusal?.requestId ?? null}>
          {refusal?.message}
        </FormError>
      </div>
    </>
  );
}
