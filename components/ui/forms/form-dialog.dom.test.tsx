import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { Input } from "@/components/ui/controls/input";
import { FormDialog } from "./form-dialog";
import { FormField } from "./form-field";
import { useZodForm } from "./use-zod-form";

interface Props {
  draftKey: string;
  save?: (body: { name: string }) => Promise<unknown>;
}

function NameDialog({ draftKey, save = async () => {}, onClose }: Props & { onClose: () => void }) {
  const form = useZodForm({
    draftKey,
    defaultValues: { name: "" },
    schema: async () => z.object({ name: z.string().min(1, "Write a name.") }),
    toBody: (values) => values,
    save,
    onSaved: onClose,
  });
  return (
    <FormDialog form={form} onClose={onClose} title="New prompt" submitLabel="Create">
      <FormField form={form} name="name" label="Name">
        <Input required />
      </FormField>
    </FormDialog>
  );
}

function Page(props: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setIsOpen(true)}>
        New…
      </button>
      {isOpen && <NameDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
}

const press = (name: string) => fireEvent.click(screen.getByText(name, { selector: "button" }));
const nameField = () => screen.findByLabelText<HTMLInputElement>("Name");
const closed = () => waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());

async function open() {
  press("New…");
  return nameField();
}

test.each<[string, (field: HTMLElement) => void]>([
  ["Escape", (field) => void fireEvent.keyDown(field, { key: "Escape" })],
  ["the cross", () => void fireEvent.click(screen.getByRole("button", { name: "Close" }))],
])("a dialog that was closed by %s has its text at the next opening", async (way, close) => {
  render(<Page draftKey={way} />);
  const field = await open();
  fireEvent.change(field, { target: { value: "support" } });
  close(field);
  await closed();
  await open();
  await waitFor(async () => expect((await nameField()).value).toBe("support"));
  expect(screen.getByText("Your unsaved text is back.")).toBeTruthy();
});

test("a dialog that was cancelled begins anew", async () => {
  render(<Page draftKey="cancel" />);
  fireEvent.change(await open(), { target: { value: "support" } });
  press("Cancel");
  await closed();
  expect((await open()).value).toBe("");
});

test("the schema checks a dialog's form in place of the browser, and a corrected one is saved", async () => {
  const save = vi.fn().mockResolvedValue({});
  render(<Page draftKey="check" save={save} />);
  const field = await open();
  press("Create");
  expect(await screen.findByText("Write a name.")).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(field));
  fireEvent.change(field, { target: { value: "support" } });
  press("Create");
  await closed();
  expect(save).toHaveBeenCalledWith({ name: "support" });
});
