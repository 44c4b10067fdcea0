/** The words of a command that opens a port of TCP to (`out`) or from (`in`) the blocks. */
export function authorizeWords(
  direction: 'in' | 'out',
  securityGroupId: string,
  port: number,
  blocks: readonly string[],
): readonly string[] {
  const of = (ipv6: boolean) => blocks.filter((block) => block.includes(':') === ipv6);
  const ranges = of(false).map((CidrIp) => ({ CidrIp }));
  const ipv6Ranges = of(true).map((CidrIpv6) => ({ CidrIpv6 }));
  const permission = {
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    ...(ranges.length > 0 ? { IpRanges: ranges } : {}),
    ...(ipv6Ranges.length > 0 ? { Ipv6Ranges: ipv6Ranges } : {}),
  };
  const operation = direction === 'in' ? 'authorize-security-group-ingress' : 'authorize-security-group-egress';
  return ['ec2', operation, '--group-id', securityGroupId, '--ip-permissions', JSON.stringify([permission])];
}
