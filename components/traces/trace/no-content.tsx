/** Why there is nothing to read, which is not the same as an empty answer. */
export function NoContent() {
  return (
    <p className="px-4 py-3 text-13 text-text-2">
      No content was kept: the application did not send it, or this project stores traces without
      their texts.
    </p>
  );
}
