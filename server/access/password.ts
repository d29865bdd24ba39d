import { hash, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB, two passes, one lane: what OWASP names as the least. */
const COST = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

/** A hash of nobody's password, so that an unknown account takes as long as a wrong password. */
const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$wr1bIvfzE2myX40K0Vx1aw$cwm3x1zcmkZDXJMNYD5dUMuyx+gN2PO7ROVQ5nt/vDY';

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Whether the password is the one of this hash; of no hash it never is, after the same work. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const same = await verify(passwordHash ?? NOBODY, password);
  return same && passwordHash !== null;
}
