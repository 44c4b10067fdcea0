import * as z from 'zod';
import type { PathReport, TracedPath } from '../../engine/path-report.ts';
import type { Settings } from '../../engine/settings.ts';
import { neededPaths } from '../../model/path/needed-paths.ts';
import { type PathBetween, tracePath } from '../../model/path/trace-path.ts';
import type { Snapshot } from '../../model/snapshot/snapshot.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';
import { nodeSubnetsHaveEgressOrEndpoints } from '../../rules/endpoint-access/node-subnets-have-egress-or-endpoints.ts';
import { trustTransitEgress } from '../../rules/parameters.ts';

export interface TraceRequest {
  readonly snapshot: Snapshot;
  readonly view: ClusterView;
  readonly settings: Settings;
  readonly version: string;
}

/** The report on these paths, or on every path that the cluster needs. */
export function tracePaths(request: TraceRequest, paths: readonly PathBetween[] | 'needed'): PathReport {
  const { snapshot, view, version } = request;
  const { source, account, region, observedAt } = snapshot;
  const asked = paths === 'needed' ? neededPaths(view) : paths;
  const options = transitSchema.parse(request.settings.parametersOf(nodeSubnetsHaveEgressOrEndpoints));
  return {
    plumbline: version,
    source,
    account,
    region,
    observedAt,
    cluster: view.name,
    paths: asked.flatMap((path): readonly TracedPath[] => {
      if (path instanceof NotObserved) return [];
      const use = 'use' in path ? { use: path.use } : {};
      return [{ ...use, ...tracePath(view, path, options) }];
    }),
    hidden: asked.flatMap((path) => (path instanceof NotObserved ? path.missing : [])),
  };
}

/** What leaves by a transit network is trusted here as the rules trust it. */
const transitSchema = z.object({ trustTransitEgress });
