/** The API of one project as a key of all scopes; throws with the problem when it refuses. */
export function projectApi({ url, project, apiKey }) {
  return async function call(method, path, body, type = "application/json") {
    const response = await fetch(`${url}/api/v1/projects/${project}/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(body === undefined ? {} : { "content-type": type }),
      },
      body: typeof body === "object" ? JSON.stringify(body) : body,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  };
}
