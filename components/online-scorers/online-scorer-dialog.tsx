"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ScorerSettingField } from "@/components/eval-sets/scorer-setting-field";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Dialog } from "@/components/ui/overlays/dialog";
import { parseProblem } from "@/lib/http/form-problem";
import type { CreateOnlineScorer, OnlineScorer } from "@/lib/online-scorers/contract";
import { useCreateOnlineScorer, useUpdateOnlineScorer } from "@/lib/online-scorers/hooks";
import { environmentQueries } from "@/lib/projects/queries";
import { promptQueries } from "@/lib/prompts/queries";
import { scorerCatalogue } from "@/lib/scorers/scorer-catalogue";

interface Props {
  project: string;
  /** null: a new one. */
  scorer: OnlineScorer | null;
  onClose: () => void;
  /** Its id: the dry run comes next. */
  onSaved: (id: string) => void;
}

/** Production has no expected answer, so what only compares with one is not offered. */
const OFFERED = scorerCatalogue.filter(
  ({ kind }) => !["label", "fields", "equals", "all"].includes(kind),
);

export function OnlineScorerDialog({ project, scorer, onClose, onSaved }: Props) {
  const [name, setName] = useState(scorer?.name ?? "");
  const [kind, setKind] = useState<string>(scorer?.scorer.kind ?? "json-schema");
  const [config, setConfig] = useState<Record<string, unknown>>({ ...scorer?.scorer.config });
  const [prompt, setPrompt] = useState(scorer?.prompt ?? "");
  const [environment, setEnvironment] = useState(scorer?.environment ?? "");
  const [percent, setPercent] = useState(String((scorer?.share ?? 0.1) * 100));
  const [budget, setBudget] = useState(scorer?.dailyBudgetUsd?.toString() ?? "");
  const prompts = useQuery(promptQueries.list(project)).data?.data ?? [];
  const environments = useQuery(environmentQueries.list(project)).data?.data ?? [];
  const create = useCreateOnlineScorer(project);
  const edit = useUpdateOnlineScorer(project);
  const error = create.error ?? edit.error;
  const problem = parseProblem(error, ["name", "prompt", "environment", "share", "dailyBudgetUsd"]);
  const entry = scorerCatalogue.find((one) => one.kind === kind);
  const isJudge = kind.startsWith("judge-");

  const submit = () => {
    const body = {
      name,
      scorer: { kind, config } as CreateOnlineScorer["scorer"],
      prompt: prompt || null,
      environment: environment || null,
      share: Number(percent) / 100,
      dailyBudgetUsd: budget.trim() === "" ? null : Number(budget),
    };
    const onSuccess = ({ id }: OnlineScorer) => onSaved(id);
    if (scorer) edit.mutate({ scorer: scorer.id, change: body }, { onSuccess });
    else create.mutate(body, { onSuccess });
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="md"
      title={scorer ? `Edit ${scorer.name}` : "New online scorer"}
      description="It starts after a dry run on recent traces."
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={create.isPending || edit.isPending}>
            Save, then dry run
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <FormError>{problem.whole}</FormError>
        <div className="grid gap-3 md:grid-cols-2">
          <Field label="Name" error={problem.at("name")}>
            <Input
              required
              maxLength={60}
              placeholder="answers as JSON"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
          <Field label="Scorer" hint={entry?.help}>
            <Select
              value={kind}
              onChange={(event) => {
                setKind(event.target.value);
                setConfig({});
              }}
            >
              {OFFERED.map((one) => (
                <option key={one.kind} value={one.kind}>
                  {one.title} ({one.group})
                </option>
              ))}
              {!OFFERED.some((one) => one.kind === kind) && <option>{kind}</option>}
            </Select>
          </Field>
        </div>
        {isJudge && (
          <p className="text-12 text-text-2">
            This judge is not calibrated yet: its scores are shown but do not count.
          </p>
        )}
        <div className="grid gap-3 md:grid-cols-2">
          {entry?.settings.map((setting) => (
            <ScorerSettingField
              key={`${kind}.${setting.name}`}
              setting={setting}
              value={config[setting.name]}
              onChange={(value) => {
                const { [setting.name]: _, ...rest } = config;
                setConfig(value === undefined ? rest : { ...rest, [setting.name]: value });
              }}
            />
          ))}
        </div>
        <div className="grid gap-3 md:grid-cols-2">
          <Field label="Prompt" error={problem.at("prompt")}>
            <Select value={prompt} onChange={(event) => setPrompt(event.target.value)}>
              <option value="">All prompts</option>
              {prompts.map((one) => (
                <option key={one.name}>{one.name}</option>
              ))}
            </Select>
          </Field>
          <Field label="Environment" error={problem.at("environment")}>
            <Select value={environment} onChange={(event) => setEnvironment(event.target.value)}>
              <option value="">All environments</option>
              {environments.map((one) => (
                <option key={one.name}>{one.name}</option>
              ))}
            </Select>
          </Field>
          <Field
            label="Share of traces, %"
            hint="Chosen by a hash of the trace id, so the choice is stable."
            error={problem.at("share")}
          >
            <Input
              type="number"
              min={0.01}
              max={100}
              step="any"
              required
              value={percent}
              onChange={(event) => setPercent(event.target.value)}
            />
          </Field>
          <Field
            label="Budget, US dollars a day"
            optional
            hint="Spread over the day (UTC): traces beyond an hour’s part stay unscored."
            error={problem.at("dailyBudgetUsd")}
          >
            <Input
              type="number"
              min={0}
              step="any"
              value={budget}
              onChange={(event) => setBudget(event.target.value)}
            />
          </Field>
        </div>
      </div>
    </Dialog>
  );
}
