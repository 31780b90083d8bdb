"use client";
import { useState } from "react";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";

interface Props {
  value: string;
  readOnly: boolean;
  error: string | undefined;
  onChange: (key: string) => void;
}

/** A step's key. It takes effect when the field is left, so that no half of a word is referred to. */
export function StepKeyField({ value, readOnly, error, onChange }: Props) {
  const [text, setText] = useState(value);
  const take = () => {
    const key = text.trim();
    if (key === "") return setText(value);
    if (key !== value) onChange(key);
  };
  return (
    <Field label="Key" hint="Other steps refer to it by this; they follow a new one." error={error}>
      <Input
        size="sm"
        mono
        className="w-52"
        readOnly={readOnly}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === "Enter" && take()}
      />
    </Field>
  );
}
