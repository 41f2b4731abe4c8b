import type { CheckedFinding } from "../../plan/check/check";
import { groupsOf, judgedPhrase } from "../../plan/render/check/headline";
import { nameOfUrn, plural } from "../../plan/render/words";
import { Mark, More, Pair, Table, type Tone, Words } from "../parts";
import type { ReportSection } from "../section";
import type { ReportSubject } from "../subject";
import { type FrameworkVerdict, frameworkVerdicts } from "../frameworks";

export function policySection(subject: ReportSubject): ReportSection {
  const { check, plan } = subject;
  const { failing, advisory, undetermined, excepted, baselined } = groupsOf(check);
  const packs = plan.policy.packs.map(({ name }) => name);
  return {
    id: "policy",
    title: "Policy",
    lead: `${judgedPhrase(check)}.`,
    body: (
      <>
        <Findings title="To mend" findings={failing} tone="bad" />
        <Frameworks verdicts={frameworkVerdicts(subject.rules, subject.verdicts)} />
        <Folded title="Advice" findings={advisory} tone="open" />
        <Folded title="Known only once deployed" findings={undetermined} tone="open" />
        <Folded title="Excepted, each until its day" findings={excepted} tone="plain" />
        <Folded title="In the baseline" findings={baselined} tone="plain" />
        {packs.length > 0 && <p class="note">Packs beside the shipped ones: {packs.join(", ")}.</p>}
      </>
    ),
  };
}

/** By framework: what its rules say, in whole rules. */
function Frameworks({ verdicts }: { verdicts: FrameworkVerdict[] }) {
  return (
    <>
      <Table
        caption="Rules by framework"
        columns={[{ head: "Framework" }, { head: "Rules", figure: true }, { head: "Verdict" }]}
        rows={verdicts.map(({ name, version, rules, counts }) => [
          <Pair first={name} second={version} />,
          rules,
          <VerdictBar counts={counts} rules={rules} />,
        ])}
      />
      <p class="note">
        Rules that serve a framework's controls, not a certificate: an audit asks for more than what a plan can show.
      </p>
    </>
  );
}

const order = ["fail", "error", "undetermined", "excepted", "pass", "notApplicable"] as const;
const words: Record<(typeof order)[number], string> = {
  fail: "to mend",
  error: "could not judge",
  undetermined: "undetermined",
  excepted: "excepted",
  pass: "pass",
  notApplicable: "without a subject",
};

function VerdictBar({ counts, rules }: Pick<FrameworkVerdict, "counts" | "rules">) {
  const present = order.filter((outcome) => counts[outcome] > 0);
  let x = 0;
  return (
    <>
      <span class="first">{present.map((outcome) => `${counts[outcome]} ${words[outcome]}`).join(", ")}</span>
      <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        {present.map((outcome) => {
          const width = (counts[outcome] / rules) * 100;
          const left = x;
          x += width;
          return (
            <rect key={outcome} x={left.toFixed(2)} width={width.toFixed(2)} height="6" class={`outcome-${outcome}`} />
          );
        })}
      </svg>
    </>
  );
}

function Findings({ title, findings, tone }: { title: string; findings: CheckedFinding[]; tone: Tone }) {
  if (findings.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <FindingTable title={title} findings={findings} tone={tone} />
    </>
  );
}

function Folded({ title, findings, tone }: { title: string; findings: CheckedFinding[]; tone: Tone }) {
  if (findings.length === 0) return null;
  return (
    <More summary={`${title}: ${plural(findings.length, "finding")}`}>
      <FindingTable title={title} findings={findings} tone={tone} />
    </More>
  );
}

function FindingTable({ title, findings, tone }: { title: string; findings: CheckedFinding[]; tone: Tone }) {
  return (
    <Table
      caption={title}
      columns={[{ head: "Rule" }, { head: "Finding" }]}
      rows={findings.map((finding) => [
        <Pair first={<span class="rule">{finding.rule}</span>} second={<Mark tone={tone}>{finding.severity}</Mark>} />,
        <>
          <span class="first message">
            <Words>{finding.message}</Words>
          </span>
          <span class="second">{whereOf(finding)}</span>
          {finding.remediation && (
            <span class="second">
              <Words>{finding.remediation}</Words>
            </span>
          )}
        </>,
      ])}
    />
  );
}

function whereOf({ location, resource, urn }: CheckedFinding): string {
  const name = resource?.name ?? (urn ? nameOfUrn(urn) : "");
  return [name, ...(location ? [`${location.file}:${location.line}`] : [])].filter(Boolean).join(" · ");
}
