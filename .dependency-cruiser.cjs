/** Who may import whom. Every rule has a name and says why; `client → workflows ← server`, never back. */
const inside = '^(workflows|server|client)/';

/** Files of `from` import, of our own code, only from themselves and from `to`. */
const only = (name, comment, from, ...to) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^${from}` },
  to: { path: '^(workflows|server|client|test)/', pathNot: [`^${from}`, ...to.map((path) => `^${path}`)] },
});

/** A package is known to these files alone. */
const knownTo = (name, comment, packages, ...files) => ({
  name,
  comment,
  severity: 'error',
  from: { path: inside, pathNot: files.map((path) => `^${path}`) },
  to: { path: `node_modules/${packages}/`, dependencyTypesNot: ['type-only'] },
});

const BASICS = ['server/errors[.]ts', 'server/problems[.]ts', 'server/clock[.]ts', 'server/contract/'];

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A circle has no beginning to read from.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    },
    {
      name: 'no-orphans',
      comment: 'What nobody imports is dead, unless it is started by itself.',
      severity: 'error',
      from: { orphan: true, path: inside, pathNot: '(vite[.]config[.]ts|public/theme[.]js|[.]d[.]ts)$' },
      to: {},
    },
    {
      name: 'no-unresolvable',
      comment: 'An import has to lead somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^@lucide/svelte/icons/' },
    },
    {
      name: 'nobody-imports-test',
      comment: 'The product does not know its tests.',
      severity: 'error',
      from: { path: inside },
      to: { path: '^test/' },
    },
    only('workflows-is-a-leaf', 'The pure core knows neither server nor client.', 'workflows/'),
    {
      name: 'workflows-has-no-node',
      comment: 'The core runs in a browser too: no input or output.',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'workflows-packages',
      comment: 'The core stands on xstate, zod and a date library.',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: 'node_modules/', pathNot: 'node_modules/(xstate|zod|luxon|@types/luxon)/' },
    },
    {
      name: 'server-not-to-client',
      comment: 'The server does not know its pages.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^client/' },
    },
    only('contract', 'The shapes of the API follow from the core.', 'server/contract/', 'workflows/'),
    only(
      'store',
      'The store knows documents, not decisions or requests.',
      'server/store/',
      'workflows/',
      ...BASICS,
    ),
    only(
      'runner',
      'The runner decides and commits; it knows nothing of HTTP or queues.',
      'server/runner/',
      'workflows/',
      'server/store/',
      ...BASICS,
    ),
    only(
      'views',
      'A view asks and shows; it changes nothing.',
      'server/views/',
      'workflows/',
      'server/store/',
      'server/runner/',
      ...BASICS,
    ),
    only(
      'jobs',
      'Jobs send events to the runner, as routes do.',
      'server/jobs/',
      'workflows/',
      'server/planning/',
      'server/runner/',
      'server/store/',
      ...BASICS,
    ),
    only(
      'planning',
      'Planning works out who owes what; the jobs bring it about.',
      'server/planning/',
      'workflows/',
      'server/access/reviewer.ts',
      'server/runner/',
      'server/store/',
    ),
    {
      name: 'journal-door',
      comment: 'Only the runner writes instances, history, ledger and outbox.',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/runner/' },
      to: { path: '^server/store/journal[.]ts' },
    },
    knownTo(
      'mongodb-in-store',
      'Only the store speaks to MongoDB (and the launcher, which starts one).',
      'mongodb',
      'server/store/',
      'server/local/',
    ),
    knownTo(
      'queues-in-jobs',
      'Only jobs know BullMQ and Redis (and the launcher, which starts one).',
      '(bullmq|ioredis)',
      'server/jobs/',
      'server/local/',
    ),
    knownTo(
      'express-in-routes',
      'Only the app, its routes and their access know Express.',
      'express',
      'server/app[.]ts',
      'server/routes/',
      'server/access/',
    ),
    knownTo('xstate-in-workflows', 'Only the core knows XState.', 'xstate', 'workflows/'),
    {
      name: 'client-to-contract',
      comment: 'The client takes the types of the API from its contract, through lib/api.ts, as types only.',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^server/', pathNot: '^server/contract/' },
    },
    {
      name: 'client-types-only',
      comment: 'No code of the server reaches a browser.',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'client-through-api',
      comment: 'One door to the contract.',
      severity: 'error',
      from: { path: '^client/', pathNot: '^client/lib/api[.]ts' },
      to: { path: '^server/' },
    },
    {
      name: 'no-cross-feature',
      comment: 'Features stand side by side; what two need lies in ui/ or lib/.',
      severity: 'error',
      from: { path: '^client/features/([^/]+)/' },
      to: { path: '^client/features/', pathNot: '^client/features/$1/' },
    },
    {
      name: 'ui-and-lib-below-features',
      comment: 'The kit does not know who uses it.',
      severity: 'error',
      from: { path: '^client/(ui|lib)/' },
      to: { path: '^client/features/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.svelte.ts', '.svelte', '.js', '.mjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'types', 'default', 'node'],
    },
  },
};
