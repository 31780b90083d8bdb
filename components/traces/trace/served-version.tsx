"use client";
import { useQueries, useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense } from "react";
import { promptHref } from "@/components/traces/trace-words";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { VersionTag } from "@/components/ui/text/version-tag";
import { ApiError } from "@/lib/http/api-client";
import { promptQueries } from "@/lib/prompts/queries";
import type { Version } from "@/lib/prompts/version-contract";
import type { TraceDetail } from "@/lib/traces/contract";

const VersionDiffCompact = lazy(() =>
  import("@/components/prompts/versions/version-diff-compact").then((module) => ({
    default: module.VersionDiffCompact,
  })),
);

interface Props {
  project: string;
  trace: TraceDetail;
}

const isMissing = (error: Error | null) =>
  error instanceof ApiError && error.problem.status === 404;

/** The very version that answered, and how it differs from what is live in the same place now. */
export function ServedVersion({ project, trace }: Props) {
  const { prompt: name, version, environment } = trace;
  const prompt = useQuery({
    ...promptQueries.detail(project, name ?? ""),
    enabled: name !== null,
    retry: false,
  });
  const served = useQuery({
    ...promptQueries.version(project, name ?? "", version ?? 0),
    enabled: prompt.data !== undefined && version !== null,
    retry: false,
  });
  if (name === null)
    return (
      <Frame>
        The application did not say which prompt this was. Send{" "}
        <span className="font-mono text-code">prompt</span> and{" "}
        <span className="font-mono text-code">version</span> with the trace, and this page shows
        what it was asked with.
      </Frame>
    );
  if (isMissing(prompt.error))
    return (
      <Frame>
        This project has no prompt named <span className="font-mono text-code">{name}</span>. The
        trace keeps the name it was sent with.
      </Frame>
    );
  if (version === null)
    return (
      <Frame>
        The application did not say which version of{" "}
        <Link href={promptHref(project, name)} className={cn(linkClass, "font-mono text-code")}>
          {name}
        </Link>{" "}
        answered.
      </Frame>
    );
  if (isMissing(served.error))
    return (
      <Frame>
        <span className="font-mono text-code">{name}</span> has no{" "}
        <VersionTag>v{version}</VersionTag>. The trace keeps the number it was sent with.
      </Frame>
    );
  if (!prompt.data || !served.data)
    return (
      <Section title="The version that answered">
        {prompt.error || served.error ? (
          <p className="text-13 text-text-2">{(prompt.error ?? served.error)?.message}</p>
        ) : (
          <Skeleton width={320} />
        )}
      </Section>
    );
  const place = environment ?? "production";
  return (
    <VersionInPlace
      project={project}
      name={name}
      served={served.data}
      live={prompt.data.live[place]?.version ?? null}
      place={place}
    />
  );
}

interface InPlaceProps {
  project: string;
  name: string;
  served: Version;
  /** null: nothing of the prompt is live there. */
  live: number | null;
  place: string;
}

function VersionInPlace({ project, name, served, live, place }: InPlaceProps) {
  const { number: version, author, createdAt, commitMessage, model } = served;
  return (
    <Section
      title="The version that answered"
      beside={
        <>
          <VersionTag>v{version}</VersionTag>
          {live === version && <Badge tone="pass">live in {place}</Badge>}
        </>
      }
      actions={
        live !== null &&
        live !== version && (
          <Link
            className={cn(linkClass, "text-12")}
            href={`${promptHref(project, name)}/diff?from=${version}&to=${live}`}
          >
            diff to live v{live}
          </Link>
        )
      }
    >
      <p className="text-13">
        “{commitMessage}”{" "}
        <span className="text-text-2">
          by {author.name}, <RelativeTime value={createdAt} />, for{" "}
          <span className="font-mono text-12">{model.name}</span>
        </span>
      </p>
      {live === null && (
        <p className="text-12 text-text-2 mt-1">Nothing of this prompt is live in {place} now.</p>
      )}
      {live !== null && live !== version && (
        <DifferenceToLive
          project={project}
          name={name}
          version={version}
          live={live}
          place={place}
        />
      )}
    </Section>
  );
}

interface DifferenceProps {
  project: string;
  name: string;
  version: number;
  live: number;
  place: string;
}

function DifferenceToLive({ project, name, version, live, place }: DifferenceProps) {
  const diff = useQuery(promptQueries.diff(project, name, version, live));
  const [from, to] = useQueries({
    queries: [
      promptQueries.version(project, name, version),
      promptQueries.version(project, name, live),
    ],
  });
  const error = diff.error ?? to.error;
  return (
    <div className="mt-3 grid gap-2">
      <p className="text-12 text-text-2">
        From <VersionTag>v{version}</VersionTag> to <VersionTag>v{live}</VersionTag>, which is live
        in {place} now:
      </p>
      {error ? (
        <p className="text-12 text-text-2">The difference could not be read: {error.message}</p>
      ) : diff.data && from.data && to.data ? (
        <section
          className="max-h-[420px] overflow-auto"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          aria-label={`Difference from v${version} to v${live}`}
        >
          <Suspense fallback={<Skeleton width={280} />}>
            <VersionDiffCompact diff={diff.data} from={from.data} to={to.data} />
          </Suspense>
        </section>
      ) : (
        <Skeleton width={280} />
      )}
    </div>
  );
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <Section title="The version that answered">
      <p className="text-13 text-text-2">{children}</p>
    </Section>
  );
}
