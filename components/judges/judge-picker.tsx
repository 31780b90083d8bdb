"use client";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "next/navigation";
import type { ComponentProps } from "react";
import { Select } from "@/components/ui/controls/select";
import { judgeQueries } from "@/lib/judges/queries";

interface Props extends Omit<ComponentProps<typeof Select>, "value" | "onChange"> {
  kind: string;
  value: string;
  onValueChange: (name: string) => void;
}

/** The project's judges of the kind that a scorer takes, each with its state. */
export function JudgePicker({ kind, value, onValueChange, ...rest }: Props) {
  const { project } = useParams<{ project: string }>();
  const { data } = useQuery(judgeQueries.list(project));
  const judges = (data?.data ?? []).filter((judge) => `judge-${judge.kind}` === kind);
  return (
    <Select
      size="sm"
      value={value}
      onChange={({ target }) => onValueChange(target.value)}
      {...rest}
    >
      <option value="">{data && judges.length === 0 ? "No judge of this kind yet" : "None"}</option>
      {value && !judges.some(({ name }) => name === value) && <option>{value}</option>}
      {judges.map(({ name, state }) => (
        <option key={name} value={name}>
          {name} ({state})
        </option>
      ))}
    </Select>
  );
}
