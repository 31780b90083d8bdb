"use client";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";

const LEAST = 12;
const STEPS = [4, 8, 12, 20];

interface Props {
  label?: string;
  value: string;
  onValueChange: (value: string) => void;
  error?: string | undefined;
}

/** Length is what makes a password strong, so length is what the bars show. */
export function NewPasswordField({ label = "Password", value, onValueChange, error }: Props) {
  const count = value.length;
  return (
    <div>
      <Field
        label={label}
        error={error}
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
          value={value}
          onChange={(event) => onValueChange(event.target.value)}
        />
      </Field>
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
