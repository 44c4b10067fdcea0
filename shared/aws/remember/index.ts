export { dynamoConfigMemory } from './config-memory.ts';
export { dynamoMemory } from './dynamo-memory.ts';
export { dynamoTurns } from './turns.ts';
export { dynamoWatchList } from './watch-list.ts';
