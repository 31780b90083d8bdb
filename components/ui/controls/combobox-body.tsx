"use client";
import { Autocomplete } from "@base-ui/react/autocomplete";
import { Combobox } from "@base-ui/react/combobox";
import { Check } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { menuClass, menuHintClass, menuItemClass } from "@/components/ui/overlays/menu-class";
import type { ComboboxOption, ComboboxProps } from "./combobox-props";
import { fieldClass } from "./field-class";

const popupClass = cn(menuClass, "w-(--anchor-width)");

export default function ComboboxBody(props: ComboboxProps) {
  return props.free ? <FreeText {...props} /> : <OneOfList {...props} />;
}

function FreeText({
  label,
  options,
  value,
  onValueChange,
  emptyText,
  size,
  changed,
  className,
  ...input
}: ComboboxProps) {
  const { free: _, ...rest } = input;
  return (
    <Autocomplete.Root
      items={options}
      value={value}
      onValueChange={onValueChange}
      itemToStringValue={(option: ComboboxOption) => option.value}
      openOnInputClick
    >
      <Autocomplete.Input
        className={cn(fieldClass({ size, changed }), className)}
        aria-label={label}
        {...rest}
      />
      <Autocomplete.Portal>
        <Autocomplete.Positioner className="z-50" sideOffset={4}>
          <Autocomplete.Popup className={popupClass}>
            <Autocomplete.Empty>
              {emptyText && <div className="text-12 text-text-3 px-2 py-1.5">{emptyText}</div>}
            </Autocomplete.Empty>
            <Autocomplete.List>
              {(option: ComboboxOption) => (
                <Autocomplete.Item key={option.value} value={option} className={menuItemClass()}>
                  <span className="truncate">{option.label}</span>
                  {option.hint && <span className={menuHintClass}>{option.hint}</span>}
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
}

function OneOfList({
  label,
  options,
  value,
  onValueChange,
  emptyText = "Nothing matches",
  size,
  changed,
  className,
  ...input
}: ComboboxProps) {
  const { free: _, ...rest } = input;
  const chosen = options.find((option) => option.value === value) ?? null;
  return (
    <Combobox.Root
      items={options}
      value={chosen}
      onValueChange={(option: ComboboxOption | null) => onValueChange(option?.value ?? "")}
      isItemEqualToValue={(a: ComboboxOption, b: ComboboxOption) => a.value === b.value}
    >
      <Combobox.Input
        className={cn(fieldClass({ size, changed }), className)}
        aria-label={label}
        {...rest}
      />
      <Combobox.Portal>
        <Combobox.Positioner className="z-50" sideOffset={4}>
          <Combobox.Popup className={popupClass}>
            <Combobox.Empty>
              <div className="text-12 text-text-3 px-2 py-1.5">{emptyText}</div>
            </Combobox.Empty>
            <Combobox.List>
              {(option: ComboboxOption) => (
                <Combobox.Item key={option.value} value={option} className={menuItemClass()}>
                  <Combobox.ItemIndicator>
                    <Check className="text-accent" aria-hidden="true" />
                  </Combobox.ItemIndicator>
                  <span className="truncate">{option.label}</span>
                  {option.hint && <span className={menuHintClass}>{option.hint}</span>}
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
