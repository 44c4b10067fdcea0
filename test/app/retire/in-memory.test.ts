import { retirementInMemory } from '../../../shared/app/retire/in-memory.ts';
import { describeRetirement } from './retirement-contract.ts';

describeRetirement(async () => retirementInMemory());
