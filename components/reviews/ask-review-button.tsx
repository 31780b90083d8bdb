"use client";
import { GitPullRequest } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/controls/button";

const AskReviewDialog = lazy(() => import("./ask-review-dialog"));

interface Props {
  project: string;
  prompt: string;
  version: number;
  /** Where it shall go; without it the first protected one is proposed. */
  environment?: string;
  size?: "sm" | "md";
}

/** Puts a version in front of a second person. */
export function AskReviewButton({ project, prompt, version, environment, size = "md" }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size={size}
        icon={<GitPullRequest aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        Ask for review
      </Button>
      {isOpen && (
        <Suspense>
          <AskReviewDialog
            project={project}
            prompt={prompt}
            version={version}
            environment={environment}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
