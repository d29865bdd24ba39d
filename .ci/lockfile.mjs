// @ts-check
// `npm ci` refuses a lock file that names an optional package and has no entry for it, but only on the systems that
// want it. Here it is found on every system. An address in it would bind everybody to one registry.
import { readFileSync } from 'node:fs';

/** @type {{ packages: Record<string, { optionalDependencies?: Record<string, string>, resolved?: string }> }} */
const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
const entries = Object.entries(lock.packages);
const present = new Set(entries.map(([path]) => path.replace(/^.*node_modules\//, '')));

const faults = entries.flatMap(([path, { optionalDependencies = {}, resolved }]) => [
  ...Object.keys(optionalDependencies)
    .filter((name) => !present.has(name))
    .map((name) => `${path} names ${name}, which has no entry`),
  ...(resolved === undefined ? [] : [`${path} names an address`]),
]);

for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);
