/** One line of a graph: a metric of the service, or of AWS with a dimension whose value is a placeholder of the template. */
interface Line {
  readonly metric: string;
  readonly label: string;
  readonly of?: { readonly namespace: string; readonly dimension: string; readonly placeholder: string };
}

interface Graph {
  readonly title: string;
  readonly stat: 'Sum' | 'Maximum' | 'Average';
  readonly periodSeconds: number;
  readonly lines: readonly Line[];
}

const own = (metric: string, label: string): Line => ({ metric, label });
const ofQueue = (metric: string, placeholder: string, label: string): Line => ({
  metric,
  label,
  of: { namespace: 'AWS/SQS', dimension: 'QueueName', placeholder },
});

const oldest = 'ApproximateAgeOfOldestMessage';
const waiting = 'ApproximateNumberOfMessagesVisible';

const graphs: readonly Graph[] = [
  { title: 'Open findings', stat: 'Maximum', periodSeconds: 3600, lines: [own('FindingsOpen', 'open')] },
  {
    title: 'Oldest message, seconds',
    stat: 'Maximum',
    periodSeconds: 300,
    lines: [
      ofQueue(oldest, 'changes', 'changes'),
      ofQueue(oldest, 'sweep', 'sweep'),
      ofQueue(oldest, 'announce', 'announce'),
    ],
  },
  {
    title: 'Dead letters',
    stat: 'Maximum',
    periodSeconds: 300,
    lines: [
      ofQueue(waiting, 'changesDead', 'changes'),
      ofQueue(waiting, 'sweepDead', 'sweep'),
      ofQueue(waiting, 'announceDead', 'announce'),
      ofQueue(waiting, 'configRuleDead', 'config-rule'),
    ],
  },
  {
    title: 'Told',
    stat: 'Sum',
    periodSeconds: 3600,
    lines: [
      own('FindingsImported', 'to Security Hub'),
      own('FindingsPublished', 'to people'),
      own('FindingsRefused', 'refused by Security Hub'),
      own('TellingsFailed', 'failed for the time being'),
    ],
  },
  {
    title: 'Looks at clusters',
    stat: 'Sum',
    periodSeconds: 3600,
    lines: [
      own('ClustersChecked', 'read and judged'),
      own('ClustersLeft', 'left to another worker'),
      own('ClustersAgain', 'to be looked at again'),
    ],
  },
  {
    title: 'What is not seen',
    stat: 'Maximum',
    periodSeconds: 3600,
    lines: [
      own('UndecidedPercent', 'verdicts undecided, %'),
      own('ClustersUnread', 'clusters unread'),
      own('PlacesUnreachable', 'accounts and Regions unreachable'),
      own('PlacesWithoutTrail', 'watched by the sweep only'),
    ],
  },
  {
    title: 'Sweep open, seconds',
    stat: 'Maximum',
    periodSeconds: 3600,
    lines: [own('SweepOpenSeconds', 'oldest run')],
  },
  { title: 'Calls throttled by AWS', stat: 'Sum', periodSeconds: 900, lines: [own('CallsThrottled', 'attempts')] },
];

const size = { width: 12, height: 6 };

/** The dashboard, as CloudWatch takes it, with placeholders for `Fn::Sub`. */
export const dashboardBody = (): string =>
  JSON.stringify({ widgets: graphs.map((graph, index) => ({ ...placeOf(index), ...widgetOf(graph) })) });

const placeOf = (index: number) => ({ x: (index % 2) * size.width, y: Math.floor(index / 2) * size.height, ...size });

const widgetOf = ({ title, stat, periodSeconds, lines }: Graph) => ({
  type: 'metric',
  properties: {
    title,
    stat,
    period: periodSeconds,
    region: `$${'{AWS::Region}'}`,
    view: 'timeSeries',
    metrics: lines.map(({ metric, label, of }) =>
      of
        ? [of.namespace, metric, of.dimension, `$${`{${of.placeholder}}`}`, { label }]
        : ['Plumbline', metric, 'service', 'plumbline', { label }],
    ),
  },
});
