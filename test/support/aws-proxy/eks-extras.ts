import type { Call } from './action.ts';
import { json, notFoundReply, type Reply } from './reply.ts';

export interface AddOn {
  readonly addonName: string;
  readonly addonVersion?: string;
  readonly configurationValues?: string;
}

/** What moto's EKS does not have, by cluster. */
export interface EksExtras {
  readonly addOns: Map<string, readonly AddOn[]>;
  readonly podIdentityAssociations: Map<string, number>;
}

export function eksExtraReply({ action, cluster = '', member = '' }: Call, extras: EksExtras): Reply | undefined {
  const addOns = extras.addOns.get(cluster) ?? [];
  switch (action) {
    case 'eks:ListAddons':
      return json(200, { addons: addOns.map(({ addonName }) => addonName) });
    case 'eks:DescribeAddon': {
      const addon = addOns.find(({ addonName }) => addonName === member);
      return addon
        ? json(200, { addon: { ...addon, clusterName: cluster, status: 'ACTIVE' } })
        : notFoundReply('addon');
    }
    case 'eks:ListPodIdentityAssociations': {
      const count = extras.podIdentityAssociations.get(cluster) ?? 0;
      return json(200, { associations: Array.from({ length: count }, (_, id) => ({ associationId: `a-${id}` })) });
    }
    default:
      return undefined;
  }
}
