export { dynamoAbsences } from './absences.ts';
export { dynamoBulletins } from './bulletins.ts';
export { dynamoConfigMemory } from './config-memory.ts';
export { dynamoMemory } from './dynamo-memory.ts';
export { dynamoRetirement } from './retirement.ts';
export { dynamoRuns } from './runs.ts';
export { dynamoTurns } from './turns.ts';
export { dynamoWatchList } from './watch-list.ts';
