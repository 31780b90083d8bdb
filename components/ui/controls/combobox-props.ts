import type { FieldStyle } from "./field-class";

export interface ComboboxOption {
  value: string;
  label: string;
  hint?: string;
}

export interface ComboboxProps {
  id?: string;
  label: string;
  options: ReadonlyArray<ComboboxOption>;
  /** The text in the field: any text when `free`, else a value of the options. */
  value: string;
  onValueChange: (value: string) => void;
  /** Takes what is typed even when it is not in the list (a model's name). */
  free?: boolean;
  placeholder?: string;
  emptyText?: string;
  size?: FieldStyle["size"];
  changed?: boolean;
  className?: string;
  disabled?: boolean;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
}
