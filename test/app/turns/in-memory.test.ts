import { turnsInMemory } from '../../../shared/app/turns/in-memory.ts';
import { describeTurns } from './turns-contract.ts';

describeTurns(async () => turnsInMemory());
