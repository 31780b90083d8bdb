"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Link } from "@/components/ui/controls/link";
import { Select } from "@/components/ui/controls/select";
import { Table, Td, Th } from "@/components/ui/data/table";
import { Dialog } from "@/components/ui/overlays/dialog";
import { linkClass } from "@/components/ui/text/link-class";
import type { FailureCategory, FailureCategoryState } from "@/lib/failure-categories/contract";
import { useUpdateCategory } from "@/lib/failure-categories/hooks";
import { categoryQueries } from "@/lib/failure-categories/queries";
import { formatCountOf } from "@/lib/format-number";

interface Props {
  project: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Three to five in use at a time; what is fixed is archived and keeps its results. */
export function CategoryManager({ project, open, onOpenChange }: Props) {
  const { data } = useQuery({
    ...categoryQueries.list(project, { archived: "true" }),
    enabled: open,
  });
  const update = useUpdateCategory(project);
  const categories = data?.data ?? [];
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="md"
      title="Failure categories"
      description="Your project’s names for ways of failing. Keep three to five active; archived ones keep their results."
      footer={
        <>
          <Link className={linkClass} href={`/${project}/failure-categories`}>
            Merge, split and over versions
          </Link>
          <Button size="sm" onClick={() => onOpenChange(false)}>
            Done
          </Button>
        </>
      }
    >
      {update.error && <FormError error={update.error} />}
      {categories.length === 0 ? (
        <p className="text-text-2">No category yet. Press n on a failing case to name one.</p>
      ) : (
        <Table label="Failure categories" dense>
          <thead>
            <tr>
              <Th className="[--cell-start:0px]">Name</Th>
              <Th>State</Th>
              <Th num>Results</Th>
              <Th className="[--cell-end:0px]">
                <span className="sr-only">Archive</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {categories.map((category) => (
              <Row
                key={`${category.id} ${category.name}`}
                category={category}
                onChange={(change) => update.mutate({ category: category.id, ...change })}
              />
            ))}
          </tbody>
        </Table>
      )}
    </Dialog>
  );
}

interface RowProps {
  category: FailureCategory;
  onChange: (change: { name?: string; state?: FailureCategoryState; isArchived?: boolean }) => void;
}

function Row({ category, onChange }: RowProps) {
  const [name, setName] = useState(category.name);
  const rename = () => {
    if (name.trim() && name.trim() !== category.name) onChange({ name: name.trim() });
  };
  return (
    <tr>
      <Td className="[--cell-start:0px]">
        <Input
          size="sm"
          aria-label={`Name of ${category.name}`}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onBlur={rename}
          onKeyDown={(event) => {
            if (event.key === "Enter") rename();
          }}
        />
      </Td>
      <Td className="w-32">
        <Select
          size="sm"
          aria-label={`State of ${category.name}`}
          value={category.state}
          onChange={(event) => onChange({ state: event.target.value as FailureCategoryState })}
        >
          <option value="open">open</option>
          <option value="fixed">fixed</option>
          <option value="regressed">regressed</option>
        </Select>
      </Td>
      <Td num>{formatCountOf(category.results, "result")}</Td>
      <Td className="[--cell-end:0px] text-right">
        <Button
          size="sm"
          variant="ghost"
          onClick={() => onChange({ isArchived: category.archivedAt === null })}
        >
          {category.archivedAt ? "Restore" : "Archive"}
        </Button>
      </Td>
    </tr>
  );
}
