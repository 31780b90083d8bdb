import {
  type InfiniteData,
  InfiniteQueryObserver,
  QueryClient,
  QueryClientProvider,
} from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { categoryQueries } from "@/lib/failure-categories/queries";
import { runQueries } from "@/lib/runs/queries";
import type { Matrix } from "@/lib/runs/results/matrix-contract";
import { ResultMarkBar } from "./result-mark-bar";

afterEach(() => void vi.unstubAllGlobals());

const PARTS = [{ change: "newly-failing" }, { change: "still-failing" }] as const;
const CATEGORY = { id: "c1", name: "reads the wrong word" };

function matrixOf(caseId: string): Matrix {
  const cell = { outcome: "failed", category: null };
  return { data: [{ caseId, cells: [cell] }], nextCursor: null } as unknown as Matrix;
}

test("marked cases keep their new category when the next part of the list arrives late", async () => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  const options = runQueries.matrix("tents", 2, {}, PARTS);
  client.setQueryData(options.queryKey, {
    pages: [matrixOf("late-refund")],
    pageParams: [{ part: 0, cursor: null }],
  });
  client.setQueryData(categoryQueries.list("tents").queryKey, {
    data: [CATEGORY],
  } as never);
  let arrive = (_response: Response) => {};
  const nextPart = new Promise<Response>((resolve) => {
    arrive = resolve;
  });
  vi.stubGlobal("fetch", (path: string) =>
    path.includes("/matrix") ? nextPart : Promise.resolve(Response.json({ data: [CATEGORY] })),
  );
  const observer = new InfiniteQueryObserver(client, options);
  observer.subscribe(() => {});
  const reading = observer.fetchNextPage();

  const onClear = vi.fn();
  render(
    <QueryClientProvider client={client}>
      <ResultMarkBar project="tents" run={2} marked={["late-refund"]} onClear={onClear} />
    </QueryClientProvider>,
  );
  fireEvent.change(screen.getByLabelText("Failure category of the marked cases"), {
    target: { value: "c1" },
  });
  await waitFor(() => expect(onClear).toHaveBeenCalled());
  arrive(Response.json(matrixOf("odd-1")));
  await reading;

  const matrix = client.getQueryData<InfiniteData<Matrix>>(options.queryKey);
  expect(matrix?.pages[0]?.data[0]?.cells[0]?.category).toEqual(CATEGORY);
});
