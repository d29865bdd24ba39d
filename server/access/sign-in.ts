import type { Clock } from '../clock.ts';
import { Refusal } from '../errors.ts';
import { countAttempt, forgetAttempts, takeBackAttempt, type Throttle } from '../store/attempts.ts';
import type { Database } from '../store/database.ts';
import { findPersonByAccount } from '../store/people.ts';
import { isPassword } from './password.ts';
import { hashToken } from './tokens.ts';

const PER_ACCOUNT_AND_ADDRESS: Throttle = {
  free: 5,
  firstPauseMs: 1_000,
  longestPauseMs: 15 * 60_000,
  forgottenAfterMs: 3_600_000,
};
/** An office behind one address has many people; somebody who tries one account after another has more. */
const PER_ADDRESS: Throttle = { ...PER_ACCOUNT_AND_ADDRESS, free: 100 };

type Context = { database: Database; clock: Clock };
type Credentials = { account: string; password: string };

/**
 * Gives the id of the person who has this account and password. Throws a Refusal that does not tell which of
 * the two is wrong, and `too_many_attempts` before anything is looked at; if the count cannot be kept, the
 * error of the database: nobody signs in uncounted.
 */
export async function signIn(
  { database, clock }: Context,
  { account, password }: Credentials,
  address: string,
): Promise<string> {
  const name = account.toLowerCase();
  const pair = hashToken(`${name}\n${address}`);
  const alone = hashToken(address);
  const now = clock.now();
  const waits = [
    await countAttempt(database, pair, now, PER_ACCOUNT_AND_ADDRESS),
    await countAttempt(database, alone, now, PER_ADDRESS),
  ];
  const seconds = Math.ceil(Math.max(...waits) / 1_000);
  if (seconds > 0) throw new Refusal('too_many_attempts', { params: { seconds }, retryAfter: seconds });

  const person = await findPersonByAccount(database, name);
  const mayEnter = person !== null && person.active;
  const matches = await isPassword(password, mayEnter ? person.passwordHash : null);
  if (!mayEnter || !matches) throw new Refusal('sign_in_failed');
  await Promise.all([forgetAttempts(database, pair), takeBackAttempt(database, alone)]);
  return person._id;
}
