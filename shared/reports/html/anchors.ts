import type { ReportedVerdict } from '../digest/problems.ts';
import { type Html, html, nothing } from './markup.ts';

const longestPart = 80;

/** 32-bit FNV-1a: tells apart names that look alike once made safe. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}

function safePart(text: string): string {
  const safe = text.replace(/[^A-Za-z0-9_.-]/g, '-').slice(0, longestPart);
  return safe === text ? safe : `${safe}-${fingerprint(text)}`;
}

function verdictName({ cluster, code, resource }: ReportedVerdict): string {
  const owner = cluster ?? 'account';
  const id = resource.id.startsWith(`${owner}/`) ? resource.id.slice(owner.length + 1) : resource.id;
  return [owner, code, id].map(safePart).join('-');
}

/** The ids of one page: the same for the same finding in every report, and each once in this one. */
export class Anchors {
  readonly #taken: Set<string>;
  readonly #clusters = new Map<string | null, string>();
  readonly #verdicts = new Map<ReportedVerdict, string>();
  readonly #placed = new Set<ReportedVerdict>();

  constructor(reserved: readonly string[]) {
    this.#taken = new Set(reserved);
  }

  #take(name: string): string {
    let id = name;
    for (let again = 2; this.#taken.has(id); again++) id = `${name}-${again}`;
    this.#taken.add(id);
    return id;
  }

  ofCluster(cluster: string | null): string {
    const id = this.#clusters.get(cluster) ?? this.#take(cluster === null ? 'account' : `cluster-${safePart(cluster)}`);
    this.#clusters.set(cluster, id);
    return id;
  }

  ofVerdict(verdict: ReportedVerdict): string {
    const id = this.#verdicts.get(verdict) ?? this.#take(verdictName(verdict));
    this.#verdicts.set(verdict, id);
    return id;
  }

  /** The `id` attribute of a verdict, where it is shown first. */
  place(verdict: ReportedVerdict): Html {
    if (this.#placed.has(verdict)) return nothing;
    this.#placed.add(verdict);
    return html` id="${this.ofVerdict(verdict)}"`;
  }
}
