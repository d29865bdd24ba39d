import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it('the time zone of the process changes nothing about what is settled', () => {
  const script = fileURLToPath(new URL('settle-in-zone.ts', import.meta.url));
  const answerIn = (TZ: string) =>
    execFileSync(process.execPath, ['--import', 'tsx', script], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    });

  const utc = answerIn('UTC');
  expect(utc).toContain('share_of_target');
  expect(utc).toContain('day_late');
  expect(answerIn('America/New_York')).toBe(utc);
  expect(answerIn('Asia/Shanghai')).toBe(utc);
});
