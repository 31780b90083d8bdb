"use client";
import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { Page } from "@/components/layout/page";
import { ErrorState } from "@/components/ui/error-state";

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

/** The frame stays; what is said of the cause is only its number in the server's log. */
export default function ProjectError({ error, reset }: Props) {
  const router = useRouter();
  return (
    <Page crumbs={[{ label: "Error" }]}>
      <ErrorState
        title="This page could not be shown."
        requestId={error.digest ?? null}
        onRetry={() =>
          startTransition(() => {
            router.refresh();
            reset();
          })
        }
      >
        Something went wrong on the server, and nothing was changed. Try again; if it stays, give
        the request number to whoever runs Galley: it stands in the log.
      </ErrorState>
    </Page>
  );
}
