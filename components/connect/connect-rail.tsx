import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { bucketOf } from "@/lib/deployments/assign-arm";
import { formatCount } from "@/lib/format-number";
import type { ApiKey } from "@/lib/projects/api-key-contract";
import { ClientsSeen } from "./clients-seen";
import type { Client } from "./snippets";
import { WhenDown } from "./when-down";

const UNIT = "customer-42";
const SHARE = 10;
const BUCKET = bucketOf("example", UNIT);

interface Props {
  client: Client;
  /** Those whose clients are listed; null for whoever may not see keys. */
  keys: readonly ApiKey[] | null;
}

/** What stays true whatever code is chosen: who gets which version, and what happens while Galley is down. */
export function ConnectRail({ client, keys }: Props) {
  return (
    <div className="grid gap-4">
      <Section title="How versions are assigned">
        <div className="grid gap-3 text-13">
          <p>
            The unit is whoever should always see the same version: a customer, an account or a
            conversation.
          </p>
          <div className="grid gap-1 text-12">
            <div className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-mono">{UNIT}</span>
              <span className="text-text-3">hashed to</span>
              <b className="tabular-nums">bucket {formatCount(BUCKET)}</b>
              <span className="ml-auto text-text-3">of 10,000</span>
            </div>
            <div
              className="relative h-3.5 overflow-hidden rounded-[3px] border bg-subtle"
              role="img"
              aria-label={`${SHARE} % of the buckets get the candidate; bucket ${formatCount(BUCKET)} gets the ${BUCKET < SHARE * 100 ? "candidate" : "stable version"}.`}
            >
              <i
                className="absolute inset-y-0 left-0 bg-accent-fill"
                style={{ width: `${SHARE}%` }}
              />
              <b
                className="absolute inset-y-0 w-0.5 bg-text"
                style={{ left: `${BUCKET / 100}%` }}
              />
            </div>
            <div className="flex justify-between text-text-2">
              <span className="text-accent">candidate {SHARE} %</span>
              <span>stable</span>
            </div>
          </div>
          <p className="text-12 text-text-2">
            The same id gets the same version in the SDK and on the server. Raising 10 % to 50 %
            never moves anyone back to stable.
          </p>
          <Notice>
            Requests without a unit always get the stable version and are not part of rollouts
            {client === "langfuse" && "; Langfuse clients send none"}.
          </Notice>
        </div>
      </Section>
      <WhenDown client={client} />
      {keys && <ClientsSeen keys={keys} />}
    </div>
  );
}
