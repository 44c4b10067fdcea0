// The arrows of docs/architecture.md. test/layering.test.ts holds the tree to them and every rule to a case that must fail.

const packages = (...names) => names.map((name) => `^node_modules/${name}/`);
const layers = (...names) => names.map((name) => `^shared/${name}/`);

const nodeItself = 'Node itself';
const hashes = '^(node:)?crypto$';

/** A layer may import itself and what is listed, nothing else: no other folder, no other package, no Node module. */
const mayImport = (layer, comment, ...allowed) => ({
  name: `${layer.replaceAll('/', '-')}-imports-only-what-it-may`,
  comment,
  severity: 'error',
  from: { path: layers(layer) },
  to: {
    pathNot: [...layers(layer), ...allowed.flat().filter((path) => path !== nodeItself)],
    dependencyTypesNot: allowed.includes(nodeItself) ? ['core'] : [],
  },
});

const zod = packages('zod');
const yaml = packages('yaml');
const sdk = packages('@aws-sdk', '@smithy');
const layoutLibraries = [];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    mayImport('model', 'The model is the vocabulary; everything else is written in it.', zod),
    mayImport('engine', 'The engine runs rules and knows none of them.', layers('model'), zod),
    mayImport('rules', 'A rule must run on a saved snapshot, with no account.', layers('model', 'engine'), zod),
    mayImport(
      'reports',
      'A report is a function from result to string.',
      layers('model', 'engine'),
      zod,
      layoutLibraries,
    ),
    mayImport('config', 'Reads plumbline.yaml.', layers('model', 'engine', 'rules'), zod, yaml),
    mayImport(
      'app',
      'A use case is handed its ports and imports no adapter.',
      layers('model', 'engine', 'rules', 'reports', 'config'),
      zod,
      hashes,
    ),
    mayImport('iac', 'Templates and plans are parsed, not deployed.', layers('model'), zod, yaml),
    mayImport('aws/shapes', 'Shapes normalise answers and call nothing.', layers('model'), zod, yaml, sdk),
    mayImport(
      'aws',
      'An adapter collects, publishes and remembers; it does not judge.',
      layers('model', 'engine', 'reports', 'app'),
      zod,
      yaml,
      sdk,
      nodeItself,
    ),
    {
      name: 'shapes-know-only-sdk-types',
      comment: 'AWS CLI output passes through the shapes as well; no client may be loaded for it.',
      severity: 'error',
      from: { path: '^shared/aws/shapes/' },
      to: { path: sdk, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-stay-apart',
      comment:
        'A rule never imports another rule: a procedure that two need lives in shared/model, a parameter or remedy directly in shared/rules.',
      severity: 'error',
      from: { path: '^shared/rules/', pathNot: '/index\\.ts$' },
      to: { path: ['^shared/rules/[^/]+/', '^shared/rules/index\\.ts$'] },
    },
    {
      name: 'only-aws-knows-the-sdk',
      comment: 'Everything else also runs without an account. Tests and benchmarks prepare a local AWS with it.',
      severity: 'error',
      from: { pathNot: '^(shared/aws|test|bench)/' },
      to: { path: sdk },
    },
    {
      name: 'shared-points-inward',
      comment: 'What the command line and the functions share knows neither of them.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(cli|functions|scripts|test|bench)/' },
    },
    {
      name: 'entry-points-stay-apart',
      comment: 'A Lambda and the command line have in common what is in shared/.',
      severity: 'error',
      from: { path: '^(cli|functions)/' },
      to: { path: '^(cli|functions|scripts|test|bench)/', pathNot: '^$1/' },
    },
    {
      name: 'nothing-goes-in-circles',
      comment: 'Two files that need each other are one file, or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'imports-resolve',
      comment: 'An import that leads nowhere escapes every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    // The extension is always written, so each import names one file.
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
};
