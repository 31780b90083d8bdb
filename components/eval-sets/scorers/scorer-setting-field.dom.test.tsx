import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { connectionQueries } from "@/lib/providers/queries";
import { scorerCatalogue } from "@/lib/scorers/scorer-catalogue";
import { ScorerSettingField } from "./scorer-setting-field";

vi.mock("next/navigation", () => ({ useParams: () => ({ project: "tents" }) }));

const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
client.setQueryData(connectionQueries.list("tents").queryKey, {
  data: [{ name: "local" }, { name: "openai" }],
} as never);
for (const name of ["local", "openai"]) {
  client.setQueryData(connectionQueries.models("tents", name).queryKey, { data: [] } as never);
}

function show(kind: string, value: unknown) {
  const setting = scorerCatalogue
    .find((entry) => entry.kind === kind)
    ?.settings.find(({ name }) => name === "model");
  if (!setting) throw new Error(`${kind} has no model.`);
  const onChange = vi.fn();
  render(
    <QueryClientProvider client={client}>
      <ScorerSettingField kind={kind} setting={setting} value={value} onChange={onChange} />
    </QueryClientProvider>,
  );
  return onChange;
}

test("the model of a scorer is chosen, not written as JSON", () => {
  const onChange = show("similar", undefined);
  fireEvent.change(screen.getByLabelText("Connection of the embedding model"), {
    target: { value: "openai" },
  });
  expect(onChange).toHaveBeenLastCalledWith({ provider: "openai", name: "" });
});

test("a model that a scorer may go without can be taken away", () => {
  const onChange = show("judge-rubric", { provider: "openai", name: "gpt-4.1-mini" });
  expect(screen.getByLabelText("Judge model")).toHaveProperty("value", "gpt-4.1-mini");
  fireEvent.change(screen.getByLabelText("Connection of the judge model"), {
    target: { value: "" },
  });
  expect(onChange).toHaveBeenLastCalledWith(undefined);
});
