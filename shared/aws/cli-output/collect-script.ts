import { loadBalancerLines, surroundingLines, zoneLines } from './collect-script-surroundings.ts';
import { shellWord } from './shell-word.ts';

interface ScriptOptions {
  /** Absent: that of the AWS environment in which the script runs. */
  readonly region?: string | undefined;
  /** Absent or empty: every cluster. */
  readonly clusters?: readonly string[] | undefined;
  /** Names whose hosted zones are saved. Absent or empty: nothing of Route 53. */
  readonly hostNames?: readonly string[] | undefined;
}

const regionLines = (region: string | undefined): string =>
  region === undefined
    ? ''
    : `AWS_REGION=${shellWord(region)}\nAWS_DEFAULT_REGION=$AWS_REGION\nexport AWS_REGION AWS_DEFAULT_REGION\n`;

const clusterLines = (clusters: readonly string[]): string =>
  clusters.length === 0
    ? "clusters=$(words eks list-clusters --query 'clusters[]')"
    : `clusters=$(printf '%s\\n' ${clusters.map(shellWord).join(' ')})`;

/**
 * A script for a POSIX shell that runs the AWS CLI commands whose outputs `snapshotOfOutputs` understands, and writes each output to
 * a file under the name that it is to have. They are the reads of a live account, all of them read-only.
 */
export const collectScript = ({ region, clusters = [], hostNames = [] }: ScriptOptions): string => `#!/bin/sh
# Saves what Plumbline reads of an account's EKS networks, with the AWS CLI alone.
#
#   sh collect.sh [folder]            writes one JSON file per command (default: plumbline-answers)
#   plumbline check --aws-cli-output plumbline-answers
#
# Every command lists, describes or gets; nothing is changed. A command that is denied leaves no file: what it would
# tell counts as not observed.
set -u
set -f
IFS='
'
folder=\${1:-plumbline-answers}
mkdir -p "$folder" || exit 1
AWS_PAGER=
export AWS_PAGER
${regionLines(region)}saved=0
failed=0

# save SUBJECT SERVICE OPERATION [OPTION…]: runs the command and keeps its output as SERVICE.OPERATION.SUBJECT.json.
save() {
  file=$folder/$2.$3\${1:+.$1}.json
  shift
  rm -f "$file"
  if aws "$@" --output json >"$file.part" && [ -s "$file.part" ]; then
    mv "$file.part" "$file"
    saved=$((saved + 1))
  else
    rm -f "$file.part"
    failed=$((failed + 1))
    echo "failed: aws $1 $2" >&2
  fi
}

# words SERVICE OPERATION [OPTION…]: the words of the answer, one a line, each once; what to ask for next.
words() {
  aws "$@" --output text 2>/dev/null | tr '\\t, ' '\\n\\n\\n' | sed -e '/^None$/d' -e '/^$/d' | sort -u
}

# Ids and instance types that were met on the way.
met=
meet() {
  met="$met
$(words "$@")"
}
those() {
  printf '%s\\n' "$met" | grep -E "$1" | sort -u
}

save '' sts get-caller-identity
save '' eks list-clusters
${clusterLines(clusters)}

for cluster in $clusters; do
  save "$cluster" eks describe-cluster --name "$cluster"
  meet eks describe-cluster --name "$cluster" --query 'cluster.[resourcesVpcConfig.vpcId, roleArn]'
  save "$cluster" eks list-nodegroups --cluster-name "$cluster"
  for group in $(words eks list-nodegroups --cluster-name "$cluster" --query 'nodegroups[]'); do
    save "$cluster.$group" eks describe-nodegroup --cluster-name "$cluster" --nodegroup-name "$group"
    meet eks describe-nodegroup --cluster-name "$cluster" --nodegroup-name "$group" \\
      --query '[nodegroup.subnets[], nodegroup.instanceTypes[], [nodegroup.launchTemplate.id, nodegroup.nodeRole]][]'
  done
  save "$cluster" eks list-fargate-profiles --cluster-name "$cluster"
  for profile in $(words eks list-fargate-profiles --cluster-name "$cluster" --query 'fargateProfileNames[]'); do
    save "$cluster.$profile" eks describe-fargate-profile --cluster-name "$cluster" --fargate-profile-name "$profile"
    meet eks describe-fargate-profile --cluster-name "$cluster" --fargate-profile-name "$profile" \\
      --query '[fargateProfile.subnets[], [fargateProfile.podExecutionRoleArn]][]'
  done
  save "$cluster" eks list-addons --cluster-name "$cluster"
  if words eks list-addons --cluster-name "$cluster" --query 'addons[]' | grep -qx vpc-cni; then
    save "$cluster.vpc-cni" eks describe-addon --cluster-name "$cluster" --addon-name vpc-cni
  fi
  save "$cluster" eks list-pod-identity-associations --cluster-name "$cluster"
  save "$cluster" autoscaling describe-auto-scaling-groups --filters "Name=tag-key,Values=kubernetes.io/cluster/$cluster"
  meet autoscaling describe-auto-scaling-groups --filters "Name=tag-key,Values=kubernetes.io/cluster/$cluster" \\
    --query 'AutoScalingGroups[].[[VPCZoneIdentifier], [LaunchTemplate.LaunchTemplateId], [MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId], MixedInstancesPolicy.LaunchTemplate.Overrides[].InstanceType][][]'
done

for vpc in $(those '^vpc-'); do
  save "$vpc" ec2 describe-vpcs --filters "Name=vpc-id,Values=$vpc"
  save "$vpc.enableDnsSupport" ec2 describe-vpc-attribute --vpc-id "$vpc" --attribute enableDnsSupport
  save "$vpc.enableDnsHostnames" ec2 describe-vpc-attribute --vpc-id "$vpc" --attribute enableDnsHostnames
  save "$vpc" ec2 describe-subnets --filters "Name=vpc-id,Values=$vpc"
  save "$vpc" ec2 describe-route-tables --filters "Name=vpc-id,Values=$vpc"
  save "$vpc" ec2 describe-network-acls --filters "Name=vpc-id,Values=$vpc"
  save "$vpc" ec2 describe-security-groups --filters "Name=vpc-id,Values=$vpc"
  save "$vpc" ec2 describe-network-interfaces --filters "Name=vpc-id,Values=$vpc"
  save "$vpc" ec2 describe-vpc-endpoints --filters "Name=vpc-id,Values=$vpc"
  save "$vpc" ec2 describe-nat-gateways --filter "Name=vpc-id,Values=$vpc"
  save "$vpc" ec2 describe-internet-gateways --filters "Name=attachment.vpc-id,Values=$vpc"
  save "$vpc" ec2 describe-vpn-gateways --filters "Name=attachment.vpc-id,Values=$vpc"
  save "$vpc" ec2 describe-transit-gateway-vpc-attachments --filters "Name=vpc-id,Values=$vpc"
  save "$vpc" ec2 describe-instances --filters "Name=vpc-id,Values=$vpc"
  meet ec2 describe-instances --filters "Name=vpc-id,Values=$vpc" --query 'Reservations[].Instances[].InstanceType'
  meet ec2 describe-subnets --filters "Name=vpc-id,Values=$vpc" 'Name=tag-key,Values=kubernetes.io/role/cni' \\
    --query 'Subnets[].SubnetId'
  meet ec2 describe-route-tables --filters "Name=vpc-id,Values=$vpc" --query 'RouteTables[].Routes[].DestinationPrefixListId'
  meet ec2 describe-security-groups --filters "Name=vpc-id,Values=$vpc" \\
    --query 'SecurityGroups[].[IpPermissions, IpPermissionsEgress][][].PrefixListIds[].PrefixListId'
${loadBalancerLines}done
${surroundingLines}${zoneLines(hostNames)}
save '' ec2 describe-availability-zones
save '' ec2 describe-dhcp-options
save '' ec2 describe-egress-only-internet-gateways
save '' ec2 describe-vpc-peering-connections
save '' ec2 describe-security-group-rules
save '' ec2 describe-managed-prefix-lists
for list in $(those '^pl-'); do
  save "$list" ec2 get-managed-prefix-list-entries --prefix-list-id "$list"
done
for subnet in $(those '^subnet-'); do
  save "$subnet" ec2 get-subnet-cidr-reservations --subnet-id "$subnet"
done
for template in $(those '^lt-'); do
  save "$template" ec2 describe-launch-template-versions --launch-template-id "$template"
  meet ec2 describe-launch-template-versions --launch-template-id "$template" \\
    --query 'LaunchTemplateVersions[].LaunchTemplateData.InstanceType'
done
for type in $(those '^[a-z0-9-]+[.][a-z0-9-]+$'); do
  save "$type" ec2 describe-instance-types --instance-types "$type"
done

echo "$saved outputs in $folder, $failed commands failed" >&2
`;
