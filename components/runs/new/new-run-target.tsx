import { Field } from "@/components/ui/controls/field";
import { Select } from "@/components/ui/controls/select";
import type { EvalSet } from "@/lib/eval-sets/contract";
import type { Prompt } from "@/lib/prompts/contract";
import type { VersionSummary } from "@/lib/prompts/version-contract";

interface Target {
  prompt?: string | null;
  version?: number | null;
  draft?: boolean | null;
  evalSet?: string | null;
  split?: string | null;
  baseline?: number | null;
}

interface Props {
  prompts: readonly Prompt[];
  prompt: Prompt | undefined;
  /** A number, or `draft`. */
  version: string;
  versions: readonly VersionSummary[];
  evalSets: readonly EvalSet[];
  evalSet: string;
  revision: number | null;
  onChange: (target: Target) => unknown;
  errorAt: (...paths: string[]) => string | undefined;
}

/** Which version of which prompt meets which cases. */
export function NewRunTarget(props: Props) {
  const { prompts, prompt, version, versions, evalSets, evalSet, revision } = props;
  const { onChange, errorAt } = props;
  return (
    <>
      <div className="grid gap-4 md:grid-cols-[minmax(0,1fr)_240px]">
        <Field label="Prompt" error={errorAt("prompt", "chain")}>
          <Select
            value={prompt?.name ?? ""}
            className="font-mono"
            onChange={(event) =>
              onChange({
                prompt: event.target.value,
                version: null,
                draft: null,
                evalSet: null,
                baseline: null,
              })
            }
          >
            {!prompt && <option value="">Choose a prompt…</option>}
            {prompts.map(({ name, kind }) => (
              <option key={name} value={name}>
                {kind === "chain" ? `${name} (chain)` : name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Version" error={errorAt("version", "content", "chainContent")}>
          <Select
            value={version}
            onChange={({ target }) =>
              onChange(
                target.value === "draft"
                  ? { draft: true, version: null }
                  : { draft: null, version: Number(target.value) },
              )
            }
          >
            {prompt?.draft && <option value="draft">My draft</option>}
            {versions.map(({ number, commitMessage }) => (
              <option key={number} value={number}>
                v{number} {commitMessage.slice(0, 60)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <Field
        label="Eval set"
        error={errorAt("evalSet")}
        hint={
          revision !== null &&
          `Revision ${revision}; the run keeps it, even if the set changes later.`
        }
      >
        <Select
          value={evalSet}
          onChange={(event) => onChange({ evalSet: event.target.value, split: null })}
        >
          {evalSet === "" && <option value="">Choose an eval set…</option>}
          {evalSets.map(({ name, counts }) => (
            <option key={name} value={name}>
              {name} ({counts.development} development, {counts.holdout} holdout)
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}
