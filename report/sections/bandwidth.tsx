import type { LinkLoad } from "../../plan/bandwidth";
import { linkWords } from "../../plan/render/words";
import { Mark, Pair, Table, type Tone } from "../parts";
import type { ReportSection } from "../section";
import type { ReportSubject } from "../subject";

const tones: Record<LinkLoad["verdict"], Tone> = {
  fits: "good",
  tight: "open",
  "too little": "bad",
  "not known": "open",
};

/** What a Backbone's links carry against what they can; undefined where the stack states no traffic. */
export function bandwidthSection({ plan: { bandwidth } }: ReportSubject): ReportSection | undefined {
  if (!bandwidth) return undefined;
  return {
    id: "bandwidth",
    title: "Bandwidth",
    lead: "What the stated traffic needs of each link, were the hours of all its streams the same.",
    body: (
      <Table
        caption="Every link with its traffic, need and capacity"
        columns={[{ head: "Link" }, { head: "Needs, of what it has" }, { head: "Verdict" }]}
        rows={bandwidth.map((load) => {
          const { needed, capacity, traffic } = linkWords(load);
          return [
            <Pair first={load.link} second={`${load.kind}: ${traffic}`} />,
            <Pair first={needed} second={load.capacityGbps === null ? capacity : `of ${capacity}`} />,
            <Mark tone={tones[load.verdict]}>{load.verdict}</Mark>,
          ];
        })}
      />
    ),
  };
}
