/**
 * The notification that Amazon Q Developer in chat applications (formerly AWS Chatbot) displays; what has another shape it drops
 * without a word. https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
export interface CustomNotification {
  readonly version: '1.0';
  readonly source: 'custom';
  readonly id: string;
  readonly content: {
    readonly textType: 'client-markdown';
    readonly title: string;
    readonly description: string;
    readonly nextSteps?: readonly string[];
    readonly keywords?: readonly string[];
  };
  readonly metadata: {
    /** Messages of one thread are shown together. */
    readonly threadId: string;
    readonly summary: string;
    readonly eventType: string;
    readonly relatedResources?: readonly string[];
    readonly additionalContext: Readonly<Record<string, string>>;
  };
}

/** For the topic's filter policies; none is empty. */
export type MessageAttributes = Readonly<Record<string, string | readonly string[]>>;

export interface ChatMessage {
  readonly notification: CustomNotification;
  readonly attributes: MessageAttributes;
}

/** AWS publishes no limits of its own: these are below Slack's for the blocks that show each part. */
export const most = {
  title: 250,
  headline: 150,
  description: 3_000,
  nextSteps: 10,
  nextStep: 350,
  keywords: 10,
  keyword: 75,
  relatedResources: 10,
  contextValue: 250,
} as const;
