"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { ShowOlder } from "@/components/ui/data/show-older";
import { ActionsTh, Table, Td, Th } from "@/components/ui/data/table";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { ErrorState } from "@/components/ui/error-state";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { SkeletonRows } from "@/components/ui/skeleton";
import { CodeBlock, prettyJson } from "@/components/ui/text/code-block";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatMs } from "@/lib/format-number";
import { useWebhookActions } from "@/lib/notifications/hooks";
import { notificationQueries } from "@/lib/notifications/queries";
import type { Webhook, WebhookDelivery } from "@/lib/notifications/webhook-contract";

const COLUMNS = [16, 90, 150, 260, 130, 20, 80];

/** The log of what was sent, with what came back. */
export function WebhookDeliveries({ project, webhook }: { project: string; webhook: Webhook }) {
  const log = useInfiniteQuery({
    ...notificationQueries.deliveries(project, webhook.id),
    refetchInterval: ({ state }) => (state.data?.pages.some(hasWaiting) ? 3_000 : 5_000),
  });
  const [openId, setOpenId] = useState<string | null>(null);
  const rows = log.data?.pages.flatMap(({ data }) => data) ?? [];
  if (log.error && !log.data) {
    return (
      <ErrorState
        title="The deliveries could not be read."
        onRetry={() => void log.refetch()}
        error={log.error}
      />
    );
  }
  if (log.data && rows.length === 0) {
    return (
      <p className="text-12 text-text-2 px-4 py-3">
        Nothing was sent yet. Press Test to see whether the receiver answers.
      </p>
    );
  }
  return (
    <>
      <Table label={`Deliveries to ${webhook.url}`} dense minWidth={760}>
        <thead>
          <tr>
            <Th>
              <span className="sr-only">Details</span>
            </Th>
            <Th>When</Th>
            <Th>Event</Th>
            <Th>What</Th>
            <Th>Answer</Th>
            <Th num>Tries</Th>
            <ActionsTh />
          </tr>
        </thead>
        <tbody>
          {log.isPending && <SkeletonRows rows={3} widths={COLUMNS} />}
          {rows.map((one) => (
            <DeliveryRow
              key={one.id}
              {...{ project, webhook, one }}
              isOpen={openId === one.id}
              onToggle={() => setOpenId(openId === one.id ? null : one.id)}
            />
          ))}
        </tbody>
      </Table>
      <ShowOlder of={log} />
    </>
  );
}

interface RowProps {
  project: string;
  webhook: Webhook;
  one: WebhookDelivery;
  isOpen: boolean;
  onToggle: () => void;
}

function DeliveryRow({ project, webhook, one, isOpen, onToggle }: RowProps) {
  const { redeliver } = useWebhookActions(project);
  const sendAgain = () =>
    redeliver.mutate(
      { id: webhook.id, delivery: one.id },
      {
        onSuccess: () => toast("It is being sent again."),
        onError: (error) => toastError(error.message),
      },
    );
  return (
    <>
      <tr>
        <Td className="[--cell-end:0px]">
          <IconButton
            label={`Details of ${one.type}, ${one.id.slice(-6)}`}
            aria-expanded={isOpen}
            icon={isOpen ? <ChevronDown aria-hidden="true" /> : <ChevronRight aria-hidden="true" />}
            onClick={onToggle}
          />
        </Td>
        <Td className="text-12 text-text-2 whitespace-nowrap">
          <RelativeTime value={one.createdAt} />
        </Td>
        <Td className="font-mono text-12 whitespace-nowrap">{one.type}</Td>
        <Td className="text-12 w-full max-w-0 truncate" title={one.sentence}>
          {one.sentence}
        </Td>
        <Td className="text-12 whitespace-nowrap">
          <Answer one={one} />
        </Td>
        <Td num className="text-12 text-text-2">
          {one.attempts}
        </Td>
        <Td num>
          {one.type !== "webhook.test" && one.state !== "pending" && (
            <Button size="sm" variant="ghost" busy={redeliver.isPending} onClick={sendAgain}>
              Send again
            </Button>
          )}
        </Td>
      </tr>
      {isOpen && (
        <tr>
          <Td colSpan={COLUMNS.length} className="bg-subtle">
            <Details one={one} />
          </Td>
        </tr>
      )}
    </>
  );
}

const hasWaiting = ({ data }: { data: readonly WebhookDelivery[] }): boolean =>
  data.some(({ state }) => state === "pending");

function Answer({ one }: { one: WebhookDelivery }) {
  const { state, responseStatus, latencyMs, attempts, nextTryAt } = one;
  const status = responseStatus ?? "no answer";
  if (state === "delivered") {
    return (
      <span className="flex items-center gap-1">
        <VerdictIcon verdict="pass" label="delivered" /> {status}, {formatMs(latencyMs)}
      </span>
    );
  }
  if (state === "gave_up") {
    return (
      <span className="flex items-center gap-1" title={one.error ?? undefined}>
        <VerdictIcon verdict="fail" label="failed" />
        {attempts === 0 ? "not sent" : one.type === "webhook.test" ? status : `${status}, gave up`}
      </span>
    );
  }
  return (
    <span className="flex items-center gap-1" title={one.error ?? undefined}>
      <VerdictIcon verdict="not_measured" label="waiting" />
      {nextTryAt ? (
        <span>
          {status}, again <RelativeTime value={nextTryAt} />
        </span>
      ) : (
        "waiting"
      )}
    </span>
  );
}

function Details({ one }: { one: WebhookDelivery }) {
  return (
    <div className="grid gap-2 py-2">
      {one.error && <p className="text-12 text-fail">{one.error}</p>}
      <p className="text-12 text-text-2">
        Delivery <span className="font-mono text-code">{one.id}</span>. This is what{" "}
        {one.attempts === 0 ? "is to be sent" : "was sent"}; its signature is made anew for each
        try.
      </p>
      <CodeBlock json copy label="Body" maxHeight={280} code={prettyJson(one.body)} />
    </div>
  );
}
