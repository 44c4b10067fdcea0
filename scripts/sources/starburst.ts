import { type Source, unseen, watched } from './statement.ts';

const inKubernetes = 'Inside Kubernetes: AWS’s APIs do not show it.';

export const starburst: Source = {
  title: 'AWS EKS networking',
  by: 'Starburst Enterprise documentation',
  statements: [
    watched(
      'A Classic Load Balancer is the recommended way in',
      ['K1'],
      'Informational: AWS calls it the previous generation.',
    ),
    unseen(
      'An Application Load Balancer is an advanced set-up that depends on the environment',
      'Advice, not a requirement.',
    ),
    watched('Latency inside the cluster and the cost of traffic between zones decide where nodes go', [
      'A4',
      'A5',
      'A8',
    ]),
    watched('Existing VPC: Starburst goes where its data sources are, not into a VPC made for it', ['J11']),
    watched('Data passing through a NAT gateway costs money; a new VPC brings one more', ['A8', 'J11']),
    watched('Starburst runs in one Availability Zone', ['A4', 'A5']),
    unseen(
      'Affinity or node-selection rules may tie pods to the zone instead of node groups',
      `${inKubernetes} Declare \`sepAzPinning: affinity\`, and A4 does not guess.`,
    ),
    watched('Two managed node groups are required', ['J1']),
    watched(
      'Coordinator and workers share one group, support services use the other',
      ['J1', 'A5'],
      'Which pods run where is inside Kubernetes; groups are recognised by name or label.',
    ),
    watched('eksctl must not create the VPC together with the cluster', ['J11']),
    watched('Enough addresses are reliably available to all instances', ['B1', 'B3', 'B16']),
    unseen(
      'AWS creates one /20 subnet for each zone',
      'Not so: EKS creates no subnets, and eksctl makes /19 ones. `B16` watches how full they are, whatever their size.',
    ),
    unseen(
      'Five addresses of each subnet are reserved by the cluster',
      'By the VPC, not by the cluster; free addresses are counted as AWS reports them, after that.',
    ),
    watched('Coordinator and workers have the same size', ['J2']),
    watched(
      'A node takes all addresses of two interfaces: 7 × 15 × 2 = 210 for seven m5.xlarge',
      ['B3', 'B1', 'B2'],
      'True while a node runs few pods; `B2` asks what a full one takes.',
    ),
    watched('Those addresses are available at all times', ['B3'], 'Addresses that running nodes hold already count.'),
    watched('With autoscaling, addresses are counted for the largest number of workers', ['B1', 'B3', 'B7']),
    watched('A subnet may be an existing one or new', ['I1', 'A6']),
    watched(
      'Each subnet has a way to the internet through a NAT gateway or an internet gateway',
      ['D8', 'D2', 'I4', 'I10'],
      'Or everything it needs through endpoints (`E2`), which the document does not mention.',
    ),
    watched('Where the VPC is too small, a peered VPC may take the cluster', ['I5', 'I6']),
    watched('Peering is not transitive', ['I6']),
    watched(
      'Peering connections and their rules have to be managed',
      ['I6', 'I4'],
      'Routes into connections that are gone or not active.',
    ),
    unseen('Peering does not scale', 'Advice, not a requirement.'),
    watched('Firewall rules between peered VPCs need care', ['D4', 'I2', 'I3']),
    watched('Peered VPCs have no address in common', ['I5', 'I7']),
    watched(
      'Public subnets carry the cluster’s tag with `shared`',
      ['C4'],
      'No longer required; a tag of another cluster excludes the subnet.',
    ),
    watched('Subnets of internet-facing load balancers carry the role tag with `1`', ['C1', 'C3', 'C5']),
    watched('Subnets of internal load balancers carry their role tag with `1`', ['C2', 'C3', 'C5']),
    watched(
      'ExternalDNS writes records for ingress into a hosted zone',
      ['K4', 'E2'],
      'The records and zone are seen; the add-on is inside Kubernetes.',
    ),
    watched('The zone is public, and records are marked by owner id and prefix', ['K4']),
    unseen('ExternalDNS may delete entries (policy `sync`)', inKubernetes),
    watched('Clients reach the coordinator and Ranger through a Classic Load Balancer, or through Nginx behind one', [
      'K1',
    ]),
    watched('TLS ends at the load balancer', ['K5']),
    unseen('Each service gets a load balancer of its own, or Nginx routes to several', inKubernetes),
    unseen(
      'Certificates behind Nginx are self-signed, from an internal authority, or from Let’s Encrypt',
      'Secrets inside Kubernetes.',
    ),
    unseen('Ingress is configured in `ingress.yaml`, not in the Starburst charts', inKubernetes),
    watched('Listeners on 80 and 443, with a redirect from HTTP to HTTPS', ['K5']),
    watched('Health checks accept 200 and 303 of Starburst, 200 and 302 of Ranger', ['K5']),
    unseen('Services listen on 8080, 6080 and 8443', inKubernetes),
    unseen(
      'Source ranges of the load balancer’s service',
      'Inside Kubernetes; what they open is seen in the security groups (`G6`, `G11`).',
    ),
    watched(
      'Several ingresses are combined into one Application Load Balancer',
      ['K2'],
      'The load balancer is seen, the group annotation is not.',
    ),
    unseen(
      'The certificate’s ARN is named when ACM has several that match',
      'The listener’s certificate is seen (`K5`), the choice is made inside Kubernetes.',
    ),
    watched('Load balancers are ready before traffic is expected', ['K2', 'K3']),
    unseen('The controller is installed with the cluster’s name', inKubernetes),
    watched(
      'Targets are worker nodes on node ports',
      ['G4', 'G11'],
      '`plumbline path` follows the flow from a load balancer to its targets.',
    ),
    watched('Route 53 points to load balancers in public subnets', ['K3', 'K4']),
    unseen('TLS secrets are given where ingress ends TLS', inKubernetes),
  ],
};
