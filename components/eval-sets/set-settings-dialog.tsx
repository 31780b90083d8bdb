"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { LooseningNotice } from "@/components/specs/loosening-notice";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Dialog } from "@/components/ui/overlays/dialog";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { useSettled } from "@/components/ui/use-settled";
import type { EvalSetDetail, UpdateEvalSet } from "@/lib/eval-sets/contract";
import { useArchiveEvalSet, useUpdateEvalSet } from "@/lib/eval-sets/hooks";
import { ApiError } from "@/lib/http/api-client";
import { type DraftScorer, draftScorer, ScorerListEditor } from "./scorer-list-editor";

interface Props {
  project: string;
  set: EvalSetDetail;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const writtenOf = (scorers: readonly DraftScorer[]) =>
  scorers.map(({ kind, name, config }) => ({
    kind,
    config,
    ...(name ? { name } : {}),
  })) as EvalSetDetail["scorers"];

/** What belongs to the set as a whole: its description, its scorers, its holdout budget, its archive. */
export function SetSettingsDialog({ project, set, open, onOpenChange }: Props) {
  const router = useRouter();
  const edit = useUpdateEvalSet(project, set.name);
  const archive = useArchiveEvalSet(project, set.name);
  const [description, setDescription] = useState(set.description);
  const [scorers, setScorers] = useState<DraftScorer[]>([]);
  const [budget, setBudget] = useState("");
  const [perPrompt, setPerPrompt] = useState("");
  const isArchived = set.archivedAt !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins with what is stored each time it opens
  useEffect(() => {
    if (!open) return;
    setDescription(set.description);
    setScorers(set.scorers.map(draftScorer));
    setBudget(set.holdoutBudget === null ? "" : String(set.holdoutBudget));
    setPerPrompt(String(set.looksPerPrompt));
  }, [open]);
  const problem = edit.error instanceof ApiError ? edit.error.problem : null;
  const errorOf = (index: number) =>
    problem?.errors
      ?.filter(({ path }) => path.startsWith(`scorers.${index}.`) || path === `scorers.${index}`)
      .map(({ message }) => message)
      .join(" ");

  const written = writtenOf(scorers);
  const isChanged =
    JSON.stringify(written) !== JSON.stringify(writtenOf(set.scorers.map(draftScorer)));
  const settled = useSettled(open && isChanged ? written : null);

  function submit() {
    const body = {
      description,
      scorers: written,
      ...(set.canSeeHoldout
        ? {
            holdoutBudget: budget === "" ? null : Number(budget),
            looksPerPrompt: Number(perPrompt),
          }
        : {}),
    } as UpdateEvalSet;
    edit.mutate(body, {
      onSuccess: () => {
        toast("Saved");
        onOpenChange(false);
      },
    });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="md"
      sticky
      title={
        <>
          Settings of <span className="font-mono">{set.name}</span>
        </>
      }
      onSubmit={submit}
      footer={
        <>
          <Button
            variant="danger"
            className="mr-auto"
            busy={archive.isPending}
            onClick={() =>
              archive.mutate(!isArchived, {
                onSuccess: () => {
                  onOpenChange(false);
                  toast(isArchived ? `${set.name} is back` : `${set.name} is archived`, {
                    ...(isArchived
                      ? {}
                      : { action: { label: "Undo", onClick: () => archive.mutate(false) } }),
                  });
                  if (!isArchived) router.push(`/${project}/eval-sets`);
                },
                onError: (error) => toastError(error.message),
              })
            }
          >
            {isArchived ? "Restore" : "Archive"}
          </Button>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" variant="primary" busy={edit.isPending}>
            Save
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Field label="What does it measure?" optional>
          <Input value={description} onChange={(event) => setDescription(event.target.value)} />
        </Field>
        <section className="grid gap-2">
          <h3>Default scorers</h3>
          <p className="text-12 text-text-2">Used by runs that name no scorers.</p>
          <LooseningNotice
            project={project}
            change={settled && { evalSet: set.name, body: { scorers: settled } }}
          />
          <ScorerListEditor scorers={scorers} onChange={setScorers} errorOf={errorOf} />
        </section>
        {set.canSeeHoldout && (
          <>
            <Field
              label="Maximum holdout looks per prompt"
              hint="Every holdout run of the prompt's versions, and every retry of its errors, is a look."
            >
              <Input
                type="number"
                min={0}
                max={10000}
                value={perPrompt}
                onChange={(event) => setPerPrompt(event.target.value)}
              />
            </Field>
            <Field
              label="Maximum holdout looks in total"
              optional
              hint={`Of all prompts together; ${set.holdoutLooks} so far. Empty: no total.`}
            >
              <Input
                type="number"
                min={0}
                max={10000}
                value={budget}
                onChange={(event) => setBudget(event.target.value)}
              />
            </Field>
          </>
        )}
        {edit.error && <FormError>{edit.error.message}</FormError>}
      </div>
    </Dialog>
  );
}
