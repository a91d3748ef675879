// What the page asks of the server.

/** What the server wrote into a page: run, token, version, report, view, number, … */
export function stampOf(page) {
  const content = page.querySelector('meta[name="jdpublish"]')?.content;
  return content ? JSON.parse(content) : {};
}

/** The stamp of this page. Its run and token are renewed when the server has been started anew. */
export const stamp = stampOf(document);

const addressOf = (path) => (path.startsWith("/") ? path : `/-/${path}`);

async function answer(request) {
  try {
    const response = await request;
    const isJson = response.headers.get("Content-Type")?.includes("json");
    const body = isJson ? await response.json() : { text: await response.text() };
    const version = (response.headers.get("ETag") ?? "").replace(/^W\//, "").replace(/^"|"$/g, "");
    return { status: response.status, body, version };
  } catch {
    // No answer at all: the server has ended, or the network has.
    return { status: 0, body: {}, version: "" };
  }
}

/**
 * Answers are `{ status, body, version }`: body is the JSON, version what If-Match takes.
 *
 * Status 0 means that there was no answer.
 */
export const api = {
  get: (path) => answer(fetch(addressOf(path), { cache: "no-store" })),

  send: (method, path, body = {}, { ifMatch } = {}) => {
    const headers = { "Content-Type": "application/json", "X-Jdpublish-Token": stamp.token };
    if (ifMatch) headers["If-Match"] = `"${ifMatch}"`;
    return answer(fetch(addressOf(path), { method, headers, body: JSON.stringify(body) }));
  },
};
