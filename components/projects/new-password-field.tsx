"use client";
import type { FieldValues } from "react-hook-form";
import { Input } from "@/components/ui/controls/input";
import { FormField } from "@/components/ui/forms/form-field";
import type { ZodForm } from "@/components/ui/forms/use-zod-form";

const LEAST = 12;
const STEPS = [4, 8, 12, 20];

interface Props<Values extends FieldValues> {
  form: ZodForm<Values>;
  name: keyof Values & string;
  label?: string;
}

/** Length is what makes a password strong, so length is what the bars show. */
export function NewPasswordField<Values extends FieldValues>({
  form,
  name,
  label = "Password",
}: Props<Values>) {
  const count = String(form.values[name]).length;
  return (
    <div>
      <FormField
        form={form}
        name={name}
        label={label}
        hint={
          count === 0
            ? `At least ${LEAST} characters. Any words will do.`
            : `${count} ${count === 1 ? "character" : "characters"}, at least ${LEAST} needed. Any words will do.`
        }
      >
        <Input
          type="password"
          autoComplete="new-password"
          required
          minLength={LEAST}
          maxLength={200}
        />
      </FormField>
      <div className="mt-1.5 grid grid-cols-4 gap-1" aria-hidden="true">
        {STEPS.map((step) => (
          <i
            key={step}
            className={`h-1 rounded-sm ${count >= step ? "bg-pass-mark" : "bg-border"}`}
          />
        ))}
      </div>
    </div>
  );
}
