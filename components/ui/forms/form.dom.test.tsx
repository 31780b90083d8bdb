import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { Input } from "@/components/ui/controls/input";
import { ApiError } from "@/lib/http/api-client";
import "@/lib/http/contract";
import { Form } from "./form";
import { FormField } from "./form-field";
import { optionalNumberOf } from "./typed-number";
import { useZodForm } from "./use-zod-form";

afterEach(cleanup);

const NewPrompt = z.strictObject({
  name: z.string().min(3),
  tags: z.array(z.string().max(5)),
  budget: z.number().min(0).nullable(),
});
type NewPrompt = z.infer<typeof NewPrompt>;

interface Props {
  save: (body: NewPrompt) => Promise<unknown>;
  draftKey?: string;
  clearsOnSaved?: boolean;
}

function NewPromptForm({ save, ...options }: Props) {
  const form = useZodForm({
    defaultValues: { name: "", tags: "", budget: "" },
    schema: async () => NewPrompt,
    toBody: ({ name, tags, budget }) => ({
      name,
      tags: tags.split(" ").filter(Boolean),
      budget: optionalNumberOf(budget),
    }),
    save,
    fieldOfCode: { conflict: "name" },
    ...options,
  });
  return (
    <Form form={form}>
      <FormField form={form} name="name" label="Name">
        <Input />
      </FormField>
      <FormField form={form} name="tags" label="Tags">
        <Input />
      </FormField>
      <FormField form={form} name="budget" label="Budget">
        <Input />
      </FormField>
      <button type="submit">Save</button>
      <button type="button" onClick={form.discard}>
        Cancel
      </button>
    </Form>
  );
}

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const write = (label: string, value: string) =>
  fireEvent.change(field(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

const refusal = (status: number, code: string, errors?: { path: string; message: string }[]) =>
  new ApiError({
    type: "about:blank",
    title: "Refused",
    status,
    code,
    detail: "The whole of it was refused.",
    requestId: "7f3a",
    ...(errors ? { errors } : {}),
  });

test("what the schema refuses stands at its field in words for people, and nothing is sent", async () => {
  const save = vi.fn();
  render(<NewPromptForm save={save} />);
  write("Name", "support");
  write("Tags", "short longer-than-five");
  write("Budget", "much");
  press("Save");
  expect(await screen.findByText("At most 5 characters.")).toBeTruthy();
  expect(screen.getByText("Give a number.")).toBeTruthy();
  expect(field("Name").getAttribute("aria-invalid")).toBeNull();
  expect(document.activeElement).toBe(field("Tags"));
  expect(save).not.toHaveBeenCalled();
});

test("the body is what was typed, with numbers and lists read", async () => {
  const save = vi.fn().mockResolvedValue({});
  render(<NewPromptForm save={save} />);
  write("Name", "support");
  write("Tags", "a b");
  write("Budget", "2.5");
  press("Save");
  await waitFor(() =>
    expect(save).toHaveBeenCalledWith({ name: "support", tags: ["a", "b"], budget: 2.5 }),
  );
});

test("the server's errors stand at their fields, and those without a field at the top", async () => {
  const save = vi.fn().mockRejectedValue(
    refusal(422, "invalid", [
      { path: "name", message: "Taken." },
      { path: "owner", message: "Not a member." },
    ]),
  );
  render(<NewPromptForm save={save} />);
  write("Name", "support");
  press("Save");
  expect(await screen.findByText("Taken.")).toBeTruthy();
  expect(screen.getByRole("alert").textContent).toBe("owner: Not a member.");
  expect(document.activeElement).toBe(field("Name"));
  write("Name", "support-2");
  await waitFor(() => expect(screen.queryByText("Taken.")).toBeNull());
});

test("a refusal without places stands at the field of its code, or at the top", async () => {
  const save = vi.fn().mockRejectedValueOnce(refusal(409, "conflict"));
  render(<NewPromptForm save={save} />);
  write("Name", "support");
  press("Save");
  await waitFor(() => expect(field("Name").getAttribute("aria-invalid")).toBe("true"));
  expect(screen.getByRole("alert").textContent).toBe("");
  save.mockRejectedValueOnce(refusal(500, "internal"));
  press("Save");
  await waitFor(() =>
    expect(screen.getByRole("alert").textContent).toBe("The whole of it was refused.request 7f3a"),
  );
});

test("what was typed is back after the form was closed by mistake, until it is discarded", async () => {
  const first = render(<NewPromptForm save={vi.fn()} draftKey="test" />);
  write("Name", "support");
  first.unmount();

  const second = render(<NewPromptForm save={vi.fn()} draftKey="test" />);
  await waitFor(() => expect(field("Name").value).toBe("support"));
  expect(screen.getByText("Your unsaved text is back.")).toBeTruthy();
  second.unmount();

  const third = render(<NewPromptForm save={vi.fn()} draftKey="test" />);
  await waitFor(() => expect(field("Name").value).toBe("support"));
  press("Cancel");
  third.unmount();

  render(<NewPromptForm save={vi.fn()} draftKey="test" />);
  expect(field("Name").value).toBe("");
  expect(screen.queryByText("Your unsaved text is back.")).toBeNull();
});

test("a form can start over from where it began", async () => {
  const first = render(<NewPromptForm save={vi.fn()} draftKey="over" />);
  write("Name", "support");
  first.unmount();
  const second = render(<NewPromptForm save={vi.fn()} draftKey="over" />);
  fireEvent.click(await screen.findByRole("button", { name: "Start over" }));
  expect(field("Name").value).toBe("");
  second.unmount();
  render(<NewPromptForm save={vi.fn()} draftKey="over" />);
  expect(field("Name").value).toBe("");
});

test("what was saved does not come back", async () => {
  const save = vi.fn().mockResolvedValue({});
  const first = render(<NewPromptForm save={save} draftKey="saved" />);
  write("Name", "support");
  press("Save");
  await waitFor(() => expect(save).toHaveBeenCalled());
  first.unmount();
  render(<NewPromptForm save={save} draftKey="saved" />);
  expect(field("Name").value).toBe("");
});

test("a form that stays is empty again after saving", async () => {
  const save = vi.fn().mockResolvedValue({});
  render(<NewPromptForm save={save} clearsOnSaved />);
  write("Name", "support");
  press("Save");
  await waitFor(() => expect(field("Name").value).toBe(""));
});

test("two quick presses save once", async () => {
  let finish = () => {};
  const save = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  render(<NewPromptForm save={save} />);
  write("Name", "support");
  press("Save");
  press("Save");
  await waitFor(() => expect(save).toHaveBeenCalled());
  finish();
  await waitFor(() => expect(save).toHaveBeenCalledTimes(1));
});
