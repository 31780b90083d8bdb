"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { VersionsGap } from "@/components/runs/holdout/versions-gap";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Link } from "@/components/ui/controls/link";
import { Select } from "@/components/ui/controls/select";
import { ShowOlder } from "@/components/ui/data/show-older";
import { Table, Td, Th } from "@/components/ui/data/table";
import { Dialog } from "@/components/ui/overlays/dialog";
import { Section } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { formatCountOf } from "@/lib/format-number";
import type { HoldoutLook } from "@/lib/runs/holdout/gap-contract";
import { runQueries } from "@/lib/runs/queries";
import { UnsealDialog } from "./unseal-dialog";
import { UnsealedNotice } from "./unsealed-notice";

interface Props {
  project: string;
  set: EvalSetDetail;
  mayWrite: boolean;
  onClose: () => void;
}

/** Who looked at the holdout, what it says of the versions that people tuned, and how an admin opens it. */
export default function HoldoutDialog({ project, set, mayWrite, onClose }: Props) {
  const [chosen, setChosen] = useQueryState("prompt", parseAsString);
  const [isUnsealing, setIsUnsealing] = useState(false);
  const query = useInfiniteQuery(runQueries.looks(project, set.name));
  const looks = query.data?.pages.flatMap(({ data }) => data) ?? [];
  const prompts = [...new Set(looks.map(({ prompt }) => prompt))];
  const prompt = chosen ?? prompts[0];
  const { holdoutBudget, holdoutLooks, looksPerPrompt, unsealing, counts } = set;
  const close = () => {
    void setChosen(null);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && close()}
      size="lg"
      title={
        <>
          Holdout of <span className="font-mono">{set.name}</span>
        </>
      }
      description={`${formatCountOf(counts.holdout, "case")}. ${formatCountOf(holdoutLooks, "look")}${holdoutBudget === null ? "" : ` of ${holdoutBudget}`}; the versions of one prompt have ${looksPerPrompt} together.`}
      footer={
        <>
          {mayWrite && set.canSeeHoldout && counts.holdout > 0 && (
            <Button variant="danger" className="mr-auto" onClick={() => setIsUnsealing(true)}>
              Unseal holdout…
            </Button>
          )}
          <Button onClick={close}>Close</Button>
        </>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {unsealing && <UnsealedNotice unsealing={unsealing} />}
        {query.error && <FormError error={query.error} />}
        {prompts.length > 1 && (
          <Field label="Prompt">
            <Select value={prompt} onChange={({ target }) => void setChosen(target.value)}>
              {prompts.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </Select>
          </Field>
        )}
        {prompt && <VersionsGap project={project} evalSet={set.name} prompt={prompt} />}
        {query.isSuccess && looks.length === 0 ? (
          <p className="text-13 text-text-2">
            Nobody has looked at this holdout. Run a version on it to see whether it is as good on
            cases that nobody tuned it for.
          </p>
        ) : (
          <Section title="Looks" flush>
            <Table label="Looks at the holdout" dense>
              <thead>
                <tr>
                  <Th>When</Th>
                  <Th>Who</Th>
                  <Th>Prompt</Th>
                  <Th num>Run</Th>
                </tr>
              </thead>
              <tbody>
                {query.isPending && <SkeletonRows rows={3} widths={[80, 90, 160, 40]} />}
                {looks.map((look) => (
                  <LookRow key={look.id} project={project} look={look} />
                ))}
              </tbody>
            </Table>
            <ShowOlder of={query} />
          </Section>
        )}
      </div>
      {isUnsealing && (
        <UnsealDialog project={project} set={set} onClose={() => setIsUnsealing(false)} />
      )}
    </Dialog>
  );
}

function LookRow({ project, look }: { project: string; look: HoldoutLook }) {
  const { at, by, prompt, version, runNumber, isOver } = look;
  return (
    <tr>
      <Td>
        <RelativeTime value={at} />
        {isOver && <span className="text-text-3">, before it was unsealed</span>}
      </Td>
      <Td>{by}</Td>
      <Td className="font-mono text-12">
        {prompt}
        {version !== null && ` v${version}`}
      </Td>
      <Td num>
        {runNumber === null ? (
          <span className="text-text-3">deleted</span>
        ) : (
          <Link className={linkClass} href={`/${project}/runs/${runNumber}`}>
            {runNumber}
          </Link>
        )}
      </Td>
    </tr>
  );
}
