import { globSync, readFileSync } from 'node:fs';
import type { Standing } from './usage.ts';

/** What a pattern finds in files. */
const found = (files: string, pattern: RegExp): readonly string[] =>
  globSync(files).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(pattern)].map(([text]) => text));

/** What the stack has, read from its own files; a metric that several functions write is one. */
export const standing = (): Standing => ({
  metrics: new Set(found('functions/**/*.ts', /addMetric\(\s*'\w+'/g)).size,
  alarms: found('stack/*.yml', /Type: AWS::CloudWatch::Alarm/g).length,
  dashboards: found('stack/*.yml', /Type: AWS::CloudWatch::Dashboard/g).length,
  queues: found('serverless.yml', /arn: !GetAtt \w+Queue\.Arn/g).length,
});
