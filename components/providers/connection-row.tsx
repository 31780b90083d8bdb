"use client";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Td } from "@/components/ui/data/table";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { Menu } from "@/components/ui/overlays/menu";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatCountOf, formatMs } from "@/lib/format-number";
import type { ConnectionDetail } from "@/lib/providers/contract";
import { useTestConnection } from "@/lib/providers/hooks";
import { describeConnection, describeModels } from "./provider-words";
import { RecordingsDialog } from "./recordings-dialog";
import { RemoveConnectionDialog } from "./remove-connection-dialog";

interface Props {
  project: string;
  connection: ConnectionDetail;
  isAdmin: boolean;
  onEdit: () => void;
}

export function ConnectionRow(props: Props) {
  const { connection } = props;
  const { name, promptCount } = connection;
  return (
    <tr>
      <Td className="wrap-anywhere">
        <span className="font-mono text-12 font-medium">{name}</span>
        <div className="text-12 text-text-3">{describeConnection(connection)}</div>
      </Td>
      <Td className="text-12 whitespace-nowrap">
        <Models connection={connection} />
      </Td>
      <Td className="text-12">
        <LastTest connection={connection} />
      </Td>
      <Td className="text-12 text-text-2 whitespace-nowrap">
        {promptCount > 0 ? formatCountOf(promptCount, "prompt") : "no prompt"}
      </Td>
      <Td num className="whitespace-nowrap">
        <ConnectionActions {...props} />
      </Td>
    </tr>
  );
}

function Models({ connection }: { connection: ConnectionDetail }) {
  const { kind, lastTest, recordingCount } = connection;
  if (kind === "replay") return formatCountOf(recordingCount ?? 0, "recording");
  if (lastTest?.models)
    return (
      <span className="block truncate" title={lastTest.models.slice(0, 40).join("\n")}>
        {describeModels(lastTest.models)}
      </span>
    );
  return (
    <span className="text-text-3">{kind === "local-baseline" ? "baseline" : "not listed"}</span>
  );
}

function LastTest({ connection: { kind, lastTest } }: { connection: ConnectionDetail }) {
  if (kind === "replay") {
    return (
      <span className="inline-flex items-center gap-1">
        <VerdictIcon verdict="not_measured" /> nothing to test
      </span>
    );
  }
  if (!lastTest) return <span className="text-text-3">not tested yet</span>;
  return (
    <span className="flex flex-wrap items-center gap-x-1">
      <VerdictIcon verdict={lastTest.ok ? "pass" : "fail"} />
      <span className="max-w-40 truncate" title={lastTest.error}>
        {lastTest.ok
          ? `answered in ${formatMs(lastTest.latencyMs)}`
          : (lastTest.error ?? "no answer")}
      </span>
      <span className="text-text-3">
        <RelativeTime value={lastTest.at} />
      </span>
    </span>
  );
}

function ConnectionActions({ project, connection, isAdmin, onEdit }: Props) {
  const test = useTestConnection(project);
  const [open, setOpen] = useState<"recordings" | "removal" | null>(null);
  const { name, kind, isBuiltIn } = connection;
  const isReplay = kind === "replay";
  const isNetworked = !isReplay && kind !== "local-baseline";

  function runTest() {
    test.mutate(name, {
      onSuccess: ({ ok, latencyMs, error }) =>
        ok
          ? toast(`${name} answered in ${formatMs(latencyMs)}`)
          : toastError(`${name}: ${error ?? "no answer"}`),
      onError: (error) => toastError(error.message),
    });
  }

  return (
    <>
      <span className="inline-flex items-center justify-end gap-1">
        {isReplay && (
          <Button size="sm" onClick={() => setOpen("recordings")}>
            {isAdmin ? "Recordings…" : "View…"}
          </Button>
        )}
        {isAdmin && !isReplay && (
          <Button size="sm" busy={test.isPending} onClick={runTest}>
            {test.isPending ? "Testing" : "Test"}
          </Button>
        )}
        {isAdmin && !isBuiltIn && (
          <Menu
            align="end"
            trigger={
              <IconButton
                label={`More for ${name}`}
                icon={<Ellipsis className="size-3.5" aria-hidden="true" />}
              />
            }
            items={[
              ...(isNetworked ? [{ label: "Edit…", onSelect: onEdit }] : []),
              { label: "Remove…", danger: true, onSelect: () => setOpen("removal") },
            ]}
          />
        )}
      </span>
      <RecordingsDialog
        project={project}
        open={open === "recordings"}
        onOpenChange={() => setOpen(null)}
        isAdmin={isAdmin}
        count={connection.recordingCount ?? 0}
      />
      <RemoveConnectionDialog
        project={project}
        connection={connection}
        open={open === "removal"}
        onOpenChange={() => setOpen(null)}
      />
    </>
  );
}
