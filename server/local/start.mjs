// @ts-check
// `npm start` and `npm test`. Plain JavaScript that needs nothing installed and parses on any old Node, because
// its first task is to say what is missing; everything else is loaded only after that.

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`需要 Node 20.19 或更新版本，现在是 ${process.versions.node}。`);
  console.error(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
  process.exit(1);
}

const { main } = await import('./command.mjs');
process.exit(await main(process.argv.slice(2)));
