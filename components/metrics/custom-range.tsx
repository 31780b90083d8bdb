"use client";
import { CalendarRange } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { chipClass } from "@/components/ui/data/chip";
import { Popover } from "@/components/ui/overlays/popover";
import { formatTick } from "@/lib/format-time";

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 400;

interface Props {
  from: string | null;
  to: string | null;
  onChange: (range: { from: string; to: string }) => void;
}

/** Custom days, UTC; also shows the range that was dragged out of a chart. */
export function CustomRange({ from, to, onChange }: Props) {
  const isSet = from !== null && to !== null;
  return (
    <Popover
      label="Choose days"
      className="w-80 p-4"
      trigger={
        <button type="button" className={chipClass({ pressable: true })} aria-pressed={isSet}>
          <CalendarRange aria-hidden="true" />
          {isSet ? rangeInWords(from, to) : "Days…"}
        </button>
      }
    >
      {(close) => (
        <RangeForm
          from={from}
          to={to}
          onChange={(range) => {
            onChange(range);
            close();
          }}
        />
      )}
    </Popover>
  );
}

function RangeForm({ from, to, onChange }: Props) {
  const today = new Date().toISOString().slice(0, 10);
  const weekAgo = new Date(Date.now() - 6 * DAY_MS).toISOString().slice(0, 10);
  const [first, setFirst] = useState(from?.slice(0, 10) ?? weekAgo);
  const [last, setLast] = useState(lastDayOf(to) ?? today);
  const days = (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
  const problem =
    days < 1
      ? "The last day is before the first."
      : days > LONGEST_DAYS
        ? `At most ${LONGEST_DAYS} days.`
        : null;
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem || !Number.isFinite(days)) return;
        onChange({
          from: `${first}T00:00:00Z`,
          to: new Date(Date.parse(last) + DAY_MS).toISOString().replace(".000Z", "Z"),
        });
      }}
    >
      <div className="grid grid-cols-2 gap-2">
        <Field label="First day">
          <Input
            type="date"
            required
            value={first}
            onChange={(event) => setFirst(event.target.value)}
          />
        </Field>
        <Field label="Last day">
          <Input
            type="date"
            required
            value={last}
            onChange={(event) => setLast(event.target.value)}
          />
        </Field>
      </div>
      <FormError>{problem}</FormError>
      <p className="text-12 text-text-3">
        Days begin at midnight UTC. You can also drag over a chart.
      </p>
      <Button type="submit" variant="primary" size="sm" className="justify-self-end">
        Show
      </Button>
    </form>
  );
}

/** `to` is the midnight after the last day. */
function lastDayOf(to: string | null): string | null {
  return to && new Date(Date.parse(to) - 1).toISOString().slice(0, 10);
}

/** `13 Nov – 20 Nov`, `16 Nov 10:00 – 17:00` */
function rangeInWords(from: string, to: string): string {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  if (start % DAY_MS === 0 && end % DAY_MS === 0) {
    const last = formatTick(end - DAY_MS);
    return end - start === DAY_MS ? last : `${formatTick(start)} – ${last}`;
  }
  const dayOf = (at: number) => formatTick(Math.floor(at / DAY_MS) * DAY_MS);
  const timeOf = (at: number) => new Date(at).toISOString().slice(11, 16);
  const isOneDay = dayOf(start) === dayOf(end);
  return `${dayOf(start)} ${timeOf(start)} – ${isOneDay ? "" : `${dayOf(end)} `}${timeOf(end)}`;
}
