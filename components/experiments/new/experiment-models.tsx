"use client";
import { useQuery } from "@tanstack/react-query";
import { CircleAlert, Plus, X } from "lucide-react";
import { ModelPicker } from "@/components/providers/model-picker";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { hintClass, labelClass } from "@/components/ui/controls/label-class";
import type { ModelRef } from "@/lib/providers/contract";
import { connectionQueries } from "@/lib/providers/queries";

interface Props {
  project: string;
  models: readonly ModelRef[];
  onChange: (models: ModelRef[]) => void;
  errorAt: (path: string) => string | undefined;
}

/** The columns of the table: models, each of a connection. They take the place of the versions' own. */
export function ExperimentModels({ project, models, onChange, errorAt }: Props) {
  const connections = useQuery(connectionQueries.list(project));
  const names = (connections.data?.data ?? []).map(({ name }) => name);
  const put = (index: number, model: ModelRef) =>
    onChange(models.map((one, at) => (at === index ? model : one)));
  const ofRows = models.map((_, index) => errorAt(`models.${index}`));
  const whole = ofRows.some(Boolean) ? undefined : errorAt("models");
  return (
    <fieldset className="grid content-start gap-1">
      <legend className={labelClass}>Models</legend>
      <div className="grid gap-2">
        {models.map((model, index) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place while it is filled in
            key={index}
            className="grid gap-1"
          >
            <div className="flex gap-2">
              <ModelPicker
                className="flex-1"
                project={project}
                model={model}
                onChange={(next) => put(index, next)}
                labels={{ connection: `Connection ${index + 1}`, model: `Model ${index + 1}` }}
              />
              <IconButton
                label={`Remove model ${index + 1}`}
                icon={<X aria-hidden="true" />}
                disabled={models.length === 1}
                onClick={() => onChange(models.filter((_, at) => at !== index))}
              />
            </div>
            {ofRows[index] && <Problem>{ofRows[index]}</Problem>}
          </div>
        ))}
        <Button
          size="sm"
          className="w-max"
          icon={<Plus aria-hidden="true" />}
          // The first one is the version's own, which is still on its way.
          disabled={models.length === 0}
          onClick={() => onChange([...models, { provider: names[0] ?? "", name: "" }])}
        >
          Add model
        </Button>
      </div>
      <p className={hintClass}>Each version runs with each of them, in place of its own model.</p>
      {whole && <Problem>{whole}</Problem>}
    </fieldset>
  );
}

function Problem({ children }: { children: string | undefined }) {
  return (
    <p className="flex gap-1 text-12 text-fail">
      <CircleAlert className="mt-px size-3.5" aria-hidden="true" />
      {children}
    </p>
  );
}
