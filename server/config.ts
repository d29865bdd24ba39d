import { z } from 'zod';
import { isTimeZone } from '../workflows/calendar.ts';

const port = z
  .string()
  .regex(/^[0-9]{1,5}$/)
  .transform(Number)
  .refine((number) => number >= 1 && number <= 65_535);

const services = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim()))
  .pipe(z.array(z.enum(['api', 'worker'])).min(1));

/** The environment of a server in production; nothing secret has a default. */
const environmentSchema = z.object({
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//),
  REDIS_URL: z.string().regex(/^rediss?:\/\//),
  PORT: port.default(3000),
  SERVICES: services.default(['api', 'worker']),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUST_PROXY: z
    .string()
    .regex(/^[0-9]$/)
    .transform(Number)
    .default(0),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  COMPANY_NAME: z.string().min(1).max(100).default('Jifen'),
  TIME_ZONE: z.string().refine(isTimeZone, 'unknown time zone').default('Asia/Shanghai'),
});
export type Environment = z.output<typeof environmentSchema>;

/** Reads the environment. Throws an Error that names every variable that is missing or wrong, in both languages. */
export function readEnvironment(environment: NodeJS.ProcessEnv): Environment {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new Error(`环境变量有误 · these environment variables are missing or wrong:\n${lines.join('\n')}`);
}
