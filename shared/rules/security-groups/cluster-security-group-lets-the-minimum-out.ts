import * as z from 'zod';
import type { AwsCommand } from '../../engine/aws-command.ts';
import { defineRule } from '../../engine/define-rule.ts';
import { ipPermission } from '../../engine/ip-permission.ts';
import type { Fix } from '../../engine/verdict.ts';
import type { EndpointService } from '../../model/endpoint-services.ts';
import { closedToItself, letsEverythingOut, letsOutTo, peerFor, pullServices } from '../../model/least-egress.ts';
import { minimumHolds } from '../../model/minimum-paths.ts';
import { nodeParties } from '../../model/parties.ts';
import { attempt } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';

export const clusterSecurityGroupLetsTheMinimumOut = defineRule({
  code: 'G5',
  name: 'cluster-security-group-lets-the-minimum-out',
  aliases: ['cluster-sg-egress-minimum'],
  title: 'Without its rule for all egress, the cluster security group still lets out what the cluster needs',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'security-group',
  why: 'EKS makes the group with a rule that lets everything out. Where people take it away, nodes no longer reach the API server, the API server no longer reaches kubelets (dial tcp …:10250: i/o timeout), names are not found, and images are not pulled (ImagePullBackOff).',
  how: 'A group that lets everything out is compliant. Others have to let out tcp 443, tcp 10250, and tcp and udp 53 to the group itself; of low severity where other groups of the nodes and the control plane do so (G4). Nodes and pods that carry the group have to get out at tcp 443, by all of their groups together, to ECR and S3: to anywhere, to the group or addresses of the VPC’s endpoint, or to AWS’s prefix list of S3; that is of medium severity. What lies in blocks outside the VPC, such as a proxy, is not shown; a proxy inside the VPC is not looked for.',
  fix: 'Add the egress rules that EKS’s guide lists, or the rule for all egress.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html'],

  parameters: z.strictObject({}),

  messages: {
    minimumClosed: (e: { securityGroup: string; traffic: readonly string[]; otherGroups: string }) =>
      `${e.securityGroup} does not let ${e.traffic.join(' and ')} out to itself; by other groups the least that the cluster needs is ${e.otherGroups}.`,
    servicesClosed: (e: { carrier: string; securityGroups: readonly string[]; services: readonly string[] }) =>
      `${e.securityGroups.join(' and ')} on ${e.carrier} does not let tcp 443 out to ${e.services.join(', ')}: images cannot be pulled from ECR.`,
  },

  subjects: ({ cluster }) => [{ id: cluster.clusterSecurityGroupId }],

  *evaluate({ id }, { view, violation, notApplicable, each, aws }) {
    const group = view.account.securityGroups.find(id, { vpcId: view.cluster.vpcId });
    if (!group) return notApplicable('The group does not exist, which G1 reports.');
    if (attempt(() => letsEverythingOut(view, group)) === true) return undefined;

    yield* each(closedToItself(view, group), function* ({ kind, port, protocols }) {
      const holds = attempt(() => minimumHolds(view));
      const permissions = protocols.map((protocol) =>
        ipPermission({ protocol, ports: { from: port, to: port }, peer: { securityGroupId: id } }),
      );
      const traffic = protocols.map((protocol) => `${protocol} ${port}`);
      yield violation(
        'minimumClosed',
        { securityGroup: id, traffic, otherGroups: holds === true ? 'open' : holds === false ? 'closed' : 'not known' },
        {
          severity: holds === false ? 'high' : 'low',
          cause: { kind: 'security-group-rule', resource: `${id} out ${id} ${kind} ${port}` },
          fix: {
            text: `Let ${traffic.join(' and ')} out of ${id} to itself.`,
            command: aws`ec2 authorize-security-group-egress --group-id ${id} --ip-permissions ${permissions}`,
          },
        },
      );
      if (holds instanceof NotObserved) throw holds;
    });

    const carriers = nodeParties(view).filter(
      (party) => party instanceof NotObserved || party.securityGroupIds.includes(id),
    );
    yield* each(carriers, function* (party) {
      const answers = pullServices.map((service) => ({
        service,
        open: attempt(() => letsOutTo(view, party, service)),
      }));
      const closed = answers.filter(({ open }) => open === false).map(({ service }) => service);
      if (closed.length > 0) {
        yield violation(
          'servicesClosed',
          { carrier: party.name, securityGroups: party.securityGroupIds, services: closed },
          {
            severity: 'medium',
            cause: { kind: 'security-group-port', resource: `${id} out tcp 443` },
            fix: servicesFix(view, id, closed, aws),
          },
        );
      }
      yield* each(
        answers.map(({ open }) => open).filter((open) => open instanceof NotObserved),
        () => [],
      );
    });
    return undefined;
  },
});

function servicesFix(view: ClusterView, id: string, closed: readonly EndpointService[], aws: AwsCommand): Fix {
  const peers = closed.map((service) => peerFor(view, service));
  const known = peers.filter((peer) => peer !== undefined);
  if (known.length < peers.length) {
    return { text: `Let tcp 443 out of ${id} to the internet, or make endpoints for ${closed.join(', ')} first.` };
  }
  const permissions = [...new Set(known.map((peer) => ipPermission({ protocol: 'tcp', ports: https, peer })))];
  return {
    text: `Let tcp 443 out of ${id} to the endpoints of ${closed.join(', ')}.`,
    command: aws`ec2 authorize-security-group-egress --group-id ${id} --ip-permissions ${permissions}`,
  };
}

const https = { from: 443, to: 443 };
