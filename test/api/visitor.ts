import { problemSchema, type Problem } from '../../server/contract/problem.ts';

export type Answer = { status: number; headers: Headers; body: unknown; text: string };
type Extra = Record<string, string>;

/** A browser as the API sees it: one cookie, the headers of the product's own pages. */
export type Visitor = {
  cookie: string | undefined;
  get(path: string, headers?: Extra): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Extra): Promise<Answer>;
  put(path: string, body: unknown, headers?: Extra): Promise<Answer>;
  patch(path: string, body: unknown, headers?: Extra): Promise<Answer>;
  delete(path: string, headers?: Extra): Promise<Answer>;
  /** A request exactly as given, with the cookie. */
  send(method: string, path: string, options: RequestInit & { headers?: Extra }): Promise<Answer>;
};

/** `path` is under /api/v1 unless it begins with a double slash. */
export function createVisitor(url: string): Visitor {
  const own = { 'X-Requested-With': 'jifen', 'Sec-Fetch-Site': 'same-origin' };
  const visitor: Visitor = {
    cookie: undefined,
    get: (path, headers = {}) => visitor.send('GET', path, { headers }),
    post: (path, body, headers = {}) => json('POST', path, body, headers),
    put: (path, body, headers = {}) => json('PUT', path, body, headers),
    patch: (path, body, headers = {}) => json('PATCH', path, body, headers),
    delete: (path, headers = {}) => visitor.send('DELETE', path, { headers: { ...own, ...headers } }),
    async send(method, path, { headers = {}, ...options }) {
      const address = path.startsWith('//') ? `${url}${path.slice(1)}` : `${url}/api/v1${path}`;
      const cookie: Extra = visitor.cookie === undefined ? {} : { Cookie: visitor.cookie };
      const response = await fetch(address, {
        method,
        redirect: 'manual',
        ...options,
        headers: { ...cookie, ...headers },
      });
      const [set] = response.headers.getSetCookie();
      if (set !== undefined) visitor.cookie = set.split(';')[0];
      const text = await response.text();
      const isJson = response.headers.get('Content-Type')?.includes('json') === true;
      const body: unknown = isJson ? JSON.parse(text) : null;
      return { status: response.status, headers: response.headers, body, text };
    },
  };
  const json = (method: string, path: string, body: unknown, headers: Extra) =>
    visitor.send(method, path, {
      headers: { ...own, 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return visitor;
}

/** The problem document of a refusal, checked. */
export function problemIn(answer: Answer): Problem {
  const type = answer.headers.get('Content-Type') ?? '';
  if (!type.startsWith('application/problem+json'))
    throw new Error(`no problem: ${answer.status} ${answer.text}`);
  return problemSchema.parse(answer.body);
}

/** Status and code of a refusal, as one word each. */
export function refusal(answer: Answer): string {
  return `${answer.status} ${problemIn(answer).code}`;
}
