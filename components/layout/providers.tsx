"use client";
import { isServer, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { ThemeProvider } from "@/components/layout/theme-provider";
import { useEarlyPress } from "@/components/layout/use-early-press";
import { Toaster } from "@/components/ui/overlays/toaster";
import { ApiError } from "@/lib/http/api-client";

let ofBrowser: QueryClient | undefined;

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 20_000,
        // What was refused stays refused; only a lost connection or a failing server is worth a retry.
        retry: (count, error) =>
          count < 2 &&
          !(error instanceof ApiError && error.problem.status >= 400 && error.problem.status < 500),
      },
    },
  });
}

function queryClient(): QueryClient {
  if (isServer) return makeQueryClient();
  ofBrowser ??= makeQueryClient();
  return ofBrowser;
}

export function Providers({ children, nonce }: { children: ReactNode; nonce: string | undefined }) {
  useEarlyPress();
  return (
    <ThemeProvider nonce={nonce}>
      <NuqsAdapter>
        <QueryClientProvider client={queryClient()}>
          {children}
          <Toaster />
        </QueryClientProvider>
      </NuqsAdapter>
    </ThemeProvider>
  );
}
