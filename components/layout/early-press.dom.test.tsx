import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import GlobalError from "@/app/global-error";
import { EARLY_PRESS } from "./early-press";
import { useEarlyPress } from "./use-early-press";

const listen = () => new Function(EARLY_PRESS)();

test("the last press before React listens is repeated once, and later ones go straight through", () => {
  const presses: string[] = [];
  const { rerender } = render(<Buttons onPress={(name) => presses.push(name)} />);
  listen();
  screen.getByText("Save").click();
  screen.getByText("Cancel").click();
  expect(presses).toEqual([]);

  rerender(<Buttons onPress={(name) => presses.push(name)} isReady />);
  expect(presses).toEqual(["Cancel"]);
  screen.getByText("Save").click();
  expect(presses).toEqual(["Cancel", "Save"]);
});

test("where the whole page failed, its button works", () => {
  // A document in an element, which a browser would not have.
  vi.spyOn(console, "error").mockImplementation(() => {});
  const reload = vi.spyOn(location, "reload").mockImplementation(() => {});
  listen();
  render(<GlobalError error={new Error("Broken")} />);
  screen.getByText("Load again").click();
  expect(reload).toHaveBeenCalledOnce();
});

function Buttons({ onPress, isReady }: { onPress: (name: string) => void; isReady?: boolean }) {
  return (
    <>
      {["Save", "Cancel"].map((name) => (
        <button key={name} type="button" onClick={() => onPress(name)}>
          {name}
        </button>
      ))}
      {isReady && <Ready />}
    </>
  );
}

function Ready() {
  useEarlyPress();
  return null;
}
