/** Calls Galley's API within the project; a refusal is an error with Galley's own words. */
export function makeCaller({
  baseUrl,
  apiKey,
  project,
}: {
  baseUrl: string;
  apiKey: string;
  project: string;
}) {
  return async <T>(method: "GET" | "POST", path: string, body?: object): Promise<T> => {
    const response = await fetch(`${baseUrl}/api/v1/projects/${project}/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(body ? { "content-type": "application/json" } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${answer.detail} ${JSON.stringify(answer.errors ?? "")}`);
    return answer;
  };
}
