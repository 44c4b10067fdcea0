export type { NodeAddresses } from './cni/addresses-per-node.ts';
export { addressesPerNode } from './cni/addresses-per-node.ts';
export type { Bounds } from './cni/bounds.ts';
export type { InterfaceLimits, NodeAddressing } from './cni/interfaces.ts';
export { maxPods } from './cni/max-pods.ts';
export type { CniEnvironment, CniSettings } from './cni/settings.ts';
export { parseCniEnvironment, shippedCniEnvironment, usesExternalSnat } from './cni/settings.ts';
export type { UnsupportedSettings } from './cni/unsupported.ts';
export { unsupportedSettings } from './cni/unsupported.ts';
