"use client";
import { useQuery } from "@tanstack/react-query";
import { Combobox } from "@/components/ui/controls/combobox";
import { Field } from "@/components/ui/controls/field";
import { Link } from "@/components/ui/controls/link";
import { Select } from "@/components/ui/controls/select";
import { linkClass } from "@/components/ui/text/link-class";
import { promptPath } from "@/lib/prompts/prompt-path";
import { promptQueries } from "@/lib/prompts/queries";
import type { StepFormProps } from "../chain-desk";

/** Which prompt answers, at which of its versions: a chain pins one, so that only a new version of it changes. */
export default function PromptStepForm({
  desk,
  step,
  onChange,
  problemAt,
}: StepFormProps<"prompt">) {
  const { prompt, version } = step.config;
  const { data: prompts } = useQuery(promptQueries.list(desk.project));
  const chosen = prompts?.data.find(({ name }) => name === prompt);
  const { data: versions } = useQuery({
    ...promptQueries.versions(desk.project, prompt),
    enabled: prompt !== "",
  });
  const set = (config: typeof step.config) => onChange({ ...step, config });
  const live = Object.entries(chosen?.live ?? {});
  const noteOf = (number: number) => {
    const here = live.filter(([, { version: one }]) => one === number).map(([name]) => name);
    if (here.length > 0) return `, live in ${here.join(" and ")}`;
    return number === chosen?.latestVersion ? ", latest" : "";
  };
  const numbers = versions?.data ?? [];
  return (
    <div className="grid gap-3 md:grid-cols-[minmax(0,1fr)_240px]">
      <Field label="Prompt" error={problemAt("config.prompt")}>
        <Combobox
          label={`Prompt of ${step.key}`}
          size="sm"
          disabled={desk.readOnly}
          value={prompt}
          placeholder="Choose a prompt"
          emptyText="No prompt is called that."
          options={(prompts?.data ?? [])
            .filter(({ latestVersion }) => latestVersion !== null)
            .map(({ name, description }) => ({
              value: name,
              label: name,
              ...(description ? { hint: description } : {}),
            }))}
          onValueChange={(name) => {
            const next = prompts?.data.find((one) => one.name === name);
            if (next?.latestVersion) set({ prompt: name, version: next.latestVersion });
          }}
        />
      </Field>
      <Field label="Version" error={problemAt("config.version")}>
        <Select
          size="sm"
          disabled={desk.readOnly || prompt === ""}
          value={version}
          onChange={({ target }) => set({ prompt, version: Number(target.value) })}
        >
          {numbers.every(({ number }) => number !== version) && (
            <option value={version}>v{version}</option>
          )}
          {numbers.map(({ number }) => (
            <option key={number} value={number}>
              v{number}
              {noteOf(number)}
            </option>
          ))}
        </Select>
      </Field>
      {prompt !== "" && (
        <Link
          className={`${linkClass} text-12`}
          href={`/${desk.project}/${promptPath({ name: prompt, kind: "chat" })}/versions/${version}`}
        >
          Open {prompt} v{version}
        </Link>
      )}
    </div>
  );
}
