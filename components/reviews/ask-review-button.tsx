"use client";
import { GitPullRequest } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";

const AskReviewDialog = lazy(() => import("./ask-review-dialog"));

interface Props {
  project: string;
  prompt: string;
  version: number;
  variant?: "default" | "primary";
}

/** Puts a version in front of a second person. */
export function AskReviewButton({ project, prompt, version, variant = "default" }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [isUsed, setUsed] = useState(false);
  return (
    <>
      <Button
        variant={variant}
        icon={<GitPullRequest aria-hidden="true" />}
        onClick={() => {
          setUsed(true);
          setOpen(true);
        }}
      >
        Ask for review
      </Button>
      {isUsed && (
        <Suspense>
          <AskReviewDialog
            project={project}
            prompt={prompt}
            version={version}
            open={isOpen}
            onOpenChange={setOpen}
          />
        </Suspense>
      )}
    </>
  );
}
