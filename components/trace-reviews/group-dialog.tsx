"use client";
import { useQueries, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { shortId, traceHref } from "@/components/traces/trace-words";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { FormError } from "@/components/ui/controls/form-error";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { Dialog } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCountOf } from "@/components/ui/text/format";
import { Kbd } from "@/components/ui/text/kbd";
import { linkClass } from "@/components/ui/text/link";
import { sortCategories } from "@/lib/failure-categories/categories-in-use";
import { categoryQueries } from "@/lib/failure-categories/queries";
import { useSaveReviews } from "@/lib/trace-reviews/hooks";
import { traceQueries } from "@/lib/traces/queries";

interface Props {
  project: string;
  traceIds: readonly string[];
  terms: readonly string[];
  mayWrite: boolean;
  onSaved: (given: { traceIds: readonly string[]; reviewedAt: string }) => void;
  onClose: () => void;
}

const MOST_SHOWN = 40;

/** A group side by side; those that stay ticked get one verdict. */
export function GroupDialog({ project, traceIds, terms, mayWrite, onSaved, onClose }: Props) {
  const shown = traceIds.slice(0, MOST_SHOWN);
  const traces = useQueries({ queries: shown.map((id) => traceQueries.detail(project, id)) });
  const categories = sortCategories(useQuery(categoryQueries.list(project)).data?.data ?? []);
  const [left, setLeft] = useState<readonly string[]>([]);
  const [category, setCategory] = useState("");
  const [note, setNote] = useState("");
  const save = useSaveReviews(project);
  const chosen = shown.filter((id) => !left.includes(id));
  const submit = () =>
    save.mutate(
      { traceIds: chosen, verdict: "failure", note, category },
      {
        onSuccess: ({ reviewed, reviewedAt }) => {
          onSaved({ traceIds: chosen, reviewedAt });
          toast(
            reviewed === 1
              ? "1 trace reviewed as a failure"
              : `${formatCountOf(reviewed, "trace")} reviewed as failures`,
            {
              detail: (
                <>
                  <Kbd keys="z" /> takes it back
                </>
              ),
            },
          );
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={`${formatCountOf(shown.length, "trace")} that look alike`}
      description={terms.length > 0 ? `They share ${terms.join(", ")}.` : undefined}
      {...(mayWrite ? { onSubmit: submit } : {})}
      footer={
        mayWrite && (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              type="submit"
              variant="primary"
              busy={save.isPending}
              disabled={chosen.length === 0 || category === ""}
            >
              Failure, for {formatCountOf(chosen.length, "trace")}
            </Button>
          </>
        )
      }
    >
      {save.error && <FormError>{save.error.message}</FormError>}
      {mayWrite && (
        <div className="mb-2 grid gap-2">
          <Select
            aria-label="Failure category"
            value={category}
            onChange={(event) => setCategory(event.target.value)}
          >
            <option value="">
              {categories.length === 0 ? "No failure category yet" : "Choose a failure category…"}
            </option>
            {categories.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
          {categories.length === 0 && (
            <p className="text-12 text-text-2">
              Close this and press <Kbd keys="n" /> to name the first failure category.
            </p>
          )}
          <Textarea
            rows={2}
            aria-label="Note for the group"
            placeholder="Note for all of them"
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
      )}
      <ul className="grid">
        {shown.map((id, index) => {
          const trace = traces[index]?.data;
          return (
            <li key={id} className="flex gap-3 border-border border-t py-2 text-13">
              <Checkbox
                className="mt-0.5 self-start"
                aria-label={`Include ${id}`}
                checked={!left.includes(id)}
                disabled={!mayWrite}
                onChange={(event) =>
                  setLeft(event.target.checked ? left.filter((one) => one !== id) : [...left, id])
                }
              />
              <div className="min-w-0">
                <Link
                  className={cn(linkClass, "font-mono text-12")}
                  href={traceHref(project, id)}
                  target="_blank"
                >
                  {shortId(id)}
                </Link>{" "}
                {trace ? (
                  <>
                    <p className="line-clamp-2 wrap-anywhere">{trace.inputPreview}</p>
                    <p className="text-text-2 line-clamp-1 text-12 wrap-anywhere">
                      {trace.outputPreview || "no answer"}
                    </p>
                  </>
                ) : (
                  <Skeleton width={320} />
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {traceIds.length > shown.length && (
        <p className="text-12 text-text-3">
          {formatCountOf(traceIds.length - shown.length, "more trace")} come after these.
        </p>
      )}
    </Dialog>
  );
}
