"use client";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Input } from "@/components/ui/controls/input";
import { labelClass } from "@/components/ui/controls/label-class";
import { Select } from "@/components/ui/controls/select";
import { CONDITION_FIELDS, formatConditions, parseConditions } from "@/lib/traces/conditions";
import { conditionOf, type DraftCondition, draftOfCondition } from "./condition-draft";

interface Props {
  /** Conditions as the address has them. */
  where: string;
  onChange: (where: string) => void;
}

/** What the fields above cannot say: is not, several values, and attributes. */
export function ConditionRows({ where, onChange }: Props) {
  const [rows, setRows] = useState<DraftCondition[]>(() =>
    (parseConditions(where) ?? []).map(draftOfCondition),
  );
  const setAll = (next: DraftCondition[]) => {
    setRows(next);
    onChange(formatConditions(next.flatMap((row) => conditionOf(row) ?? [])));
  };
  const change = (index: number, some: Partial<DraftCondition>) =>
    setAll(rows.map((row, at) => (at === index ? { ...row, ...some } : row)));
  return (
    <fieldset className="grid gap-2">
      <legend className={cn(labelClass, "mb-1")}>Conditions</legend>
      {rows.map((row, index) => (
        // Rows have no name but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={index} className="flex gap-1.5">
          <Select
            size="sm"
            aria-label={`Field of condition ${index + 1}`}
            className="w-28"
            value={row.field}
            onChange={({ target }) => change(index, { field: target.value })}
          >
            {CONDITION_FIELDS.map((field) => (
              <option key={field}>{field}</option>
            ))}
            <option>attribute</option>
          </Select>
          {row.field === "attribute" && (
            <Input
              size="sm"
              aria-label={`Attribute of condition ${index + 1}`}
              className="w-24"
              placeholder="plan"
              value={row.attribute}
              onChange={({ target }) => change(index, { attribute: target.value })}
            />
          )}
          <Select
            size="sm"
            aria-label={`Comparison of condition ${index + 1}`}
            className="w-20"
            value={row.isNot ? "is not" : "is"}
            onChange={({ target }) => change(index, { isNot: target.value === "is not" })}
          >
            <option>is</option>
            <option>is not</option>
          </Select>
          <Input
            size="sm"
            aria-label={`Values of condition ${index + 1}, with commas`}
            className="min-w-0 flex-1"
            placeholder="one, another"
            value={row.values}
            onChange={({ target }) => change(index, { values: target.value })}
          />
          <IconButton
            label={`Remove condition ${index + 1}`}
            icon={<X aria-hidden="true" />}
            onClick={() => setAll(rows.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        size="sm"
        variant="ghost"
        className="justify-self-start"
        icon={<Plus aria-hidden="true" />}
        onClick={() =>
          setAll([...rows, { field: "outcome", attribute: "", isNot: true, values: "" }])
        }
      >
        Add condition
      </Button>
    </fieldset>
  );
}
