/**
 * The least that anybody could do: so many fetches, so many at once, nothing rendered, scored or stored.
 * A refusal is asked again at once, since a loop knows no better. With `inTurn` each is so many, one after the other.
 */
export async function bareLoop({ url, calls, concurrency, inTurn = 1 }) {
  const body = (index) =>
    JSON.stringify({
      model: "bench",
      messages: [
        { role: "system", content: "Answer with one label: refund, delivery, account." },
        { role: "user", content: `Where is the parcel of order ${index}` },
      ],
    });
  let next = 0;
  const startedAt = performance.now();
  const worker = async () => {
    while (next < calls) {
      const index = next++;
      for (let answers = 0; answers < inTurn; ) {
        const response = await fetch(`${url}/chat/completions`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: body(index),
        });
        await response.json();
        if (response.ok) answers++;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return performance.now() - startedAt;
}
