import { bulletinsInMemory } from '../../../shared/app/bulletins/in-memory.ts';
import { describeBulletins } from './bulletins-contract.ts';

describeBulletins(async () => bulletinsInMemory());
