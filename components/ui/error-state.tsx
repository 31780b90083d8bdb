"use client";
import { CircleX } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/controls/button";
import { noticeClass } from "@/components/ui/notice-class";
import { CopyButton } from "@/components/ui/text/copy-button";
import { requestIdOf } from "@/lib/http/api-client";

interface ErrorStateProps {
  /** What happened. */
  title: ReactNode;
  /** What was thrown: its message is shown, and its request where the server failed. */
  error?: Error | null;
  /** More about why, and what to do. */
  children?: ReactNode;
  code?: string | null;
  onRetry?: () => void;
  actions?: ReactNode;
}

export function ErrorState({ title, error, children, code, onRetry, actions }: ErrorStateProps) {
  const requestId = requestIdOf(error);
  const details = [requestId && `request ${requestId}`, code && `code ${code}`]
    .filter(Boolean)
    .join(" · ");
  return (
    <div className="p-4" role="alert">
      <div className={noticeClass({ tone: "fail" })}>
        <CircleX aria-hidden="true" />
        <div className="min-w-0">
          <b>{title}</b> {error?.message} {children}
          {details && <div className="text-12 text-text-2 font-mono mt-1">{details}</div>}
        </div>
      </div>
      <div className="mt-3 flex flex-wrap gap-2">
        {actions}
        {onRetry && (
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        )}
        {details && (
          <CopyButton text={details} size="sm" variant="ghost">
            Copy details
          </CopyButton>
        )}
      </div>
    </div>
  );
}
