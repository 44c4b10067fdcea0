/** Calls of one action: so many a second in the long run, and so many at once after a pause. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

export type Service =
  | 'autoscaling'
  | 'ec2'
  | 'eks'
  | 'elasticloadbalancing'
  | 'iam'
  | 'route53'
  | 'servicequotas'
  | 'sts';
export type Rates = Readonly<Record<Service, Rate>>;

/**
 * At most a quarter of what AWS refills: nodes that start and the VPC CNI draw on the same buckets. EC2 refills 20 a second
 * into 100; EKS, Auto Scaling, Elastic Load Balancing and IAM publish no numbers, and throttling was seen at some ten a second.
 * Route 53 takes five calls a second of an account, of all actions together.
 */
export const politeRates: Rates = {
  autoscaling: { perSecond: 3, burst: 10 },
  ec2: { perSecond: 5, burst: 25 },
  eks: { perSecond: 3, burst: 15 },
  elasticloadbalancing: { perSecond: 3, burst: 10 },
  iam: { perSecond: 4, burst: 20 },
  route53: { perSecond: 0.5, burst: 2 },
  servicequotas: { perSecond: 1, burst: 5 },
  sts: { perSecond: 5, burst: 5 },
};

/** For a person who waits: still below what AWS refills. */
export const interactiveRates: Rates = {
  autoscaling: { perSecond: 5, burst: 20 },
  ec2: { perSecond: 10, burst: 50 },
  eks: { perSecond: 8, burst: 40 },
  elasticloadbalancing: { perSecond: 5, burst: 20 },
  iam: { perSecond: 8, burst: 30 },
  route53: { perSecond: 1, burst: 3 },
  servicequotas: { perSecond: 2, burst: 5 },
  sts: { perSecond: 5, burst: 5 },
};

/** The same rate for every service. */
export const evenRates = (perSecond: number): Rates => {
  const rate = { perSecond, burst: Math.max(1, perSecond) };
  return {
    autoscaling: rate,
    ec2: rate,
    eks: rate,
    elasticloadbalancing: rate,
    iam: rate,
    route53: rate,
    servicequotas: rate,
    sts: rate,
  };
};
