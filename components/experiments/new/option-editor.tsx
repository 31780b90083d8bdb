"use client";
import { useQuery } from "@tanstack/react-query";
import { Pencil, X } from "lucide-react";
import { useMemo, useState } from "react";
import type { ChainDesk } from "@/components/chains/editor/chain-desk";
import { chainPart, toEditorChain } from "@/components/chains/editor/editor-chain";
import { StepProblems } from "@/components/chains/editor/step-problems";
import {
  type ChainProblem,
  stepIndexOf,
  useChainCheck,
} from "@/components/chains/editor/use-chain-check";
import { KindIcon } from "@/components/chains/steps/kind-badge";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Menu } from "@/components/ui/overlays/menu";
import { chainQueries } from "@/lib/chains/queries";
import { applyOptions } from "@/lib/experiments/apply-options";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import type { VersionSummary } from "@/lib/prompts/version-contract";
import { ChangedStep } from "./changed-step";
import { type OptionDraft, withVersion } from "./new-experiment-draft";

interface Props {
  project: string;
  chain: string;
  versions: readonly VersionSummary[];
  option: OptionDraft;
  /** Of a column: the row that it is shown on. */
  under: OptionDraft | undefined;
  /** Where it stands in the body of the request: `rows.0`. */
  place: string;
  /** For those who do not see it: `row 1`. */
  label: string;
  hasVersion: boolean;
  onChange: (option: OptionDraft) => void;
  onRemove: (() => void) | undefined;
  errorAt: (path: string) => string | undefined;
}

/** One row or column: its name, its version, and the steps that it changes. */
export function OptionEditor(props: Props) {
  const { option, versions, place, label, hasVersion, onChange, onRemove, errorAt } = props;
  return (
    <section
      className="grid min-w-0 gap-3 rounded border bg-surface p-3"
      aria-label={`Option, ${label}`}
    >
      <div className="flex flex-wrap items-start gap-2">
        <Field
          label={`Name of ${label}`}
          hideLabel
          error={errorAt(`${place}.name`)}
          className="flex-1"
        >
          <Input
            size="sm"
            className="min-w-40"
            value={option.name}
            onChange={({ target }) => onChange({ ...option, name: target.value })}
          />
        </Field>
        {hasVersion && (
          <Field label={`Version of ${label}`} hideLabel error={errorAt(`${place}.version`)}>
            <Select
              size="sm"
              className="w-52"
              value={option.version}
              onChange={({ target }) => onChange(withVersion(option, Number(target.value)))}
            >
              {versions.map(({ number, commitMessage }) => (
                <option key={number} value={number}>
                  v{number} {commitMessage.slice(0, 40)}
                </option>
              ))}
            </Select>
          </Field>
        )}
        {onRemove && (
          <IconButton
            label={`Remove ${label}`}
            icon={<X aria-hidden="true" />}
            onClick={onRemove}
          />
        )}
      </div>
      <OptionSteps {...props} />
    </section>
  );
}

/** The changed steps, each with the editor's own form, checked against the rest of the chain. */
function OptionSteps({ project, chain, option, under, place, onChange, errorAt }: Props) {
  const number = under?.version ?? option.version;
  const { data } = useQuery({
    ...chainQueries.version(project, chain, number),
    enabled: number > 0,
  });
  const base = useMemo(
    () => (data?.number === number ? { number, content: chainPart(data) } : null),
    [data, number],
  );
  if (!base) return null;
  return <LoadedSteps {...{ project, option, under, place, base, onChange, errorAt }} />;
}

interface LoadedProps extends Pick<Props, "project" | "option" | "under" | "place"> {
  base: { number: number; content: ChainContent };
  onChange: Props["onChange"];
  errorAt: Props["errorAt"];
}

function LoadedSteps({ project, option, under, place, base, onChange, errorAt }: LoadedProps) {
  const [open, setOpen] = useState<string | null>(null);
  const editor = useMemo(
    () => toEditorChain(applyOptions(base.content, under, option)),
    [base, under, option],
  );
  const check = useChainCheck(project, editor);
  const desk: ChainDesk = {
    project,
    chain: editor,
    check,
    base,
    readOnly: false,
    change: () => {},
  };
  const keys = base.content.steps.map(({ key }) => key);
  const changed = option.steps.map(({ key }) => key);
  const offered = applyOptions(base.content, under).steps.filter(
    ({ key }) => !changed.includes(key),
  );
  return (
    <div className="grid min-w-0 gap-2">
      {option.steps.map((step, index) => (
        <ChangedStep
          key={step.key}
          {...{ desk, step }}
          index={keys.indexOf(step.key)}
          isOpen={open === step.key}
          problems={check.byStep.get(`s${keys.indexOf(step.key)}`) ?? []}
          errorAt={(path) => errorAt(`${place}.steps.${index}${path === "" ? "" : `.${path}`}`)}
          onToggle={() => setOpen(open === step.key ? null : step.key)}
          onChange={(next) =>
            onChange({
              ...option,
              steps: option.steps.map((one, at) => (at === index ? next : one)),
            })
          }
          onRemove={() => onChange({ ...option, steps: option.steps.toSpliced(index, 1) })}
        />
      ))}
      <StepProblems
        problems={problemsElsewhere(
          check.problems,
          editor.steps.map(({ step }) => step.key),
          changed,
        )}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Menu
          trigger={
            <Button
              size="sm"
              variant="ghost"
              icon={<Pencil aria-hidden="true" />}
              disabled={offered.length === 0}
            >
              Change a step
            </Button>
          }
          items={offered.map((step) => ({
            label: step.key,
            icon: <KindIcon kind={step.kind} />,
            onSelect: () => {
              onChange({ ...option, steps: [...option.steps, structuredClone(step)] });
              setOpen(step.key);
            },
          }))}
        />
        {option.steps.length === 0 && (
          <span className="text-12 text-text-3">
            {under ? "No changes: each row as it is" : `v${base.number} as it is`}
          </span>
        )}
      </div>
    </div>
  );
}

/** Steps that are as in the version and no longer fit to those that are changed. */
function problemsElsewhere(
  problems: readonly ChainProblem[],
  keys: readonly string[],
  changed: readonly string[],
): ChainProblem[] {
  return problems.flatMap(({ path, message }) => {
    const index = stepIndexOf(path);
    const key = index === null ? undefined : keys[index];
    if (key !== undefined && changed.includes(key)) return [];
    return [{ path, message: key === undefined ? message : `${key}: ${message}` }];
  });
}
