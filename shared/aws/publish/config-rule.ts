import { ConfigServiceClient, StartConfigRulesEvaluationCommand } from '@aws-sdk/client-config-service';

/** Has AWS Config of the account and Region that the SDK's own chains find ask one of its rules for everything. */
export function askingConfig(ruleName: string): () => Promise<void> {
  const client = new ConfigServiceClient({
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
  });
  return async () => {
    try {
      await client.send(new StartConfigRulesEvaluationCommand({ ConfigRuleNames: [ruleName] }));
    } catch (error) {
      // It asks already, or did within the last minute.
      if (!(error instanceof Error) || error.name !== 'ResourceInUseException') throw error;
    }
  };
}
