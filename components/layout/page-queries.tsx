import { dehydrate, type QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { HydrationBoundary } from "./frame";

interface Props {
  client: QueryClient;
  children: ReactNode;
}

/** Hands what the server has read to the queries below it, so that they begin with it and ask later. */
export function PageQueries({ client, children }: Props) {
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
