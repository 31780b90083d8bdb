"use client";
import "./globals.css";
import { useEarlyPress } from "@/components/layout/use-early-press";
import { buttonClass } from "@/components/ui/controls/button-class";

/** The whole document, for a fault outside every page: nothing of the frame can be relied on. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  useEarlyPress();
  return (
    <html lang="en">
      <body>
        <title>Galley could not be shown</title>
        <main className="grid min-h-screen place-content-center justify-items-start gap-3 p-6">
          <h1>Galley could not be shown</h1>
          <p className="max-w-100 text-13 text-text-2">
            Something failed on our side, and nothing was changed. Load the page again. If it
            happens again, give the request number to your administrator; it is in the log.
          </p>
          {error.digest && (
            <div className="font-mono text-12 text-text-2">request {error.digest}</div>
          )}
          <button type="button" className={buttonClass()} onClick={() => location.reload()}>
            Load again
          </button>
        </main>
      </body>
    </html>
  );
}
