import { Field } from "@/components/ui/controls/field";
import { Select } from "@/components/ui/controls/select";
import type { EvalSet } from "@/lib/eval-sets/contract";
import type { Prompt } from "@/lib/prompts/contract";

interface Props {
  prompts: readonly Prompt[];
  prompt: string;
  evalSets: readonly EvalSet[];
  evalSet: string;
  revision: number | null;
  onPrompt: (name: string) => void;
  onEvalSet: (name: string) => void;
  errorAt: (path: string) => string | undefined;
}

/** Which prompt or chain meets which cases. */
export function ExperimentTarget(props: Props) {
  const { prompts, prompt, evalSets, evalSet, revision, onPrompt, onEvalSet, errorAt } = props;
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Field label="Prompt or chain" error={errorAt("prompt") ?? errorAt("chain")}>
        <Select
          className="font-mono"
          value={prompt}
          onChange={({ target }) => onPrompt(target.value)}
        >
          {prompt === "" && <option value="">Choose a prompt…</option>}
          {prompts.map(({ name, kind }) => (
            <option key={name} value={name}>
              {kind === "chain" ? `${name} (chain)` : name}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label="Eval set"
        error={errorAt("evalSet")}
        hint={revision !== null && `Revision ${revision}; every cell keeps it.`}
      >
        <Select value={evalSet} onChange={({ target }) => onEvalSet(target.value)}>
          {evalSet === "" && <option value="">Choose an eval set…</option>}
          {evalSets.map(({ name, counts }) => (
            <option key={name} value={name}>
              {name} ({counts.development} development, {counts.holdout} holdout)
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
