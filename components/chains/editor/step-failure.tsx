"use client";
import { useState } from "react";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import type { ChainStep, OnFailure } from "@/lib/prompts/chain/chain-content";
import { describeFailure, FAILURE_WORDS } from "../chain-words";
import { parseTyped, showTyped } from "./typed-json";

interface Props {
  step: ChainStep;
  readOnly: boolean;
  onChange: (step: ChainStep) => void;
}

const CHOICES: readonly OnFailure[] = ["stop", "retry", "fallback", "escalate"];

/** What follows when the step has no answer or its validation fails. */
export function StepFailure({ step, readOnly, onChange }: Props) {
  const choice = step.onFailure ?? "stop";
  const [text, setText] = useState(() => showTyped(step.fallback));
  if (readOnly) {
    return (
      <>
        <span className="text-text">{FAILURE_WORDS[choice]}</span> {describeFailure(step)}
      </>
    );
  }
  const choose = (next: OnFailure) => {
    const { onFailure: _, fallback, ...rest } = step;
    if (next === "stop") return onChange(rest);
    onChange({
      ...rest,
      onFailure: next,
      ...(next === "fallback" ? { fallback: fallback ?? parseTyped(text) } : {}),
    });
  };
  return (
    <>
      <Select
        size="xs"
        className="w-41"
        aria-label={`On failure, ${step.key}`}
        value={choice}
        onChange={({ target }) => choose(CHOICES.find((one) => one === target.value) ?? "stop")}
      >
        {CHOICES.map((one) => (
          <option key={one} value={one}>
            {FAILURE_WORDS[one]}
          </option>
        ))}
      </Select>
      {choice === "fallback" ? (
        <Input
          size="xs"
          mono
          className="w-56 min-w-0"
          aria-label={`Value that ${step.key} falls back to`}
          placeholder='other, 12 or { "category": "other" }'
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            onChange({ ...step, fallback: parseTyped(target.value) });
          }}
        />
      ) : (
        describeFailure(step)
      )}
    </>
  );
}
