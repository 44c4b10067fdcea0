/** What the environment of the aws-node container makes the VPC CNI do about addresses. */
export interface CniSettings {
  /** Interfaces kept free of pods; without effect beside an IP target or with prefix delegation. */
  readonly warmEniTarget: number;
  /** Addresses kept free of pods; 0 when unset. Either IP target overrides the other warm targets. */
  readonly warmIpTarget: number;
  /** Least addresses for pods on a node; 0 when unset. */
  readonly minimumIpTarget: number;
  /** /28 prefixes kept free of pods, with prefix delegation; 0 adds one when no address is free. */
  readonly warmPrefixTarget: number;
  /** Most interfaces on a node, below what its type allows. */
  readonly maxEni: number | undefined;
  readonly prefixDelegation: boolean;
  /** Pods' interfaces lie in the ENIConfig's subnet; the primary interface serves no pod. */
  readonly customNetworking: boolean;
  /** Security groups for pods: a trunk interface on each node, a branch interface for each such pod. */
  readonly podEni: boolean;
  readonly ipv6: boolean;
  /** The tags `kubernetes.io/role/cni` choose the subnets of secondary interfaces and may exclude the node's own. */
  readonly subnetDiscovery: boolean;
  /** Whether the VPC CNI itself attaches interfaces and addresses. */
  readonly provisioning: boolean;
}

export type CniEnvironment = Readonly<Record<string, string>>;

const SHIPPED: CniEnvironment = {
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'false',
  DISABLE_NETWORK_RESOURCE_PROVISIONING: 'false',
  ENABLE_IMDS_ONLY_MODE: 'false',
  ENABLE_IPv6: 'false',
  ENABLE_POD_ENI: 'false',
  ENABLE_PREFIX_DELEGATION: 'false',
  ENABLE_SUBNET_DISCOVERY: 'true',
  WARM_ENI_TARGET: '1',
  WARM_PREFIX_TARGET: '1',
};

/**
 * The environment that the add-on and the manifest ship (amazon-vpc-cni-k8s v1.23). Lay what a cluster configures over
 * it before parsing: the controller's own default for an absent WARM_PREFIX_TARGET is 0, the shipped value is 1.
 */
export function shippedCniEnvironment(ipFamily: 'ipv4' | 'ipv6'): CniEnvironment {
  return ipFamily === 'ipv4' ? SHIPPED : { ...SHIPPED, ENABLE_IPv6: 'true', ENABLE_PREFIX_DELEGATION: 'true' };
}

/**
 * Reads the environment exactly as ipamd does, which never refuses a value: a whole number in decimal or a Go boolean
 * counts, anything else (white space, an empty text, `two`, a negative target) counts as absent.
 */
export function parseCniEnvironment(environment: CniEnvironment): CniSettings {
  const target = (name: string, absent: number): number => {
    const value = wholeNumber(environment[name]);
    return value === undefined || value < 0 ? absent : value;
  };
  const flag = (name: string, absent: boolean): boolean => boolean(environment[name]) ?? absent;
  const maxEni = target('MAX_ENI', 0);
  return {
    warmEniTarget: target('WARM_ENI_TARGET', 1),
    warmIpTarget: target('WARM_IP_TARGET', 0),
    minimumIpTarget: target('MINIMUM_IP_TARGET', 0),
    warmPrefixTarget: target('WARM_PREFIX_TARGET', 0),
    maxEni: maxEni >= 1 ? maxEni : undefined,
    prefixDelegation: flag('ENABLE_PREFIX_DELEGATION', false),
    customNetworking: flag('AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG', false),
    podEni: flag('ENABLE_POD_ENI', false),
    ipv6: flag('ENABLE_IPv6', false),
    subnetDiscovery: flag('ENABLE_SUBNET_DISCOVERY', true),
    provisioning: !flag('DISABLE_NETWORK_RESOURCE_PROVISIONING', false) && !flag('ENABLE_IMDS_ONLY_MODE', false),
  };
}

/** Whether pods keep their own addresses on the way out of the VPC, so that the routes of their own subnet decide. */
export const usesExternalSnat = (environment: CniEnvironment): boolean =>
  boolean(environment.AWS_VPC_K8S_CNI_EXTERNALSNAT) ?? false;

const MAX_INT64 = 2 ** 63;

/** As Go's strconv.Atoi, to the precision of a double. */
function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined || !/^[+-]?[0-9]+$/.test(text)) return undefined;
  const value = Number(text) + 0; // no negative zero
  return Math.abs(value) <= MAX_INT64 ? value : undefined;
}

const TRUE = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const FALSE = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

/** As Go's strconv.ParseBool. */
function boolean(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (TRUE.has(text)) return true;
  return FALSE.has(text) ? false : undefined;
}
