"use client";
import { Pencil, Plus } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Switch } from "@/components/ui/controls/switch";
import { Table, Td, Th, Tr } from "@/components/ui/data/table";
import { toastError } from "@/components/ui/overlays/toast";
import { Section } from "@/components/ui/section";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatCount } from "@/lib/format-number";
import type { Alert } from "@/lib/metrics/alerts/alert-contract";
import { formatReading } from "@/lib/metrics/format-reading";
import { useAlertActions } from "@/lib/metrics/hooks";
import { ruleInWords, scopeWords } from "./alert-draft";
import { AlertStateBadge } from "./alert-state-badge";

interface Props {
  project: string;
  alerts: readonly Alert[] | undefined;
  mayWrite: boolean;
  selected: string | null;
  onEdit: (id: string) => void;
}

/** What is watched while nobody looks. */
export function AlertList({ project, alerts, mayWrite, selected, onEdit }: Props) {
  if (!alerts) return null;
  return (
    <Section
      flush
      title="Alerts"
      beside={
        <span className="text-12 text-text-2">
          sent to the inbox and webhooks when they begin and end
        </span>
      }
      actions={
        mayWrite && (
          <Button
            size="sm"
            variant="ghost"
            icon={<Plus aria-hidden="true" />}
            onClick={() => onEdit("new")}
          >
            New alert
          </Button>
        )
      }
    >
      {alerts.length === 0 ? (
        <p className="text-12 text-text-2 px-4 py-3">
          No alerts yet. An alert notifies you when a metric stays beyond a bar.
        </p>
      ) : (
        <Table label="Alerts" dense minWidth={820}>
          <thead>
            <tr>
              <Th>Alert</Th>
              <Th>Watches</Th>
              <Th>State</Th>
              <Th num>Now</Th>
              <Th>Since</Th>
              {mayWrite && <Th>On</Th>}
              {mayWrite && (
                <Th>
                  <span className="sr-only">Change</span>
                </Th>
              )}
            </tr>
          </thead>
          <tbody>
            {alerts.map((alert) => (
              <AlertRow
                key={alert.id}
                {...{ project, alert, mayWrite }}
                isSelected={alert.id === selected}
                onEdit={() => onEdit(alert.id)}
              />
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

interface RowProps {
  project: string;
  alert: Alert;
  mayWrite: boolean;
  isSelected: boolean;
  onEdit: () => void;
}

function AlertRow({ project, alert, mayWrite, isSelected, onEdit }: RowProps) {
  const { edit } = useAlertActions(project);
  return (
    <Tr selected={isSelected}>
      <Td className="whitespace-nowrap font-medium">{alert.name}</Td>
      <Td>
        {ruleInWords(alert)}
        <div className="text-12 text-text-3">
          {scopeWords(alert.filter)
            .map(({ word }) => word)
            .join(", ") || "all traces"}
          , from {formatCount(alert.minSamples)} samples on
        </div>
      </Td>
      <Td className="whitespace-nowrap">
        <AlertStateBadge alert={alert} />
      </Td>
      <Td num className="whitespace-nowrap">
        {alert.lastValue === null ? (
          <span className="text-text-3">no value</span>
        ) : (
          <>
            {formatReading(alert.metric, alert.lastValue)}{" "}
            <span className="text-12 text-text-3">n = {formatCount(alert.lastSamples)}</span>
          </>
        )}
      </Td>
      <Td className="whitespace-nowrap text-12 text-text-2">
        <RelativeTime value={alert.beyondSince ?? alert.stateSince} />
      </Td>
      {mayWrite && (
        <Td>
          <Switch
            aria-label={`Watch ${alert.name}`}
            checked={alert.isEnabled}
            onChange={(event) =>
              edit.mutate(
                { id: alert.id, isEnabled: event.target.checked },
                { onError: (error) => toastError(error.message) },
              )
            }
          />
        </Td>
      )}
      {mayWrite && (
        <Td className="text-right">
          <IconButton
            label={`Change ${alert.name}`}
            icon={<Pencil aria-hidden="true" />}
            onClick={onEdit}
          />
        </Td>
      )}
    </Tr>
  );
}
