/** The session cookie: its name and attributes depend on whether the product is served over https. */
export type SessionCookie = {
  name: string;
  attributes: { httpOnly: true; sameSite: 'lax'; path: '/'; secure: boolean; maxAge: number };
};

/** `__Host-` makes the browser insist on https and this very host; plain http (a demo) cannot have it. */
export function sessionCookie(publicUrl: string | undefined, maxAgeMs: number): SessionCookie {
  const secure = publicUrl !== undefined && new URL(publicUrl).protocol === 'https:';
  return {
    name: secure ? '__Host-jifen' : 'jifen',
    attributes: { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: maxAgeMs },
  };
}

/** The value of a cookie in a Cookie header, or undefined. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  const prefix = `${name}=`;
  return header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(prefix))
    ?.slice(prefix.length);
}
