import * as z from 'zod';

const said = (most: number) => z.string().max(most).regex(/\S/);
const value = said(2_000);

/** AWS's schema of custom notifications, held to the sizes that Slack takes, with attributes as SNS takes them. */
export const chatMessageSchema = z
  .strictObject({
    notification: z.strictObject({
      version: z.literal('1.0'),
      source: z.literal('custom'),
      id: said(100),
      content: z.strictObject({
        textType: z.literal('client-markdown'),
        title: said(250),
        description: said(3_000),
        nextSteps: z.array(said(350)).min(1).max(10).exactOptional(),
        keywords: z.array(said(75)).max(10).exactOptional(),
      }),
      metadata: z.strictObject({
        threadId: said(100),
        summary: said(250),
        eventType: said(100),
        relatedResources: z.array(said(250)).min(1).max(10).exactOptional(),
        additionalContext: z.record(said(50), said(250)).refine((context) => Object.keys(context).length <= 10),
      }),
    }),
    attributes: z
      .record(said(256), z.union([value, z.array(value).min(1).max(100)]))
      .refine((attributes) => Object.keys(attributes).length <= 10),
  })
  .refine((message) => Buffer.byteLength(JSON.stringify(message)) <= 262_144, 'more than 256 KB');
