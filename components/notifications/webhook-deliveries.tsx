"use client";
import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { formatMs } from "@/components/ui/format";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th } from "@/components/ui/table";
import { toast, toastError } from "@/components/ui/toast";
import { VerdictIcon } from "@/components/ui/verdict-icon";
import type { Webhook, WebhookDelivery } from "@/lib/notifications/contract";
import { useWebhookActions } from "@/lib/notifications/hooks";
import { notificationQueries } from "@/lib/notifications/queries";

/** The log of what was sent, with what came back. */
export function WebhookDeliveries({ project, webhook }: { project: string; webhook: Webhook }) {
  const { data, error, refetch } = useQuery(notificationQueries.deliveries(project, webhook.id));
  const { redeliver } = useWebhookActions(project);
  if (error && !data) {
    return (
      <ErrorState title="The deliveries could not be read." onRetry={() => void refetch()}>
        {error.message}
      </ErrorState>
    );
  }
  if (!data) return null;
  if (data.data.length === 0) {
    return <p className="small muted px-4 py-3">Nothing was sent yet. Press Test to try it.</p>;
  }
  return (
    <Table label={`Deliveries to ${webhook.url}`} dense minWidth={720}>
      <thead>
        <tr>
          <Th>When</Th>
          <Th>What</Th>
          <Th>Answer</Th>
          <Th num>Tries</Th>
          <Th>
            <span className="vh">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {data.data.map((one) => (
          <tr key={one.id}>
            <Td className="small muted nowrap">
              <RelativeTime value={one.createdAt} />
            </Td>
            <Td className="small">
              <span className="mono">{one.type}</span>
              <div className="sub truncate">{one.sentence}</div>
            </Td>
            <Td className="small">
              <Answer one={one} />
            </Td>
            <Td num className="small">
              {one.attempts}
            </Td>
            <Td num>
              {one.type !== "webhook.test" && one.state !== "pending" && (
                <Button
                  size="sm"
                  busy={redeliver.isPending && redeliver.variables?.delivery === one.id}
                  onClick={() =>
                    redeliver.mutate(
                      { id: webhook.id, delivery: one.id },
                      {
                        onSuccess: () => toast("It is being sent again."),
                        onError: (thrown) => toastError(thrown.message),
                      },
                    )
                  }
                >
                  Send again
                </Button>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Answer({ one }: { one: WebhookDelivery }) {
  const { state, responseStatus, latencyMs, error, attempts } = one;
  const status = responseStatus ?? "no answer";
  if (state === "delivered") {
    return (
      <span className="flex items-center gap-1 nowrap">
        <VerdictIcon verdict="pass" label="delivered" /> {status}, {formatMs(latencyMs)}
      </span>
    );
  }
  return (
    <span className="flex items-center gap-1" title={error ?? undefined}>
      <VerdictIcon
        verdict={state === "gave_up" ? "fail" : "not_measured"}
        label={state === "gave_up" ? "gave up" : "waiting"}
      />
      <span>
        {state === "gave_up"
          ? `${status}, gave up`
          : attempts === 0
            ? "waiting"
            : `${status}, tries again`}
        {error && <span className="sub block">{error}</span>}
      </span>
    </span>
  );
}
