"use client";
import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { pageClass } from "@/components/layout/page-class";
import { TopBar } from "@/components/layout/top-bar";
import { cn } from "@/components/ui/cn";
import { buttonClass } from "@/components/ui/controls/button-class";
import { noticeClass } from "@/components/ui/notice-class";

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

const crumbs = [{ label: "Error" }];

/**
 * The frame stays; what is said of the cause is only its number in the server's log.
 * Plain elements: every page carries this, and it may not depend on code that could not be loaded.
 */
export function PageError({ error, reset }: Props) {
  const router = useRouter();
  const retry = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <>
      <TopBar crumbs={crumbs} />
      <main id="content" tabIndex={-1} className={cn(pageClass, "outline-none")}>
        <h1 className="mb-3">This page could not be shown</h1>
        <div className={noticeClass({ tone: "fail" })} role="alert">
          <div className="min-w-0">
            <b>Something failed on our side,</b> and nothing was changed. Try again. If it happens
            again, give the request number to your administrator; it is in the log.
            {error.digest && (
              <div className="text-12 text-text-2 font-mono mt-1">request {error.digest}</div>
            )}
          </div>
        </div>
        <button type="button" className={cn(buttonClass({ size: "sm" }), "mt-3")} onClick={retry}>
          Try again
        </button>
      </main>
    </>
  );
}
