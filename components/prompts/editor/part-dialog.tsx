import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { Button } from "@/components/ui/controls/button";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import type { ZodForm } from "@/components/ui/forms/use-zod-form";

interface Props<Values extends FieldValues> {
  form: ZodForm<Values>;
  title: ReactNode;
  description?: string;
  /** What its buttons call it. */
  noun: string;
  /** The draft has it already. */
  isThere: boolean;
  readOnly: boolean;
  onClose: () => void;
  onRemove: () => void;
  children: ReactNode;
}

/** Writes a part that not every prompt has, or removes it. */
export function PartDialog<Values extends FieldValues>(props: Props<Values>) {
  const { form, title, description, noun, isThere, readOnly, onClose, onRemove } = props;
  const remove = () => {
    onRemove();
    onClose();
  };
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      sticky
      size="md"
      title={title}
      {...(description ? { description } : {})}
      submitLabel={isThere ? "Keep changes" : `Add ${noun}`}
      isReadOnly={readOnly}
      aside={
        isThere &&
        !readOnly && (
          <Button variant="danger" className="mr-auto" onClick={remove}>
            Remove {noun}
          </Button>
        )
      }
    >
      {props.children}
    </FormDialog>
  );
}
