import * as z from 'zod';

const said = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^.*\S.*$/);
const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

/** What Security Hub accepts of the attributes that a provider may write, by its user guide and API reference. */
export const asffSchema = z
  .strictObject({
    SchemaVersion: z.literal('2018-10-08'),
    Id: said(512),
    ProductArn: said(2048).regex(
      /^arn:(aws|aws-cn|aws-us-gov):securityhub:[a-z0-9-]+:\d{12}:product\/\d{12}\/default$/,
    ),
    ProductName: said(128),
    CompanyName: said(128),
    GeneratorId: said(512),
    AwsAccountId: z.string().regex(/^\d{12}$/),
    CreatedAt: time,
    UpdatedAt: time,
    FirstObservedAt: time,
    LastObservedAt: time,
    Title: said(256),
    Description: said(1024),
    FindingProviderFields: z.strictObject({
      Severity: z.strictObject({
        Label: z.enum(['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL']),
        Original: said(64),
      }),
      Types: z.array(said(1024)).min(1).max(50),
    }),
    Compliance: z.strictObject({ Status: z.enum(['PASSED', 'WARNING', 'FAILED', 'NOT_AVAILABLE']) }),
    RecordState: z.enum(['ACTIVE', 'ARCHIVED']),
    Resources: z
      .array(
        z.strictObject({
          Type: said(256),
          Id: said(512),
          Partition: z.enum(['aws', 'aws-cn', 'aws-us-gov']).exactOptional(),
          Region: said(16),
        }),
      )
      .min(1)
      .max(32),
    Remediation: z
      .strictObject({
        Recommendation: z.strictObject({ Text: said(512).exactOptional(), Url: z.url().exactOptional() }),
      })
      .exactOptional(),
    ProductFields: z.record(said(128), said(2048)).refine((fields) => Object.keys(fields).length <= 50),
  })
  .refine((finding) => Buffer.byteLength(JSON.stringify(finding)) <= 240_000, 'more than 240 KB');
