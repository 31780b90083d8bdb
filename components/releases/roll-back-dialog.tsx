"use client";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import { useRollBack } from "@/lib/releases/hooks";

interface Props {
  project: string;
  /** Id or number of the release that is taken back. */
  release: string;
  prompt: string;
  environment: string;
  from: number | null;
  /** null: nothing is live then. */
  to: number | null;
  onClose: () => void;
  onDone?: () => void;
}

/** Two clicks and a reason: the version before, or nothing, is live for everybody at once. */
export default function RollBackDialog(props: Props) {
  const { project, release, prompt, environment, from, to, onClose, onDone } = props;
  const rollBack = useRollBack(project);
  const form = useZodForm({
    draftKey: `roll back ${project} ${release}`,
    defaultValues: { reason: "" },
    schema: async () => (await import("@/lib/releases/contract")).RollBack,
    toBody: ({ reason }) => ({ reason: reason.trim() }),
    save: (body) => rollBack.mutateAsync({ release, ...body }),
    onSaved: () => {
      toast(
        to === null
          ? `${prompt} is offline in ${environment}.`
          : `${prompt} v${to} is live in ${environment} again.`,
      );
      onClose();
      onDone?.();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      alert
      title={
        to === null
          ? `Take ${prompt} offline in ${environment}?`
          : `Roll ${environment} back to v${to}?`
      }
      submitLabel={to === null ? "Take offline" : `Roll back to v${to}`}
      cancelLabel={`Keep v${from}`}
      tone="danger"
      kbd="mod+enter"
      buttonSize="sm"
      canSubmit={form.values.reason.trim() !== ""}
    >
      <p>
        Every application that asks for <span className="font-mono text-code">{prompt}</span> in{" "}
        {environment} gets{" "}
        {to === null
          ? `the answer 404 instead of v${from} within two seconds: nothing is live there until the next release.`
          : `v${to} instead of v${from} within two seconds.`}{" "}
        It becomes a new release; the history stays.
      </p>
      <FormField form={form} name="reason" label="Reason">
        <Textarea rows={2} maxLength={2000} placeholder="What went wrong, and where it was seen" />
      </FormField>
    </FormDialog>
  );
}
