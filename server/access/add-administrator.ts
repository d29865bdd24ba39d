import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { newPersonSchema } from '../contract/people.ts';
import { readEnvironment } from '../config.ts';
import { Refusal } from '../errors.ts';
import { companyOf } from '../store/company.ts';
import { connectDatabase, type Database } from '../store/database.ts';
import { createDirectory } from '../store/directory.ts';
import { prepareCollections } from '../store/indexes.ts';
import { keepDepartment } from '../store/people.ts';
import { addPerson } from './accounts.ts';

const usage = `用法 · usage: npm run add-administrator -- --account NAME --name "FULL NAME" < file-with-the-password
密码从标准输入读取，或放在环境变量 ADMIN_PASSWORD 里（至少 10 个字符）；在终端里运行时会逐项询问。
The password comes from standard input or from ADMIN_PASSWORD (at least 10 characters); at a terminal all is asked for.`;

const administratorSchema = newPersonSchema.pick({ account: true, name: true, password: true });

/** Adds somebody who can add everybody else: how a company in production begins. Throws `account_taken`. */
export async function addAdministrator(
  database: Database,
  given: z.output<typeof administratorSchema>,
  company: { name: string; timeZone: string },
): Promise<void> {
  await prepareCollections(database);
  await companyOf(database, { ...company, demo: false });
  await keepDepartment(database, { _id: 'general', name: '总经办', parent: null, leader: null });
  const directory = createDirectory(database);
  await addPerson({ database, directory }, { ...given, department: 'general', roles: ['administrator'] });
}

type Answers = { account?: string | undefined; name?: string | undefined; password?: string | undefined };

/** Asks a person at a terminal for what the command line left out. */
async function askFor({ account, name, password }: Answers): Promise<Answers> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return {
      account: account ?? (await terminal.question('账号 · account: ')),
      name: name ?? (await terminal.question('姓名 · full name: ')),
      password:
        password ??
        (await terminal.question('密码（至少 10 个字符，会显示）· password (at least 10, shown): ')),
    };
  } finally {
    terminal.close();
  }
}

async function readAnswers(): Promise<Answers> {
  const { values } = parseArgs({ options: { account: { type: 'string' }, name: { type: 'string' } } });
  const password = process.env['ADMIN_PASSWORD'];
  if (process.stdin.isTTY) return askFor({ ...values, password });
  return { ...values, password: password ?? (await text(process.stdin)).replace(/\r?\n$/, '') };
}

async function main(): Promise<void> {
  const given = administratorSchema.safeParse(await readAnswers());
  if (!given.success) throw new Error(`${usage}\n${z.prettifyError(given.error)}`);
  const environment = readEnvironment(process.env);
  const database = await connectDatabase(environment.MONGODB_URI);
  try {
    const { COMPANY_NAME: name, TIME_ZONE: timeZone } = environment;
    await addAdministrator(database, given.data, { name, timeZone });
    console.log(`已添加管理员 · added: ${given.data.account}`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Error(`账号已被使用 · the account is taken: ${given.data.account}`, { cause: error });
  } finally {
    await database.client.close();
  }
}

if (import.meta.url === new URL(process.argv[1] ?? '', 'file:').href) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
