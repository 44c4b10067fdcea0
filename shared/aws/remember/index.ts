export { dynamoMemory } from './dynamo-memory.ts';
