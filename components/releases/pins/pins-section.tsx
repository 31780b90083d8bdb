"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Select } from "@/components/ui/controls/select";
import { ShowOlder } from "@/components/ui/data/show-older";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { Section } from "@/components/ui/section";
import { formatCountOf } from "@/lib/format-number";
import { environmentQueries } from "@/lib/projects/queries";
import { useDeletePin } from "@/lib/releases/pins/hooks";
import type { Pin } from "@/lib/releases/pins/pin-contract";
import { pinQueries } from "@/lib/releases/pins/queries";
import { targetOf } from "./pin-draft";
import { PinTable } from "./pin-table";

const PinDialog = lazyView(() => import("./pin-dialog"));

interface Props {
  project: string;
  /** Names of the environments to which this person may release. */
  mayRelease: readonly string[];
}

/** Which units get the same version whatever a rollout draws, one environment at a time. */
export function PinsSection({ project, mayRelease }: Props) {
  const environments = useQuery(environmentQueries.list(project)).data?.data ?? [];
  const [chosen, setChosen] = useQueryState("environment", parseAsString);
  const environment =
    environments.find(({ name }) => name === chosen)?.name ?? environments[0]?.name ?? "";
  const pins = useInfiniteQuery({
    ...pinQueries.list(project, environment),
    enabled: environment !== "",
  });
  const [isAdding, setIsAdding] = useState(false);
  const [removing, setRemoving] = useState<Pin | null>(null);
  const rows = pins.data?.pages.flatMap(({ data }) => data);
  const mayPin = mayRelease.includes(environment);
  const add = () => setIsAdding(true);
  return (
    <Section
      id="pins"
      className="mt-4"
      title="Pinned units"
      actions={
        <>
          <Select
            size="sm"
            className="w-36"
            aria-label="Environment of the pinned units"
            value={environment}
            onChange={(event) => void setChosen(event.target.value)}
          >
            {environments.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
          {mayPin && (
            <Button size="sm" onClick={add}>
              Pin units…
            </Button>
          )}
        </>
      }
      flush
    >
      {pins.error && (
        <ErrorState
          title="The pinned units cannot be read."
          onRetry={() => void pins.refetch()}
          error={pins.error}
        />
      )}
      {rows?.length === 0 && (
        <Empty title={`No units are pinned in ${environment}`}>
          Pinned units get the candidate, the stable version or one version whatever a rollout
          draws, and never count in its evidence. Use it for your own people, or for a customer who
          has to stay on a version.
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <PinTable project={project} pins={rows} onRemove={mayPin ? setRemoving : null} />
      )}
      <ShowOlder of={pins} />
      {isAdding && (
        <PinDialog
          key={environment}
          project={project}
          environment={environment}
          onClose={() => setIsAdding(false)}
        />
      )}
      {removing && (
        <RemovePinDialog
          project={project}
          environment={environment}
          pin={removing}
          onClose={() => setRemoving(null)}
        />
      )}
    </Section>
  );
}

interface RemovePinDialogProps {
  project: string;
  environment: string;
  pin: Pin;
  onClose: () => void;
}

function RemovePinDialog({ project, environment, pin, onClose }: RemovePinDialogProps) {
  const remove = useDeletePin(project, environment);
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Remove the pin to ${targetOf(pin)}?`}
      confirmLabel="Remove"
      tone="danger"
      onConfirm={async () => {
        await remove.mutateAsync(pin.id);
        toast("The pin is removed");
      }}
    >
      {formatCountOf(pin.units.length, "unit")} in {environment}{" "}
      {pin.units.length === 1 ? "gets" : "get"} what everybody gets within two seconds, unless
      another rule pins them.
    </ConfirmDialog>
  );
}
