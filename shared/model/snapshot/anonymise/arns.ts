import type { NameKind, Pseudonyms } from './pseudonyms.ts';
import { isAwsId } from './pseudonyms.ts';

const nameKinds: Readonly<Record<string, readonly NameKind[]>> = {
  cluster: ['cluster'],
  nodegroup: ['cluster', 'node-group'],
  fargateprofile: ['cluster', 'fargate-profile'],
};

/** `arn:<partition>:<service>:<region>:<account>:<resource>` with pseudonyms for the account and the resource. */
export function arn(text: string, pseudonyms: Pseudonyms): string {
  const [prefix, partition, service = '', region, account = '', ...rest] = text.split(':');
  if (account === 'aws') return text;
  const resource = service === 's3' ? bucket(rest.join(':'), pseudonyms) : resourceOf(rest.join(':'), pseudonyms);
  const owner = /^\d{12}$/.test(account) ? pseudonyms.account(account) : account;
  return [prefix, partition, service, region, owner, resource].join(':');
}

function resourceOf(text: string, pseudonyms: Pseudonyms): string {
  const [type = '', ...parts] = text.split('/');
  const kinds = nameKinds[type];
  if (kinds) return [type, ...kinds.map((kind, index) => pseudonyms.name(kind, parts[index] ?? ''))].join('/');
  const name = parts.join('/');
  if (type === 'role' || type === 'user') return `${type}/${pseudonyms.name('role', name)}`;
  if (text === '' || text === '*' || text === 'root') return text;
  if (name === '*') return `${type}/*`;
  return isAwsId(name) ? `${type}/${pseudonyms.id(name)}` : pseudonyms.name('value', text);
}

/** Buckets that AWS keeps for everybody stay: endpoint policies must let nodes read them. */
function bucket(text: string, pseudonyms: Pseudonyms): string {
  const [name = '', ...path] = text.split('/');
  if (name === '*' || /^(prod-[a-z0-9-]+-starport-layer-bucket|al2023-repos-|amazonlinux[.-]|aws-ssm-)/.test(name))
    return text;
  const inside =
    path.length === 0 ? '' : path.join('/') === '*' ? '/*' : `/${pseudonyms.name('value', path.join('/'))}`;
  return `${pseudonyms.name('bucket', name)}${inside}`;
}
