import * as z from 'zod';
import { configSchema } from '../shared/config/config.ts';
import { reportSchema } from '../shared/engine/report.ts';
import { snapshotSchema } from '../shared/model/snapshot/snapshot.ts';
import { writeGenerated } from './generated-files.ts';

const schemas = {
  'snapshot.schema.json': {
    schema: snapshotSchema,
    title: 'Plumbline snapshot: what was read of one account and Region',
  },
  'report.schema.json': { schema: reportSchema, title: 'Plumbline report: every verdict of one run' },
  'plumbline.schema.json': { schema: configSchema, title: 'plumbline.yaml: parameters, declared facts and profiles' },
};

const files = new Map(
  Object.entries(schemas).map(([file, { schema, title }]) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', reused: 'ref' });
    return [file, `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`];
  }),
);

await writeGenerated({ folder: 'schemas', owns: /\.schema\.json$/, files }, '`npm run docs`');
