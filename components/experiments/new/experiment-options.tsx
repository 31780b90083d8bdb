"use client";
import { CircleAlert, Plus } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { hintClass, labelClass } from "@/components/ui/controls/label-class";
import type { VersionSummary } from "@/lib/prompts/version-contract";
import { nextOption, type OptionDraft } from "./new-experiment-draft";
import { OptionEditor } from "./option-editor";

interface Props {
  project: string;
  chain: string;
  versions: readonly VersionSummary[];
  rows: readonly OptionDraft[];
  columns: readonly OptionDraft[];
  onChange: (options: { rows: OptionDraft[]; columns: OptionDraft[] }) => void;
  errorAt: (path: string) => string | undefined;
}

/** What is compared of a chain: versions, and changes of their steps; a second list stands across the first. */
export function ExperimentOptions(props: Props) {
  const { rows, columns, onChange, ...rest } = props;
  return (
    <>
      <OptionList
        {...rest}
        place="rows"
        legend="Rows"
        hint="Each is a version of the chain, as it is or with some of its steps changed."
        addLabel="Add row"
        options={rows}
        onChange={(next) => onChange({ rows: next, columns: [...columns] })}
      />
      <OptionList
        {...rest}
        place="columns"
        legend="Columns"
        hint={
          columns.length === 0
            ? "None: each row is one cell. Columns change further steps, and every row meets every column."
            : "Each changes further steps of every row. One without changes is the row as it is."
        }
        addLabel={columns.length === 0 ? "Add columns" : "Add column"}
        options={columns}
        under={rows[0]}
        onChange={(next) => onChange({ rows: [...rows], columns: next })}
      />
    </>
  );
}

interface ListProps extends Omit<Props, "rows" | "columns" | "onChange"> {
  place: "rows" | "columns";
  legend: string;
  hint: string;
  addLabel: string;
  options: readonly OptionDraft[];
  /** The row that a column's changes are shown on. */
  under?: OptionDraft | undefined;
  onChange: (options: OptionDraft[]) => void;
}

function OptionList(props: ListProps) {
  const { place, legend, hint, addLabel, options, under, versions, onChange, errorAt } = props;
  const least = place === "rows" ? 1 : 0;
  const ofOptions = options.map((_, index) => errorAt(`${place}.${index}`));
  const whole = ofOptions.some(Boolean) ? undefined : errorAt(place);
  const add = () => {
    const last = options.at(-1);
    const next = nextOption(last, `Option ${options.length + 1}`);
    if (last) return onChange([...options, next]);
    const version = under?.version ?? versions[0]?.number ?? 0;
    // Across stands what differs: the rows as they are, then a change.
    onChange([
      { ...nextOption(undefined, "As it is"), version },
      { ...next, name: "Option 2", version },
    ]);
  };
  return (
    <fieldset className="grid min-w-0 content-start gap-1">
      <legend className={labelClass}>{legend}</legend>
      <p className={hintClass}>{hint}</p>
      <div className="grid min-w-0 gap-2 pt-1">
        {options.map((option, index) => (
          <OptionEditor
            key={option.id}
            {...{ option, under, versions, errorAt }}
            project={props.project}
            chain={props.chain}
            place={`${place}.${index}`}
            label={`${place === "rows" ? "row" : "column"} ${index + 1}`}
            hasVersion={place === "rows"}
            onChange={(next) => onChange(options.map((one, at) => (at === index ? next : one)))}
            onRemove={
              options.length > least
                ? () => onChange(options.filter((_, at) => at !== index))
                : undefined
            }
          />
        ))}
        <Button
          size="sm"
          className="w-max"
          icon={<Plus aria-hidden="true" />}
          disabled={versions.length === 0}
          onClick={add}
        >
          {addLabel}
        </Button>
      </div>
      {whole && (
        <p className="flex gap-1 text-12 text-fail">
          <CircleAlert className="mt-px size-3.5" aria-hidden="true" />
          {whole}
        </p>
      )}
    </fieldset>
  );
}
