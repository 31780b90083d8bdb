"use client";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import type { ImportReport } from "@/lib/eval-sets/import/import-report";
import { formatCount, formatCountOf } from "@/lib/format-number";
import { ImportProviders } from "./import-providers";
import type { ImportPreview } from "./use-import-preview";
import type { PromptImport } from "./use-prompt-import";

interface Props {
  project: string;
  state: ImportPreview;
  report: ImportReport;
  prompts: PromptImport;
}

/** What a promptfoo file holds besides its tests: assertions, providers and prompts. */
export function ImportPromptfoo({ project, state, report, prompts }: Props) {
  const { assertions, promptfoo } = report;
  if (!assertions || !promptfoo) return null;
  return (
    <>
      <Assertions assertions={assertions} />
      {promptfoo.providers.length > 0 && (
        <ImportProviders
          project={project}
          providers={promptfoo.providers}
          mapping={state.providers}
          onChange={state.setProviders}
        />
      )}
      {promptfoo.setScorers.length > 0 && (
        <p className="text-12 text-text-2">
          {formatCountOf(promptfoo.setScorers.length, "scorer")} for all cases, which the import
          adds to the set’s default scorers.
        </p>
      )}
      {promptfoo.prompts.length > 0 && <Prompts prompts={prompts} list={promptfoo.prompts} />}
    </>
  );
}

function Assertions({ assertions }: { assertions: NonNullable<ImportReport["assertions"]> }) {
  const groups = new Map<string, { type: string; reason: string; count: number }>();
  for (const { type, reason } of assertions.stored) {
    const key = `${type} ${reason}`;
    groups.set(key, { type, reason, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  return (
    <section aria-label="Assertions">
      <h3>Assertions</h3>
      <p className="text-13">
        {formatCount(assertions.run)} run as scorers, {formatCount(assertions.storedCount)} stored.
      </p>
      {groups.size > 0 && (
        <ul className="mt-1 grid max-h-48 gap-1 overflow-auto">
          {[...groups.values()].map(({ type, reason, count }) => (
            <li key={`${type} ${reason}`} className="text-12">
              {formatCount(count)} × <code>{type}</code>{" "}
              <span className="text-text-2">{reason}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type List = NonNullable<ImportReport["promptfoo"]>["prompts"];

function Prompts({ prompts, list }: { prompts: PromptImport; list: List }) {
  const usable = list.filter(({ problem }) => problem === null);
  return (
    <section aria-label="Prompts">
      <h3>Prompts</h3>
      {list.map(({ label, problem }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two prompts can have one label
        <p key={index} className="text-12">
          <span className="font-mono">{label}</span>
          {problem && <span className="text-text-2"> {problem}</span>}
        </p>
      ))}
      {usable.length > 0 && (
        <div className="mt-2 grid gap-2">
          <Checkbox
            size="sm"
            label={`Create ${usable.length === 1 ? "it" : "them"} as ${formatCountOf(usable.length, "version")} of a new prompt`}
            checked={prompts.isWanted}
            onChange={(event) => prompts.setIsWanted(event.target.checked)}
          />
          {prompts.isWanted && (
            <Field label="Prompt name">
              <Input
                size="sm"
                mono
                value={prompts.name}
                placeholder="support/triage"
                onChange={(event) => prompts.setName(event.target.value)}
              />
            </Field>
          )}
          {prompts.error && <FormError>{prompts.error}</FormError>}
        </div>
      )}
    </section>
  );
}
