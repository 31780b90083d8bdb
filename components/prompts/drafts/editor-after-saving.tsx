"use client";
import { AskReviewButton } from "@/components/reviews/ask-review-button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { Notice } from "@/components/ui/notice";
import { linkClass } from "@/components/ui/text/link-class";
import type { Prompt } from "@/lib/prompts/contract";
import { newRunPath, promptPath } from "@/lib/prompts/prompt-path";

export interface SavedVersion {
  number: number;
  parent: number | null;
  /** The run that was started with it. */
  run: number | null;
}

interface Props {
  project: string;
  prompt: Pick<Prompt, "name" | "kind">;
  saved: SavedVersion;
}

/** What usually comes after a version, without leaving the editor. */
export function EditorAfterSaving({ project, prompt, saved: { number, parent, run } }: Props) {
  const address = `/${project}/${promptPath(prompt)}`;
  const link = buttonClass({ size: "sm" });
  const toRun = `/${project}/${newRunPath(prompt.name, `version=${number}`)}`;
  return (
    <Notice
      role="status"
      title={
        <>
          Version{" "}
          <Link className={linkClass} href={`${address}/versions/${number}`}>
            {number}
          </Link>{" "}
          saved.
        </>
      }
      actions={
        <span className="flex flex-wrap justify-end gap-2">
          {parent !== null && (
            <Link
              className={buttonClass({ size: "sm", variant: "ghost" })}
              href={`${address}/diff?from=${parent}&to=${number}`}
            >
              Compare with v{parent}
            </Link>
          )}
          {run === null ? (
            <Link className={link} href={toRun}>
              Run an eval
            </Link>
          ) : (
            <Link className={link} href={`/${project}/runs/${run}`}>
              Open run {run}
            </Link>
          )}
          <AskReviewButton size="sm" project={project} prompt={prompt.name} version={number} />
        </span>
      }
    >
      What you write next is a draft from v{number}.
    </Notice>
  );
}
