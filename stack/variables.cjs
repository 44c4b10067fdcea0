// What serverless.yml takes from the sources: the parameters of `--param`, checked, and the patterns of the event rules.
const { dashboardBody } = require('../scripts/dashboard.ts');
const { eventPatterns } = require('../scripts/event-patterns.ts');
const {
  digestScheduleOf,
  readStackParameters,
  visibilityTimeouts,
  watching,
} = require('../scripts/stack-parameters.ts');

module.exports = ({ options }) => {
  const parameters = readStackParameters([options.param ?? []].flat());
  return {
    parameters,
    visibility: visibilityTimeouts(parameters),
    patterns: eventPatterns(),
    digestSchedule: digestScheduleOf(parameters),
    dashboard: dashboardBody(),
    watch: watching(parameters),
  };
};
