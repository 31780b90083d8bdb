"use client";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";

interface Props {
  value: string;
  hint: string;
  readOnly: boolean;
  error: string | undefined;
  onChange: (url: string) => void;
}

/** An address of one's own that a step asks. */
export function AddressField({ value, hint, readOnly, error, onChange }: Props) {
  return (
    <Field label="Address" hint={hint} error={error}>
      <Input
        size="sm"
        mono
        type="url"
        placeholder="https://…"
        readOnly={readOnly}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </Field>
  );
}
