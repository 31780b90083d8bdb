"use client";
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { ReleaseRolloutSection } from "@/components/rollouts/release-rollout-section";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { PageHead, SubLine } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { CopyButton } from "@/components/ui/text/copy-button";
import { linkClass } from "@/components/ui/text/link-class";
import { Markdown } from "@/components/ui/text/markdown";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { Release } from "@/lib/releases/contract";
import { liveWord } from "@/lib/releases/live-word";
import { noteMarkdown } from "@/lib/releases/note/note-markdown";
import { releaseQueries } from "@/lib/releases/queries";
import { versionBefore } from "@/lib/releases/version-before";
import { MeasuredText } from "./measured-text";
import { ObservedSince } from "./observed-since";
import { ReleaseEvidence } from "./release-evidence";
import { partClass, partHintClass, partTitleClass } from "./release-part-class";
import { RollBackAnswer } from "./roll-back-answer";
import { RunLinks } from "./run-links";

interface Props {
  project: string;
  number: string;
  mayRelease: boolean;
}

/** One release: its note as it was frozen, what it replaced and what replaced it. */
export function ReleaseView({ project, number, mayRelease }: Props) {
  const router = useRouter();
  const { data: release } = useQuery(releaseQueries.detail(project, number));
  if (!release) return null;
  const { prompt, version, environment, replaces, note, rolledBack } = release;
  const before = versionBefore(release);
  const base = `/${project}/prompts/${encodeURIComponent(prompt)}`;
  const markdown = noteMarkdown({ ...release, releasedBy: release.releasedBy.name });
  return (
    <>
      <PageHead
        title={
          <span className="flex flex-wrap items-center gap-2">
            {version === null ? "Taken offline:" : rolledBack ? "Rolled back" : "Released"}{" "}
            <span className="font-mono">{prompt}</span>
            {rolledBack && version !== null && before !== null && <>v{before} →</>}
            {version !== null && <span className="font-mono">v{version}</span>}{" "}
            {rolledBack ? "in" : "to"} {environment}
            {release.isLive && <Badge tone="accent">live</Badge>}
          </span>
        }
        sub={<Facts project={project} release={release} base={base} />}
        actions={
          <>
            <CopyButton text={markdown}>Copy Markdown</CopyButton>
            <a
              className={buttonClass()}
              href={`/api/v1/projects/${project}/releases/${release.number}/markdown`}
            >
              <Download aria-hidden="true" /> Markdown
            </a>
            {mayRelease && release.replacedBy === null && (
              <RollBackAnswer
                {...{ project, prompt, environment }}
                size="md"
                onDone={() => router.push(`${base}/releases`)}
              />
            )}
          </>
        }
      />
      <Section>
        {rolledBack ? (
          <Part title="Reason">
            <Markdown text={release.reason ?? ""} />
          </Part>
        ) : (
          <Note project={project} note={note} />
        )}
      </Section>
      {release.rollout && (
        <ReleaseRolloutSection
          project={project}
          rollout={release.rollout}
          version={version}
          replaces={replaces}
        />
      )}
      <ReleaseEvidence project={project} release={release} />
      {version !== null && <ObservedSince project={project} release={{ ...release, version }} />}
    </>
  );
}

function Facts({ project, release, base }: { project: string; release: Release; base: string }) {
  const { version, rolledBack, replacedBy, reviewNumber } = release;
  const replaces = versionBefore(release);
  const at = (number: number) => (
    <Link className={linkClass} href={`/${project}/releases/${number}`}>
      release {number}
    </Link>
  );
  return (
    <SubLine>
      <span>
        release {release.number}, <RelativeTime value={release.releasedAt} /> by{" "}
        {release.releasedBy.name}
      </span>
      {version === null ? (
        <span>nothing is live there since</span>
      ) : replaces === null ? (
        <span>nothing was live there before</span>
      ) : (
        <Link className={linkClass} href={`${base}/diff?from=${replaces}&to=${version}`}>
          replaces v{replaces}
        </Link>
      )}
      {rolledBack && (
        <span>
          undoes {at(rolledBack.number)} ({liveWord(rolledBack.version)})
        </span>
      )}
      {reviewNumber && (
        <Link className={linkClass} href={`/${project}/reviews/${reviewNumber}`}>
          review {reviewNumber}
        </Link>
      )}
      {replacedBy && (
        <span>
          {replacedBy.isRollback ? "rolled back by" : "replaced by"} {at(replacedBy.number)} (
          {liveWord(replacedBy.version)}), <RelativeTime value={replacedBy.at} />
        </span>
      )}
    </SubLine>
  );
}

function Note({ project, note }: { project: string; note: Release["note"] }) {
  return (
    <>
      <Part title="Goal">
        <Markdown text={note.goal} />
      </Part>
      <Part title="Change">
        <Markdown text={note.change} />
      </Part>
      <Part
        title="Eval result"
        sub={
          note.measured.runs.length > 0 && <RunLinks project={project} runs={note.measured.runs} />
        }
      >
        <MeasuredText
          sentences={note.measured.evalResult}
          nothing="Nothing was measured for this version."
        />
        {note.added.evalResult && <Markdown text={note.added.evalResult} />}
      </Part>
      <Part title="Trade-off">
        <MeasuredText sentences={note.measured.tradeOff} nothing="Nothing was measured." />
        {note.added.tradeOff && <Markdown text={note.added.tradeOff} />}
      </Part>
      {note.risks && (
        <Part title="Risks">
          <Markdown text={note.risks} />
        </Part>
      )}
    </>
  );
}

function Part({ title, sub, children }: { title: string; sub?: ReactNode; children: ReactNode }) {
  return (
    <div className={partClass}>
      <h2 className={partTitleClass}>
        {title}
        {sub && <small className={partHintClass}>{sub}</small>}
      </h2>
      <div className="grid gap-2 text-13">{children}</div>
    </div>
  );
}
