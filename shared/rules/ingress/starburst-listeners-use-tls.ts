import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { loadBalancerName, loadBalancersOf } from '../../model/load-balancers.ts';
import type { LoadBalancer } from '../../model/view/records.ts';

type Listener = LoadBalancer['listeners'][number];

const encrypted = new Set(['HTTPS', 'SSL', 'TLS']);

export const starburstListenersUseTls = defineRule({
  code: 'K5',
  name: 'starburst-listeners-use-tls',
  aliases: ['lb-listener-tls'],
  title: 'Load balancers of a Starburst cluster take HTTPS on port 443, and send clients there from port 80',
  severity: 'low',
  profile: 'sep',
  resourceType: 'load-balancer',
  why: 'Starburst asks for passwords: over plain HTTP they cross the network readable, and Starburst itself refuses password logins that did not come over HTTPS.',
  how: 'Of Application Load Balancers: a listener on port 443 has to be HTTPS with a certificate, and each HTTP listener has to redirect to HTTPS. Of Classic ones: a listener on port 443. Network Load Balancers pass TLS on to the cluster, which AWS does not show: they are left out.',
  fix: 'Add an HTTPS listener with a certificate of ACM, and redirect port 80 to it.',
  references: [
    'https://docs.starburst.io/latest/k8s/ingress.html',
    'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/',
  ],

  parameters: z.strictObject({}),

  messages: {
    noTls: (e: { loadBalancer: string; listeners: readonly string[] }) =>
      `${e.loadBalancer} does not take HTTPS on port 443; it has ${e.listeners.join(', ') || 'no listener'}.`,
    noRedirect: (e: { loadBalancer: string; listener: string }) =>
      `${e.loadBalancer} answers ${e.listener} in place of redirecting to HTTPS.`,
  },

  subjects: loadBalancersOf,

  *evaluate(loadBalancer, { violation, note, notApplicable }) {
    const { type, listeners } = loadBalancer;
    if (type === 'network' || type === 'gateway')
      return notApplicable('It passes on what it gets: TLS ends in the cluster, which AWS does not show.');
    const name = loadBalancerName(loadBalancer);
    const facts = { loadBalancer: name, listeners: listeners.map(inWords) };
    const cause = { kind: 'load-balancer-listeners', resource: loadBalancer.name };

    if (!listeners.some((listener) => listener.port === 443 && (type === 'classic' || hasCertificate(listener)))) {
      const text = `Give ${name} an HTTPS listener on port 443 with a certificate of ACM (alb.ingress.kubernetes.io/certificate-arn).`;
      yield violation('noTls', facts, { cause, fix: { text } });
    }
    for (const listener of type === 'application' ? listeners : []) {
      if (encrypted.has(listener.protocol) || listener.redirectsTo?.protocol === 'HTTPS') continue;
      const text = `Redirect ${inWords(listener)} of ${name} to HTTPS (alb.ingress.kubernetes.io/ssl-redirect: '443').`;
      yield violation('noRedirect', { ...facts, listener: inWords(listener) }, { cause, fix: { text } });
    }
    if (
      type === 'application' &&
      !loadBalancer.targetGroups.some(({ healthyCodes }) => /30[23]/.test(healthyCodes ?? ''))
    )
      yield note(
        `No target group of ${name} takes 302 or 303 as healthy: Starburst answers 303 to a health check of its web interface, Ranger 302.`,
      );
    return undefined;
  },
});

const inWords = ({ protocol, port }: Listener): string => `${protocol} ${port}`;

const hasCertificate = ({ protocol, certificateArns }: Listener): boolean =>
  encrypted.has(protocol) && certificateArns.length > 0;
