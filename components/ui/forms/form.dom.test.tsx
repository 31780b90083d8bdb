import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { Input } from "@/components/ui/controls/input";
import { ApiError } from "@/lib/http/api-client";
import "@/lib/http/contract";
import { Form } from "./form";
import { useErrorsAt } from "./form-control";
import { FormField } from "./form-field";
import { optionalNumberOf } from "./typed-number";
import { useZodForm } from "./use-zod-form";

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
  await waitFor(() => expect(document.activeElement).toBe(field("Tags")));
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
  await waitFor(() => expect(document.activeElement).toBe(field("Name")));
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

interface SaveAny {
  save: (body: unknown) => Promise<unknown>;
}

/** A form whose values are part of a larger body, with a control that shows errors of its own. */
function WeekForm({ save, draftKey }: Pick<Props, "draftKey"> & SaveAny) {
  const form = useZodForm({
    within: "change",
    defaultValues: { statement: null as string | null, bar: "" },
    schema: async () =>
      z.object({
        change: z.object({ statement: z.string().min(3), rows: z.array(z.number()) }),
      }),
    toBody: ({ statement, bar }) => ({
      change: { statement: statement ?? "as proposed", rows: bar ? [bar] : [] },
    }),
    save,
    nameOf: (path) => (path === "owner" ? "Owner" : path),
    ...(draftKey ? { draftKey } : {}),
  });
  const errorAt = useErrorsAt(form, "rows");
  return (
    <Form form={form}>
      <FormField form={form} name="statement" label="Statement" suggested="as proposed">
        <Input />
      </FormField>
      <button type="button" onClick={() => form.change({ bar: "7" })}>
        Set a bar
      </button>
      <output>{errorAt("rows.0") ?? form.values.bar}</output>
      <button type="submit">Save</button>
    </Form>
  );
}

/** A name that another one has, which no schema can know. */
function OwnCheck({ save }: SaveAny) {
  const form = useZodForm({
    defaultValues: { name: "a" },
    check: ({ name }) => [{ path: "name", message: name === "a" ? "Another has it." : "" }],
    schema: async () => z.object({ name: z.string().min(3) }),
    toBody: (values) => values,
    save,
  });
  return (
    <Form form={form}>
      <FormField form={form} name="name" label="Name">
        <Input />
      </FormField>
      <button type="submit">Save</button>
    </Form>
  );
}

const output = () => screen.getByRole("status").textContent;

test("a value that was proposed is sent as it stands in the field", async () => {
  const save = vi.fn().mockResolvedValue({});
  render(<WeekForm save={save} />);
  expect(field("Statement").value).toBe("as proposed");
  press("Save");
  await waitFor(() =>
    expect(save).toHaveBeenCalledWith({ change: { statement: "as proposed", rows: [] } }),
  );
});

test("errors below a part of the body stand at the controls of that part", async () => {
  const save = vi.fn();
  render(<WeekForm save={save} />);
  write("Statement", "no");
  press("Set a bar");
  press("Save");
  expect(await screen.findByText("At least 3 characters.")).toBeTruthy();
  expect(output()).toBe("Give a number.");
  expect(screen.getByRole("alert").textContent).toBe("");
  expect(save).not.toHaveBeenCalled();
});

test("a form's own check comes before what the schema says", async () => {
  const save = vi.fn();
  render(<OwnCheck save={save} />);
  press("Save");
  expect(await screen.findByText("Another has it.")).toBeTruthy();
  expect(save).not.toHaveBeenCalled();
});

test("a place without a field has the name that people know it by", async () => {
  const save = vi
    .fn()
    .mockRejectedValue(refusal(422, "invalid", [{ path: "owner", message: "Not a member." }]));
  render(<WeekForm save={save} />);
  press("Save");
  await waitFor(() => expect(screen.getByRole("alert").textContent).toBe("Owner: Not a member."));
});

test("a choice without a field of its own is unsaved work, too", async () => {
  const first = render(<WeekForm save={vi.fn()} draftKey="choice" />);
  press("Set a bar");
  first.unmount();
  render(<WeekForm save={vi.fn()} draftKey="choice" />);
  await waitFor(() => expect(output()).toBe("7"));
});
