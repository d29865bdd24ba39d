import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const servers = ['test/support/servers-setup.ts'];
const browser = [...servers, 'test/support/chromium-setup.ts'];

/**
 * One project by folder. What needs no servers comes first and says soonest what is wrong; the browser comes last and
 * has the machine to itself. Two workers: more would only wait for each other on the two cores of a small CI machine.
 */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    passWithNoTests: true,
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    projects: [
      folder('unit', { order: 0, workers: 2 }),
      folder('model', { order: 0, workers: 2 }),
      folder('integration', { order: 1, workers: 2, globalSetup: servers }),
      folder('api', { order: 1, workers: 2, globalSetup: servers }),
      folder('chaos', { order: 2, workers: 1, globalSetup: servers, bound: 120_000 }),
      folder('browser', { order: 3, workers: 1, globalSetup: browser, bound: 120_000 }),
    ],
  },
});

function folder(
  name: string,
  run: { order: number; workers: number; globalSetup?: string[]; bound?: number },
) {
  return {
    extends: true as const,
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      maxWorkers: run.workers,
      sequence: { groupOrder: run.order },
      ...(run.globalSetup ? { globalSetup: run.globalSetup } : {}),
      ...(run.bound ? { testTimeout: run.bound, hookTimeout: run.bound } : {}),
    },
  };
}
