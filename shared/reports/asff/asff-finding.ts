export interface AsffResource {
  Type: string;
  Id: string;
  Partition?: 'aws' | 'aws-cn' | 'aws-us-gov';
  Region: string;
}

export type AsffSeverity = 'INFORMATIONAL' | 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';

/** What we say in the AWS Security Finding Format. Lists are not read-only because the SDK's are not. */
export interface AsffFinding {
  SchemaVersion: '2018-10-08';
  Id: string;
  ProductArn: string;
  ProductName: string;
  CompanyName: string;
  GeneratorId: string;
  AwsAccountId: string;
  CreatedAt: string;
  UpdatedAt: string;
  FirstObservedAt: string;
  LastObservedAt: string;
  Title: string;
  Description: string;
  FindingProviderFields: { Severity: { Label: AsffSeverity; Original: string }; Types: string[] };
  Compliance: { Status: 'FAILED' | 'PASSED' | 'NOT_AVAILABLE' };
  RecordState: 'ACTIVE' | 'ARCHIVED';
  Resources: AsffResource[];
  Remediation?: { Recommendation: { Text?: string; Url?: string } };
  ProductFields: Record<string, string>;
}
