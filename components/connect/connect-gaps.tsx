import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import { linkClass } from "@/components/ui/text/link-class";
import type { Prompt } from "@/lib/prompts/contract";

export function NoPrompt({ project, mayWrite }: { project: string; mayWrite: boolean }) {
  return (
    <Empty
      flush
      title="No prompt yet"
      actions={
        mayWrite && (
          <Link className={buttonClass({ variant: "primary" })} href={`/${project}/prompts?new=1`}>
            New prompt…
          </Link>
        )
      }
    >
      The code is written for a prompt of this project. Create one, save a version, and come back.
    </Empty>
  );
}

interface NothingLiveProps {
  project: string;
  prompt: Prompt;
  environment: string;
  mayWrite: boolean;
}

export function NothingLive({ project, prompt, environment, mayWrite }: NothingLiveProps) {
  const { name, latestVersion } = prompt;
  const query = new URLSearchParams({ prompt: name, environment });
  if (latestVersion) query.set("version", String(latestVersion));
  return (
    <Notice tone="warn" title={`Nothing of ${name} is live in ${environment}.`}>
      Until a version is released there, a request gets 404 and the app its fallback.{" "}
      {mayWrite && latestVersion && (
        <Link className={linkClass} href={`/${project}/releases/new?${query}`}>
          Release v{latestVersion}
        </Link>
      )}
    </Notice>
  );
}
