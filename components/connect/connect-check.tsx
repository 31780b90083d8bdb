"use client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/controls/link";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { quietLinkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { VersionTag } from "@/components/ui/text/version-tag";
import { formatTokens } from "@/lib/format-number";
import type { ApiKey } from "@/lib/projects/api-key-contract";
import type { Trace } from "@/lib/traces/contract";
import { traceQueries } from "@/lib/traces/queries";

const EVERY_MS = 3_000;

interface Props {
  project: string;
  prompt: string;
  environment: string;
  /** The key whose requests are waited for; without it, what comes for the prompt at all. */
  apiKey: ApiKey | null;
  isAdmin: boolean;
}

/** What has arrived since the key was created; it goes on looking until all of it has. */
export function ConnectCheck({ project, prompt, environment, apiKey, isAdmin }: Props) {
  const isUsed = apiKey?.firstUsedAt != null;
  const filters = { prompt, environment, ...(apiKey ? { from: apiKey.createdAt } : {}) };
  const { data } = useQuery({
    ...traceQueries.newest(project, filters),
    enabled: isUsed || !isAdmin,
    refetchInterval: ({ state }) => (ended(state.data?.data) ? false : EVERY_MS),
  });
  const trace = data?.data[0];
  const outcome = ended(data?.data);
  if (isAdmin && !apiKey) {
    return (
      <Frame>
        <Row state="none" title="First request">
          Create a key, or choose one, to see its first request here.
        </Row>
      </Frame>
    );
  }
  return (
    <Frame>
      {apiKey && !isUsed && (
        <Row
          state="waiting"
          title="Waiting for the first request with this key…"
          end={
            <>
              since <RelativeTime value={apiKey.createdAt} />
            </>
          }
        />
      )}
      {apiKey?.firstUsedAt && (
        <Row state="done" title="First request received" end={<KeyName {...apiKey} />}>
          <RelativeTime value={apiKey.firstUsedAt} />
        </Row>
      )}
      {apiKey?.lastRefusal && (
        <Row
          state="refused"
          title="Last refused"
          end={<RelativeTime value={apiKey.lastRefusal.at} />}
        >
          <span className="font-mono">403</span> {apiKey.lastRefusal.message}
        </Row>
      )}
      {(isUsed || !isAdmin) && (
        <>
          <Row
            state={trace ? "done" : "waiting"}
            title="Trace received"
            end={
              trace && (
                <Link className={quietLinkClass} href={`/${project}/traces/${trace.id}`}>
                  Open trace
                </Link>
              )
            }
          >
            {trace ? <TraceFacts trace={trace} /> : "waiting for the first trace of this prompt"}
          </Row>
          <Row
            state={outcome ? "done" : "waiting"}
            title="Outcome reported"
            end={
              outcome && (
                <Link className={quietLinkClass} href={`/${project}/traces/${outcome.id}`}>
                  Open trace
                </Link>
              )
            }
          >
            {outcome ? outcome.outcome : "waiting for the first outcome; success rates need it"}
          </Row>
        </>
      )}
    </Frame>
  );
}

const ended = (traces: readonly Trace[] | undefined) =>
  traces?.find(({ outcome }) => outcome !== null);

function KeyName({ name, lastFour }: ApiKey) {
  return (
    <>
      {name} <span className="font-mono">…{lastFour}</span>
    </>
  );
}

function TraceFacts({ trace }: { trace: Trace }) {
  const { version, unit, inputTokens, outputTokens } = trace;
  return (
    <>
      {version !== null && <VersionTag>v{version}</VersionTag>}
      {unit === null ? ", no unit" : <span className="font-mono"> {unit}</span>}
      {inputTokens !== null && `, ${formatTokens(inputTokens)} tokens in`}
      {outputTokens !== null && `, ${formatTokens(outputTokens)} out`}
    </>
  );
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <div className="divide-y rounded border text-13" role="status" aria-label="What has arrived">
      {children}
    </div>
  );
}

interface RowProps {
  state: "done" | "waiting" | "refused" | "none";
  title: string;
  end?: ReactNode;
  children?: ReactNode;
}

function Row({ state, title, end, children }: RowProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 px-3 py-2">
      {state === "done" && <VerdictIcon verdict="pass" label="received" />}
      {state === "refused" && <VerdictIcon verdict="fail" label="refused" />}
      {state === "none" && <VerdictIcon verdict="not_measured" label="nothing to wait for" />}
      {state === "waiting" && (
        <i
          className="mx-1 size-2 animate-skeleton rounded-full bg-accent-fill motion-reduce:animate-none"
          aria-hidden="true"
        />
      )}
      <b className="min-w-42">{title}</b>
      {children && <span className="min-w-0 text-text-2">{children}</span>}
      {end && <span className="ml-auto text-12 text-text-2">{end}</span>}
    </div>
  );
}
