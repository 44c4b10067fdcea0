import { costsOf, totalOf } from './costs/costs.ts';
import { type Price, prices, pricesOf, type Unit } from './costs/prices.ts';
import { standing } from './costs/standing.ts';
import { assumptions, type Estate, usageOf } from './costs/usage.ts';
import { writeGenerated } from './generated-files.ts';

const estates: readonly Estate[] = [
  { clusters: 1, changes: 100, forwarding: false, configRule: false },
  { clusters: 10, changes: 1_000, forwarding: false, configRule: false },
  { clusters: 100, changes: 10_000, forwarding: false, configRule: false },
  { clusters: 1_000, changes: 100_000, forwarding: true, configRule: false },
  { clusters: 5_000, changes: 1_000_000, forwarding: true, configRule: false },
];
const withConfig = estates.map((estate) => ({ ...estate, configRule: true }));

const row = (...cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly string[]) =>
  [row(...head), row('---', ...head.slice(1).map(() => '---:')), ...rows].join('\n');
const whole = (value: number) => Math.round(value).toLocaleString('en-US');
const dollars = (value: number) =>
  value.toLocaleString('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: value < 100 ? 2 : 0 });

const present = standing();
const costs = estates.map((estate) => costsOf(usageOf(estate, present)));
const services = [...new Set(Object.values(prices).map(({ service }) => service))].filter(
  (name) => name !== 'AWS Config',
);
const sizes = estates.map(
  ({ clusters, changes }) => `${whole(clusters)} ${clusters === 1 ? 'cluster' : 'clusters'}, ${whole(changes)} changes`,
);

const overview = table(
  ['A month', ...sizes],
  [
    ...services.map((service) => row(service, ...costs.map((cost) => dollars(cost.get(service) ?? 0)))),
    row('**all**', ...costs.map((cost) => `**${dollars(totalOf(cost))}**`)),
    row('with the AWS Config rule', ...withConfig.map((estate) => dollars(totalOf(costsOf(usageOf(estate, present)))))),
  ],
);
const used = Object.entries(prices).map(([unit, price]: [string, Price]) => {
  const isConfig = price === prices.evaluation;
  const amounts = (isConfig ? withConfig : estates).map((estate) => usageOf(estate, present)[unit as Unit]);
  const shown = amounts.map((amount) => amount.toLocaleString('en-US', { maximumSignificantDigits: 3 }));
  return row(`${price.service}: ${price.unit}${isConfig ? ', with its rule' : ''}`, ...shown);
});
const unitPrices = Object.values(prices).map(({ service, unit, dollars: price, page }: Price) =>
  row(
    `[${service}](${page})`,
    unit,
    price < 0.001 ? `$${(price * 1e6).toLocaleString('en-US', { maximumFractionDigits: 4 })} a million` : `$${price}`,
  ),
);

const text = `<!-- Generated from scripts/costs. Edit those files, then run \`npm run docs\`. -->
# What it costs

An estimate of AWS's bill for the service, in US dollars a month, computed by \`scripts/generate-costs.ts\` from unit prices of us-east-1 (as of ${pricesOf}; look at AWS's pages before you rely on them), without free tiers and discounts. A month has an hourly sweep; with \`sweepSchedule=rate(6 hours)\` the part of the sweep is a sixth.

${overview}

## Where it comes from

- **Waiting is what is paid for.** Plumbline calls each action of AWS at a quarter of the rate that AWS refills, so that it never takes calls from nodes that start. A sweep of many clusters mostly waits, with 1,769 MB. \`callsPerSecond\` shortens that, at the price of politeness.
- **An evaluation that finds the same again costs ${assumptions.tableReads.value} reads and ${assumptions.tableWrites.value} write of the table and nothing else**: no finding is written, nothing is sent to Security Hub, SNS or AWS Config. So cost follows clusters (sweeps) and changes, not findings.
- **Metrics, alarms and the dashboard cost the same for one cluster as for a thousand**: ${present.metrics} metrics without dimensions, ${present.alarms} alarms. A dimension for each cluster would multiply the first number by the clusters.
- **Queues are polled when they are empty, too**: ${assumptions.pollersAQueue.value} pollers a queue.
- **AWS Config bills each evaluation**, which is why one rule answers for everything and says nothing twice ([what it costs there](config-rule.md#what-it-costs)). Recording configuration items is AWS Config's own bill, whether Plumbline asks for them or not.
- Events of AWS's own services on the default bus are free; those that are forwarded from other accounts or Regions are not. The first trail's management events are free.

| Used a month | ${sizes.join(' | ')} |
| --- | ${sizes.map(() => '---:').join(' | ')} |
${used.join('\n')}

## What is assumed

${table(
  ['', 'Value'],
  Object.values(assumptions).map(({ value, says }) => row(says, value)),
)}

## Prices

| Service | Unit | Price |
| --- | --- | ---: |
${unitPrices.join('\n')}

Not counted: KMS with a customer key (a dollar a key, and its requests), data transfer (there is next to none), CloudTrail beyond the first trail, AWS Config's recorder, and X-Ray's scans.

## What would make it dear

Logging whole events, a metric for each cluster, one AWS Config rule for each of ours, importing unchanged findings into Security Hub, tracing everything, and a customer key on queues with small batches.
`;

const files = new Map([['cost.md', text]]);
await writeGenerated({ folder: 'docs', owns: /^cost\.md$/, files }, '`npm run docs`');
