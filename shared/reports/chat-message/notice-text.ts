import { counted, folded, resourceList, severityWords, spokenTime } from '../digest/words.ts';
import { everyCluster } from '../every-cluster.ts';
import { flapSentences, waiverSentence } from '../life.ts';
import type { RememberedFinding } from '../remembered-finding.ts';
import { durationBetween } from '../text/duration.ts';
import { most } from './custom-notification.ts';
import { mrkdwn } from './mrkdwn.ts';
import {
  type ChatOptions,
  clustersOf,
  type Notice,
  type Symptom,
  severityOf,
  symptomsOf,
  type Transition,
  touchedBy,
} from './notice.ts';
import { clusterWords, placeWords, signOf, whatOf } from './parts.ts';

const shownClusters = 20;
const shownIds = 8;
const shownSymptoms = 4;
const shownReasons = 3;
const lineLimits = { message: 600, where: 700, why: 400, time: 200, symptom: 180, reason: 300 } as const;

/** What a phone shows before anything is opened: how bad, where, and what. */
export function titleOf(notice: Notice): string {
  const where = mrkdwn(clusterWords(clustersOf(notice)), 60);
  const sign = signOf(severityOf(notice), notice);
  return `${sign} ${leadOf(notice)} in ${where}: ${mrkdwn(whatOf(notice), most.headline)}`;
}

function leadOf(notice: Notice): string {
  const severity = severityWords[severityOf(notice)];
  const leads: Readonly<Record<Transition, string>> = {
    new: severity,
    changed: `${severity}, changed`,
    flapping: `${severity}, comes and goes`,
    expiring: 'Waiver about to end',
    waived: 'Waived',
    resolved: 'No longer',
  };
  return leads[notice.transition];
}

/** What, unless the title says all of it, where, why, since when. */
export function descriptionOf(notice: Notice, options: ChatOptions): string {
  const what = line(notice.transition === 'resolved' ? 'Was' : 'What', whatOf(notice), lineLimits.message);
  return [
    ...(mrkdwn(whatOf(notice), most.headline) === mrkdwn(whatOf(notice), lineLimits.message) ? [] : [what]),
    ...whereLines(notice, options),
    ...(notice.transition === 'resolved' ? resolvedLines(notice) : openLines(notice, options)),
  ].join('\n');
}

function openLines(notice: Notice, { helpOf }: ChatOptions): readonly string[] {
  const [, ...others] = symptomsOf(notice);
  const why = helpOf(symptomsOf(notice)[0]?.code ?? '')?.why;
  return [
    ...(why === undefined ? [] : [line('Why', why, lineLimits.why)]),
    ...lifeLines(notice),
    line('Since', sinceWords(notice), lineLimits.time),
    ...others
      .slice(0, shownSymptoms)
      .map((symptom) => line(`Also ${symptom.code}`, alsoWords(symptom), lineLimits.symptom)),
    ...(others.length > shownSymptoms ? [`*And* ${others.length - shownSymptoms} more`] : []),
  ];
}

/** What became of waivers, and what comes and goes. */
const lifeLines = ({ findings, transition }: Notice): readonly string[] => [
  ...(transition === 'changed'
    ? []
    : sentenceLines(
        'Waiver',
        findings.flatMap((finding) => waiverSentence(finding) ?? []),
      )),
  ...sentenceLines(transition === 'flapping' ? 'Flapping' : 'Calm', findings.flatMap(flapSentences)),
];

const sentenceLines = (lead: string, sentences: readonly string[]): readonly string[] =>
  sentences.length === 0
    ? []
    : [line(lead, [...new Set(sentences)].slice(0, shownReasons).join(' '), lineLimits.reason)];

function resolvedLines({ findings }: Notice): readonly string[] {
  const reasons = new Set(findings.map(({ reason }) => reason ?? 'No longer.'));
  return [
    line('Now', [...reasons].slice(0, shownReasons).join(' '), lineLimits.reason),
    ...sentenceLines('Calm', findings.flatMap(flapSentences)),
    line('Open for', openForWords(findings), lineLimits.time),
  ];
}

function whereLines(notice: Notice, options: ChatOptions): readonly string[] {
  const clusters = clustersOf(notice);
  const resources = touchedBy(notice).filter(({ type }) => type !== 'cluster');
  const lead = clusters.length === 1 ? 'cluster' : 'clusters';
  const named = [
    clusters.includes(everyCluster) ? clusterWords(clusters) : `${lead} ${folded(clusters, shownClusters)}`,
  ];
  if (resources.length > 0) named.push(resourceList(resources, shownIds));
  return [line('Where', `${named.join('; ')}; ${placeWords(notice, options)}`, lineLimits.where)];
}

const line = (lead: string, text: string, limit: number): string => `*${mrkdwn(lead, 30)}*  ${mrkdwn(text, limit)}`;

function alsoWords({ message, resources }: Symptom): string {
  const more = resources.length - 1;
  return more === 0 ? message : `${message} And ${counted(more, 'more resource', 'more resources')}.`;
}

const earliest = (times: readonly string[]): string => times.toSorted()[0] ?? '';
const latest = (times: readonly string[]): string => times.toSorted().at(-1) ?? '';

function sinceWords({ findings, transition }: Notice): string {
  const since = spokenTime(earliest(findings.map(({ firstSeen }) => firstSeen)));
  if (transition !== 'changed') return since;
  return `${since}, changed ${spokenTime(latest(findings.map(({ changedAt }) => changedAt)))}`;
}

function openForWords(findings: readonly RememberedFinding[]): string {
  const from = earliest(findings.map(({ firstSeen }) => firstSeen));
  return `${durationBetween(from, latest(findings.map(({ changedAt }) => changedAt)))}, since ${spokenTime(from)}`;
}
