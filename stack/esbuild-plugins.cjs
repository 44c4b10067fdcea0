// What serverless-esbuild adds to the settings in serverless.yml.
module.exports = require('../scripts/function-bundle.ts').functionBundle.plugins;
