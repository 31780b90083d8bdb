"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { KindBadge } from "@/components/chains/steps/kind-badge";
import { Input } from "@/components/ui/controls/input";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { Notice } from "@/components/ui/notice";
import { useCreateProposedChain } from "@/lib/chains/hooks";
import type { ChainProposal } from "@/lib/chains/propose/proposal-contract";
import { chainQueries } from "@/lib/chains/queries";
import { formatCountOf } from "@/lib/format-number";
import { promptPath } from "@/lib/prompts/prompt-path";
import type { TraceFilters } from "@/lib/traces/filter-contract";

interface Props {
  project: string;
  /** One trace, or the newest of those that match. */
  of: { traceId: string } | { filters: TraceFilters };
  onClose: () => void;
}

/** Shows the steps that traces have, and makes a chain whose draft begins with them. */
export default function ProposeChainDialog({ project, of, onClose }: Props) {
  const router = useRouter();
  const { data: proposal, error } = useQuery(chainQueries.proposal(project, of));
  const create = useCreateProposedChain(project);
  const form = useZodForm({
    draftKey: `chain of traces ${project}`,
    defaultValues: { name: "" },
    schema: async () => (await import("@/lib/chains/contract")).CreateChain,
    toBody: ({ name }) => ({ name: name.trim() }),
    save: ({ name }) => {
      if (!proposal) throw new Error("the form can be sent once the steps are read");
      return create.mutateAsync({ name, proposal });
    },
    fieldOfCode: { conflict: "name" },
    onSaved: (chain) => router.push(`/${project}/${promptPath(chain)}/edit`),
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Make a chain"
      description="Steps by name and kind, as the traces have them. You finish them in the editor; nothing is a version before you save it."
      submitLabel="Create and edit"
      canSubmit={(proposal?.steps.length ?? 0) > 0}
    >
      {error ? (
        <Notice tone="fail">{error.message}</Notice>
      ) : proposal ? (
        <>
          <ProposedSteps proposal={proposal} />
          <FormField
            form={form}
            name="name"
            label="Name"
            hint="Slashes make folders, like support/agent. Chains and prompts share their names."
          >
            <Input mono required autoFocus />
          </FormField>
        </>
      ) : (
        <p className="text-13 text-text-2" role="status">
          Reading the steps…
        </p>
      )}
    </FormDialog>
  );
}

function ProposedSteps({ proposal: { steps, traces } }: { proposal: ChainProposal }) {
  return (
    <ol className="flex flex-col gap-2" aria-label={`Steps of ${formatCountOf(traces, "trace")}`}>
      {steps.map((step) => (
        <li key={step.key} className="rounded border px-3 py-2 text-13">
          <div className="flex flex-wrap items-center gap-2">
            <span className="font-mono text-12">{step.key}</span>
            <KindBadge kind={step.kind} />
            <span className="ml-auto tabular-nums text-12 text-text-2">
              in {step.traces} of {formatCountOf(traces, "trace")}
            </span>
          </div>
          {step.note && <p className="mt-1 text-12 text-text-2">{step.note}</p>}
        </li>
      ))}
    </ol>
  );
}
