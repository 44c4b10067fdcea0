import { printable } from '../printable.ts';
import { painter, type Style } from '../terminal/ansi.ts';
import { joined, type Lines, paragraph, type Screen } from '../terminal/screen.ts';
import type { TerminalOptions } from '../terminal.ts';
import { cellsOf, padTo } from '../text/cells.ts';
import { jsonText } from '../text/json-text.ts';
import type { Controller, LoadBalancerReport, SubnetAnswer } from './report.ts';

type Look = Pick<TerminalOptions, 'width' | 'colour'>;

/** The answer for a terminal: zone by zone, then what comes of it. */
export function renderLoadBalancerSubnets(report: LoadBalancerReport, { width, colour }: Look): string {
  const screen: Screen = { width, verbose: true, program: 'plumbline', paint: painter(colour) };
  const candidates = report.candidatesBy === null ? [] : paragraph(screen, candidatesInWords(report));
  const ids = report.zones.flatMap(({ subnets }) => subnets.map(labelOf));
  const column = Math.min(56, Math.max(0, ...ids.map(cellsOf)));
  return joined([
    ...paragraph(screen, headline(report), { style: 'bold' }),
    ...candidates,
    '',
    ...report.zones.flatMap(({ zone, zoneId, subnets }) => [
      ...paragraph(screen, `${zone} (${zoneId})`),
      ...subnets.flatMap((subnet) => subnetLine(screen, subnet, column)),
    ]),
    '',
    ...outcome(screen, report),
    ...report.missing.flatMap(({ fact, resource, reason }) =>
      paragraph(screen, `Not known: ${fact}${resource ? ` of ${resource}` : ''} (${reason}).`, { style: 'undecided' }),
    ),
    ...report.notes.flatMap((note) => paragraph(screen, note, { style: 'faint' })),
  ]);
}

/** The answer as JSON, with invisible and control characters escaped. Ends with a line break. */
export const loadBalancerSubnetsJson = (report: LoadBalancerReport): string =>
  `${jsonText({ format: 1, ...report }, 2)}\n`;

const controllerWords: Readonly<Record<Controller, string>> = {
  lbc: 'AWS Load Balancer Controller',
  ccm: 'legacy cloud provider',
  'auto-mode': 'EKS Auto Mode',
};

function headline({ type, scheme, ipAddressType, cluster, controller, release }: LoadBalancerReport): string {
  const family = ipAddressType === 'ipv4' ? '' : ` ${ipAddressType}`;
  const by = `${controllerWords[controller]}${release === null ? '' : ` ${release}`}`;
  return `${scheme}${family} ${type === 'alb' ? 'Application' : 'Network'} Load Balancer of ${cluster} · ${by}`;
}

function candidatesInWords({ candidatesBy, scheme, controller }: LoadBalancerReport): string {
  const role = `kubernetes.io/role/${scheme === 'internal' ? 'internal-elb' : 'elb'}`;
  if (controller === 'ccm') return `Candidates are found by their routes; ${role} only breaks ties.`;
  switch (candidatesBy) {
    case 'role-tag':
      return `Candidates are the subnets tagged ${role}, with the value 1 or none.`;
    case 'reachability':
      return `No subnet is tagged ${role}, so candidates are found by their routes.`;
    case 'selector':
      return 'Candidates are the subnets that are selected; their role tags do not matter.';
    default:
      return 'The subnets are named; their tags and free addresses do not matter.';
  }
}

const labelOf = ({ id, name }: SubnetAnswer): string => printable(name === null ? id : `${id}  ${name}`);

function subnetLine(screen: Screen, subnet: SubnetAnswer, column: number): Lines {
  const isChosen = subnet.fate === 'chosen';
  const lead = `  ${isChosen ? '✓' : '·'} ${padTo(labelOf(subnet), column)}  `;
  const [first = '', ...others] = paragraph({ ...screen, width: screen.width - cellsOf(lead) }, subnet.why);
  const style: Style = isChosen ? 'good' : 'faint';
  const rest = others.map((line) => `${' '.repeat(cellsOf(lead))}${line}`);
  return [screen.paint(style, lead) + first, ...rest];
}

function outcome(screen: Screen, { chosen, error }: LoadBalancerReport): Lines {
  if (error) {
    return [
      ...paragraph(screen, 'The controller makes no load balancer:', { style: 'high' }),
      ...paragraph(screen, error.message, { indent: 2 }),
    ];
  }
  if (chosen === null) return paragraph(screen, 'It cannot be told which subnets are taken.', { style: 'undecided' });
  return paragraph(screen, `The controller takes ${chosen.join(', ')}.`, { style: 'good' });
}
