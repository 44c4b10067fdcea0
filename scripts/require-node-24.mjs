// Loaded with `node --import` before every TypeScript entry point, so it is plain JavaScript that old Node versions can read.
const major = Number(process.versions.node.split('.')[0]);

if (major < 24) {
  console.error(`Plumbline needs Node 24 or newer; this is Node ${process.versions.node} (${process.execPath}).`);
  console.error('Start it with `npm run plumbline`, `npm run demo` or `npm test`: they bring their own Node on Linux.');
  console.error('Elsewhere install Node 24 from https://nodejs.org.');
  process.exit(2);
}
