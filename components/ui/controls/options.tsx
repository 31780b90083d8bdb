interface Props {
  options: readonly string[];
  /** What is chosen; null: nothing. */
  value: string | null;
}

/** Options of a select, also the chosen one that is none of them: an address may name what does not exist. */
export function Options({ options, value }: Props) {
  const isUnknown = value !== null && value !== "" && !options.includes(value);
  return (
    <>
      {isUnknown && <option value={value}>{value} (unknown)</option>}
      {options.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </>
  );
}
