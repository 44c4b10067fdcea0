import { answerChange } from './answer-change.ts';
import { answerSchedule } from './answer-schedule.ts';
import type { Answer, ConfigPorts } from './ports.ts';
import type { ConfigQuestion } from './question.ts';

/**
 * Answers AWS Config, and remembers what it was told. Throws when AWS Config does not take an evaluation: nothing is remembered
 * then, and the next invocation tells it again.
 */
export async function answerConfig(ports: ConfigPorts, question: ConfigQuestion): Promise<Answer> {
  const answer =
    question.kind === 'change' ? await answerChange(ports, question) : await answerSchedule(ports, question);
  const { evaluations } = answer;
  if (evaluations.length === 0) return answer;
  await ports.put(question, evaluations);
  if (!question.testMode) await ports.configMemory.markPut(question.rule, evaluations);
  return answer;
}
