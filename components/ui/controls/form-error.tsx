import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { noticeClass } from "@/components/ui/notice-class";
import { requestIdOf } from "@/lib/http/api-client";

interface FormErrorProps {
  /** What was thrown: its message is shown, and its request where the server failed. */
  error?: Error | null;
  /** In place of the error's message; nothing is shown without either. */
  children?: ReactNode;
  requestId?: string | null;
  className?: string;
}

/** What went wrong with the whole form; errors of one field belong to the field. */
export function FormError({
  error,
  children = error?.message,
  requestId = requestIdOf(error),
  className,
}: FormErrorProps) {
  return (
    <div role="alert" className={className}>
      {children && (
        <div className={cn(noticeClass({ tone: "fail" }), "basis-full")}>
          <CircleAlert aria-hidden="true" />
          <div>
            {children}
            {requestId && (
              <div className="text-12 text-text-2 font-mono mt-1">request {requestId}</div>
            )}
          </div>
        </div>
      )}
    </div>
  );
}
