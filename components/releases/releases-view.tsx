"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowUpFromLine, Download } from "lucide-react";
import { useRouter } from "next/navigation";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { PageHead } from "@/components/ui/page-head";
import { Kbd } from "@/components/ui/text/kbd";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { formatCountOf } from "@/lib/format-number";
import type { Environment } from "@/lib/projects/environment-contract";
import { promptQueries } from "@/lib/prompts/queries";
import { Changelog } from "./changelog";
import { ChangesPanel } from "./changes-panel";
import { FeedButton } from "./feed-button";
import { LiveTable } from "./live-table";

interface Props {
  project: string;
  environments: Environment[];
  mayRelease: boolean;
}

/** What is live where, what changed between two moments, and the changelog of the project. */
export function ReleasesView({ project, environments, mayRelease }: Props) {
  const router = useRouter();
  const { data: prompts } = useQuery(promptQueries.list(project, { kind: "any" }));
  const names = environments.map(({ name }) => name);
  const newRelease = `/${project}/releases/new`;
  useShortcuts(
    mayRelease
      ? [{ keys: "c", label: "New release", group: "Page", run: () => router.push(newRelease) }]
      : [],
  );
  const releaseLink = mayRelease && (
    <Link href={newRelease} className={buttonClass({ variant: "primary" })}>
      <ArrowUpFromLine aria-hidden="true" /> Release… <Kbd keys="c" aria-hidden="true" />
    </Link>
  );
  const api = `/api/v1/projects/${project}/releases`;
  return (
    <>
      <PageHead
        title="Releases"
        sub={names
          .map((name) => {
            const live = prompts?.data.filter((prompt) => prompt.live[name]).length ?? 0;
            return `${formatCountOf(live, "prompt")} live in ${name}`;
          })
          .join(", ")}
        actions={
          <>
            <FeedButton project={project} />
            <a href={`${api}/markdown`} className={buttonClass()}>
              <Download aria-hidden="true" /> Markdown
            </a>
            {releaseLink}
          </>
        }
      />
      <ChangesPanel project={project} environments={names} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_312px]">
        <Changelog project={project} environments={names} emptyActions={releaseLink} />
        <LiveTable project={project} environments={environments} />
      </div>
    </>
  );
}
