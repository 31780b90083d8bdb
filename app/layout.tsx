import "./globals.css";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { EarlyPress } from "@/components/layout/early-press";
import { Providers } from "@/components/layout/frame";

export const metadata: Metadata = {
  title: { default: "Galley", template: "%s · Galley" },
  description: "Change prompts the way good teams change code.",
  referrer: "strict-origin-when-cross-origin",
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // A page made at build time has no nonce, and the browser would refuse its scripts.
  await connection();
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" suppressHydrationWarning>
      <body>
        <EarlyPress nonce={nonce} />
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
}
