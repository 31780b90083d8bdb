"use client";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { parseColumnPath } from "@/lib/eval-sets/import/column-path";

interface Props {
  columns: readonly string[];
  onAdd: (path: string) => void;
}

/** A value inside the values of a column, as a column of its own. */
export function ImportPath({ columns, onAdd }: Props) {
  const [path, setPath] = useState("");
  const name = path.trim();
  const isPlace = parseColumnPath(name, columns) !== null;
  return (
    <div className="mt-2 flex items-end gap-2">
      <Field
        label="Value inside a column"
        className="grow"
        error={
          name && !isPlace
            ? "Begin with a column, like item.question or answers.text[0]."
            : undefined
        }
      >
        <Input
          size="sm"
          mono
          value={path}
          placeholder="answers.text[0]"
          onChange={(event) => setPath(event.target.value)}
        />
      </Field>
      <Button
        size="sm"
        disabled={!isPlace}
        onClick={() => {
          onAdd(name);
          setPath("");
        }}
      >
        Add
      </Button>
    </div>
  );
}
