"use client";
import { useState } from "react";
import { Select } from "@/components/ui/controls/select";
import { Table, Td, Th } from "@/components/ui/data/table";
import { formatCount, formatFixed } from "@/lib/format-number";
import { fieldScorers, type Outcomes } from "./scorer-note";

interface Props {
  scores: Outcomes;
  baseline: Outcomes;
}

const two = (value: number | null | undefined) =>
  value === null || value === undefined ? "no value" : formatFixed(value);

/** Precision, recall and F1 of each field, with what was right, wrong, invented or missing. */
export function FieldTable({ scores, baseline }: Props) {
  const names = fieldScorers(scores);
  const [chosen, setChosen] = useState(names[0] ?? "");
  const name = names.includes(chosen) ? chosen : (names[0] ?? "");
  const fields = scores[name]?.fields;
  if (!fields) return null;
  const before = baseline[name]?.fields;
  const f1Before = (field: string) =>
    before?.byField?.find((one) => one.field === field)?.f1 ?? null;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1 border-b px-4 py-2 text-13 tabular-nums">
        {names.length > 1 && (
          <Select
            size="sm"
            aria-label="Scorer"
            className="w-44"
            value={name}
            onChange={(event) => setChosen(event.target.value)}
          >
            {names.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </Select>
        )}
        <span>
          <span className="text-text-2">F1 over all fields</span> {two(fields.f1)}
          {before && <span className="text-text-3"> (baseline {two(before.f1)})</span>}
        </span>
        <span className="text-text-3 text-12">
          A wrong value is invented and missing; a field that should be empty and is counts nowhere.
        </span>
      </div>
      <Table label="Fields" dense minWidth={520}>
        <thead>
          <tr>
            <Th>Field</Th>
            <Th num>Right</Th>
            <Th num>Wrong or invented</Th>
            <Th num>Wrong or missing</Th>
            <Th num>Precision</Th>
            <Th num>Recall</Th>
            <Th num>F1</Th>
            {before && <Th num>Baseline F1</Th>}
          </tr>
        </thead>
        <tbody>
          {(fields.byField ?? []).map((one) => (
            <tr key={one.field}>
              <Td className="font-mono text-12 wrap-anywhere">{one.field}</Td>
              <Td num>{formatCount(one.truePositives)}</Td>
              <Td num>{formatCount(one.falsePositives)}</Td>
              <Td num>{formatCount(one.falseNegatives)}</Td>
              <Td num>{two(one.precision)}</Td>
              <Td num>{two(one.recall)}</Td>
              <Td num>{two(one.f1)}</Td>
              {before && <Td num>{two(f1Before(one.field))}</Td>}
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
