"use client";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Select } from "@/components/ui/controls/select";
import type { ChainStep } from "@/lib/prompts/chain/chain-content";
import type { ChainDesk } from "./chain-desk";

interface Props {
  desk: ChainDesk;
  step: ChainStep;
  index: number;
  onChange: (step: ChainStep) => void;
}

/** Whether the step runs always, or only when a route before it took certain branches. */
export function StepCondition({ desk, step, index, onChange }: Props) {
  const routes = desk.chain.steps
    .slice(0, index)
    .flatMap(({ step: one }) => (one.kind === "route" ? [one] : []));
  const { onlyIf } = step;
  if (routes.length === 0 && !onlyIf) return null;
  const route = routes.find(({ key }) => key === onlyIf?.step);
  const branches = route
    ? [...new Set([...route.config.branches.map(({ name }) => name), route.config.otherwise])]
    : [];
  const choose = (key: string) => {
    const { onlyIf: _, ...rest } = step;
    const next = routes.find((one) => one.key === key);
    if (!next) return onChange(rest);
    const first = next.config.branches[0]?.name ?? next.config.otherwise;
    onChange({ ...rest, onlyIf: { step: next.key, is: [first] } });
  };
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-12">
      <legend className="sr-only">When {step.key} runs</legend>
      <Select
        size="sm"
        className="w-52"
        aria-label={`When ${step.key} runs`}
        disabled={desk.readOnly}
        value={onlyIf?.step ?? ""}
        onChange={({ target }) => choose(target.value)}
      >
        <option value="">Runs always</option>
        {routes.map(({ key }) => (
          <option key={key} value={key}>
            Only if {key} took
          </option>
        ))}
        {onlyIf && !route && <option value={onlyIf.step}>Only if {onlyIf.step} took</option>}
      </Select>
      {onlyIf &&
        branches.map((name) => (
          <Checkbox
            key={name}
            size="sm"
            label={name || "…"}
            disabled={desk.readOnly}
            checked={onlyIf.is.includes(name)}
            onChange={({ target }) => {
              const is = target.checked
                ? [...onlyIf.is, name]
                : onlyIf.is.filter((one) => one !== name);
              if (is.length > 0) onChange({ ...step, onlyIf: { ...onlyIf, is } });
            }}
          />
        ))}
    </fieldset>
  );
}
